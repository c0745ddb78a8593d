/** The JDBC objects that the application holds: thin wrappers, and the way of protected values through them. */
package io.tdejdbc.driver.internal.jdbc;
