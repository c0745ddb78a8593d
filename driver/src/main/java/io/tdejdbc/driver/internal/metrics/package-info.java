/** Counts what is done, and tells the application's listener. */
package io.tdejdbc.driver.internal.metrics;
