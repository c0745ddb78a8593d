/** The one place where failures become SQL exceptions: codes, exception classes and SQLStates. */
package io.tdejdbc.driver.internal.error;
