/** What the command line does: set-up, encryption of existing values, checks. */
package io.tdejdbc.driver.internal.tool;
