/** Tells how often a key manager is asked, and how long it takes. */
package io.tdejdbc.keystore.internal.measure;
