package io.tdejdbc.it.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that stands in the tables, as an application reads it, and as the backend stores it. */
final class Contents {
    private static final byte FIRST_ENCRYPTED_FORMAT = (byte) 0xF9;
    private static final byte LAST_ENCRYPTED_FORMAT = (byte) 0xFA;
    private static final int LEAST_OVERHEAD = 20;

    private Contents() {}

    /** The rows of all tables, in an order that does not depend on how they are stored. */
    static Map<String, List<String>> read(Connection connection, Collection<String> tables) throws SQLException {
        Map<String, List<String>> contents = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    Observation all = Observer.read(rows, Optional.empty()).sorted();
                    List<String> lines = new ArrayList<>();
                    all.columns().forEach(column -> lines.add(column.toString()));
                    lines.addAll(all.rows());
                    contents.put(table, lines);
                }
            }
        }
        return contents;
    }

    /**
     * Looks at a protected column through the backend's own driver.
     *
     * @return what is not an envelope, in words that do not depend on the value; nothing if all is well
     */
    static List<String> unprotected(Connection raw, String table, Collection<String> columns) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table)) {
            while (rows.next()) {
                int index = 1;
                for (String column : columns) {
                    byte[] stored = rows.getBytes(index++);
                    if (stored != null && !isEnvelope(stored)) {
                        findings.add("no envelope in " + table + "." + column + ": "
                                + HexFormat.of().formatHex(stored));
                    }
                }
            }
        }
        return findings;
    }

    private static boolean isEnvelope(byte[] stored) {
        return stored.length >= LEAST_OVERHEAD
                && (stored[0] == FIRST_ENCRYPTED_FORMAT || stored[0] == LAST_ENCRYPTED_FORMAT);
    }
}
