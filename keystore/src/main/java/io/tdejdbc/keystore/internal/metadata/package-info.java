/** The metadata tables: their rows, MACs and manifest, and the keystore that lives on them. */
package io.tdejdbc.keystore.internal.metadata;
