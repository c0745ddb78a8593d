/** Declared types of protected columns: coercion, canonical encoding, JDBC conversions. */
package io.tdejdbc.driver.internal.types;
