/** The master key in the transit engine of HashiCorp Vault, or of a server that speaks like it. */
package io.tdejdbc.keystore.internal.vault;
