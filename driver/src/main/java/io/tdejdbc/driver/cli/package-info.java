/** The command line {@code tde}. */
package io.tdejdbc.driver.cli;
