package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The CHECK that keeps anything but envelopes out of an encrypted column: the table's, or that of the column's type.
 *
 * @param table the table
 * @param column catalog spelling
 * @param name the constraint's name, catalog spelling; empty where it is the type's
 * @param formatByte first byte of every envelope
 * @param leastLength length of an envelope of an empty value
 * @param clause as it stands in CREATE TABLE and after ADD; empty where it is the type's
 * @param repair the statement that makes it where it is missing
 */
public record CheckConstraint(
        TableName table,
        String column,
        Optional<String> name,
        int formatByte,
        int leastLength,
        Optional<String> clause,
        String repair) {

    private static final int LONGEST_NAME = 60;

    static int formatByte(ProtectionMode mode) {
        return mode == ProtectionMode.RANDOM ? 0xF9 : 0xFA;
    }

    static int leastLength(ProtectionMode mode) {
        return mode == ProtectionMode.RANDOM ? 44 : 20;
    }

    /** A constraint of the table. */
    static CheckConstraint ofTable(Dialect dialect, TableName table, String column, ProtectionMode mode) {
        String name = name(dialect, table, column);
        String clause = "CONSTRAINT " + dialect.quote(name) + " CHECK ("
                + dialect.checkCondition(dialect.quote(column), formatByte(mode), leastLength(mode)) + ")";
        return new CheckConstraint(
                table,
                column,
                Optional.of(name),
                formatByte(mode),
                leastLength(mode),
                Optional.of(clause),
                "ALTER TABLE " + dialect.quote(table) + " ADD " + clause);
    }

    /** A constraint of the column's type. */
    static CheckConstraint ofType(TableName table, String column, ProtectionMode mode, String repair) {
        return new CheckConstraint(
                table, column, Optional.empty(), formatByte(mode), leastLength(mode), Optional.empty(), repair);
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
