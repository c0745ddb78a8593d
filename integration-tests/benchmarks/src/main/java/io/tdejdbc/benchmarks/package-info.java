/** Measurements of the driver against the plain driver below it. */
package io.tdejdbc.benchmarks;
