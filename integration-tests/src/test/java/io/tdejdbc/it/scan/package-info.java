/** Looks for plaintext where there must be none: in tables, files, write-ahead logs and statement logs. */
package io.tdejdbc.it.scan;
