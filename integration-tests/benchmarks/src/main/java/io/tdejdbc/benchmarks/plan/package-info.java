/** What the driver adds to the preparation of a statement, and to the first statement of a process. */
package io.tdejdbc.benchmarks.plan;
