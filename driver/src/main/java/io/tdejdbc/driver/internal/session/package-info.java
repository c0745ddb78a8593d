/** The SQL side of one connection. */
package io.tdejdbc.driver.internal.session;
