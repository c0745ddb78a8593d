/** From a URL to a connection. */
package io.tdejdbc.driver.internal.connect;
