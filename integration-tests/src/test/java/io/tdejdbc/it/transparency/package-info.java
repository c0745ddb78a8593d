/** Calls of every JDBC interface, on the backend's own driver and through this one: an application must not tell them apart. */
package io.tdejdbc.it.transparency;
