/** Master keys, table keys, metadata and cryptography. */
package io.tdejdbc.keystore;
