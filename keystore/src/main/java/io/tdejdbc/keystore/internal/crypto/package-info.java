/** How the values of columns are encrypted. Not API. */
package io.tdejdbc.keystore.internal.crypto;
