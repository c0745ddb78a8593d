package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The CHECK that keeps anything but envelopes out of an encrypted column.
 *
 * @param table the table
 * @param column catalog spelling
 * @param name the constraint's name, catalog spelling
 * @param formatByte first byte of every envelope
 * @param leastLength length of an envelope of an empty value
 * @param clause as it stands in CREATE TABLE and after ADD
 */
public record CheckConstraint(
        TableName table, String column, String name, int formatByte, int leastLength, String clause) {

    private static final int LONGEST_NAME = 60;

    static CheckConstraint of(Dialect dialect, TableName table, String column, ProtectionMode mode) {
        int formatByte = mode == ProtectionMode.RANDOM ? 0xF9 : 0xFA;
        int leastLength = mode == ProtectionMode.RANDOM ? 44 : 20;
        String name = name(dialect, table, column);
        String clause = "CONSTRAINT " + dialect.quote(name) + " CHECK ("
                + dialect.checkCondition(dialect.quote(column), formatByte, leastLength) + ")";
        return new CheckConstraint(table, column, name, formatByte, leastLength, clause);
    }

    /** Constraint names are unique per schema in some databases, so the table's name is part of it. */
    private static String name(Dialect dialect, TableName table, String column) {
        String name = "tde_ck_" + table.name() + "_" + column;
        if (name.length() > LONGEST_NAME) {
            CRC32 sum = new CRC32();
            sum.update(name.getBytes(StandardCharsets.UTF_8));
            name = name.substring(0, LONGEST_NAME - 9) + "_" + String.format(Locale.ROOT, "%08x", sum.getValue());
        }
        return dialect.folding().fold(name, false);
    }
}
