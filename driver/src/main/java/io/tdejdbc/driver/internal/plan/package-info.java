/** Statements as the JDBC layer executes them. */
package io.tdejdbc.driver.internal.plan;
