/**
 * Runs a list of statements on a plain database and behind the driver and compares everything that an application can
 * see. The list is data: {@code src/test/resources/differential/*.sql}.
 */
package io.tdejdbc.it.differential;
