/** Starts the databases and builds the twins that every test of the whole driver runs on. */
package io.tdejdbc.it.harness;
