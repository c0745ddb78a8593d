/** How long the analysis of a statement takes. */
package io.tdejdbc.benchmarks.analysis;
