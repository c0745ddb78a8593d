/** The master key in a file. */
package io.tdejdbc.keystore.internal.file;
