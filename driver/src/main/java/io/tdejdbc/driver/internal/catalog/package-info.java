/** Which columns are protected, whether the backend agrees, and what a session's names stand for. */
package io.tdejdbc.driver.internal.catalog;
