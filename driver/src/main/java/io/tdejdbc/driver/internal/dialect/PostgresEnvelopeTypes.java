package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The two types of encrypted columns: domains over bytea that take envelopes of one mode. The server keeps a domain's
 * condition ready, whereas it prepares a table's anew for every statement: five columns cost an inserted row 2 µs as
 * domains and 13 µs with a CHECK each, on a row of 8 µs.
 */
final class PostgresEnvelopeTypes {
    private static final String RANDOM = "tde_random";
    private static final String EQUALITY = "tde_equality";

    /** The names, without schema. */
    static final Set<String> NAMES = Set.of(RANDOM, EQUALITY);
    /** The names as string literals. */
    static final String LITERALS = "'" + RANDOM + "', '" + EQUALITY + "'";

    private static final String CONSTRAINT = "tde_envelope";
    /** What stands for any byte in a pattern of LIKE, in hexadecimal. */
    private static final String UNDERSCORE = "5f";
    /** What stands for any further bytes. */
    private static final String PERCENT = "25";

    private final String prefix;

    /** @param prefix of a name in the schema where the types are: it in quotes and a dot */
    PostgresEnvelopeTypes(String prefix) {
        this.prefix = prefix;
    }

    /** The type's name as DDL. */
    String name(ProtectionMode mode) {
        return prefix + (mode == ProtectionMode.RANDOM ? RANDOM : EQUALITY);
    }

    static String condition(String value, int formatByte, int leastLength) {
        return value + " LIKE E'\\\\x" + digits(formatByte, leastLength) + "'::bytea";
    }

    private static String digits(int formatByte, int leastLength) {
        return Integer.toHexString(formatByte) + UNDERSCORE.repeat(leastLength - 1) + PERCENT;
    }

    /** Makes the types that are missing; another process may do the same now. */
    void make(Connection connection) throws SQLException {
        for (ProtectionMode mode : ProtectionMode.values()) {
            // Who may not make them is not asked to where they are there.
            if (Queries.strings(connection, "SELECT 'missing' WHERE pg_catalog.to_regtype(?) IS NULL", name(mode))
                    .isEmpty()) {
                continue;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("DO $make$ BEGIN CREATE DOMAIN " + name(mode) + " AS pg_catalog.bytea CONSTRAINT "
                        + CONSTRAINT + " CHECK ("
                        + condition("VALUE", CheckConstraint.formatByte(mode), CheckConstraint.leastLength(mode))
                        + "); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $make$");
            }
        }
    }

    /** Whether the column's type is such a domain with the condition in force. */
    boolean has(Connection connection, CheckConstraint check) throws SQLException {
        List<String> found = Queries.strings(
                connection,
                "SELECT pg_catalog.pg_get_constraintdef(k.oid) FROM pg_catalog.pg_constraint k "
                        + "JOIN pg_catalog.pg_attribute a ON a.atttypid = k.contypid AND NOT a.attisdropped "
                        + "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE k.contype = 'c' AND k.convalidated AND n.nspname = ? AND c.relname = ? "
                        + "AND a.attname = ?",
                check.table().schema(),
                check.table().name(),
                check.column());
        // The server shows the constant as the session's bytea_output says.
        String begin = "CHECK ((VALUE ~~ '";
        Set<String> expected = Set.of(
                begin + "\\x" + digits(check.formatByte(), check.leastLength()) + "'::bytea))",
                begin + "\\" + Integer.toOctalString(check.formatByte()) + "_".repeat(check.leastLength() - 1)
                        + "%'::bytea))");
        return found.stream().anyMatch(expected::contains);
    }
}
