/** What an application waits for: whole JDBC operations, plain and through the driver, taking turns in one run. */
package io.tdejdbc.benchmarks.endtoend;
