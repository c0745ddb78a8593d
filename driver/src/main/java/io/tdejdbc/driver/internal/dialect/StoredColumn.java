package io.tdejdbc.driver.internal.dialect;

/**
 * A column as it lies in the backend.
 *
 * @param name catalog spelling
 * @param type the stored type's name
 * @param binary whether it is a byte string type
 */
public record StoredColumn(String name, String type, boolean binary) {}
