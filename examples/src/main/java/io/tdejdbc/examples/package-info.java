/** Runnable applications that use the driver. */
package io.tdejdbc.examples;
