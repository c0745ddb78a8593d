/** Ways to a connection. */
package io.tdejdbc.examples.connect;
