/** The master key in a real Vault. */
package io.tdejdbc.it.vault;
