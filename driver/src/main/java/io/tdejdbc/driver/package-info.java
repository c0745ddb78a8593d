/** The JDBC driver. */
package io.tdejdbc.driver;
