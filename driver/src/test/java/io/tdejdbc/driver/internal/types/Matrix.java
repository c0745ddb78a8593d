package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every setter with every value, then every getter, on a plain column of the real backend and on the codec. What
 * differs is kept as a line {@code type | setter | getter | plain | codec}.
 */
final class Matrix {
    private final Connection connection;
    private final BackendTypes types;
    private final List<String> differences = new ArrayList<>();
    private long comparisons;
    private long errors;
    private long unstorable;

    Matrix(Connection connection, BackendTypes types) {
        this.connection = connection;
        this.types = types;
    }

    List<String> differences() {
        return differences;
    }

    long comparisons() {
        return comparisons;
    }

    /** How many of the comparisons were of two equal errors. */
    long errors() {
        return errors;
    }

    /** How many values a column to be compared with did not take. */
    long unstorable() {
        return unstorable;
    }

    /** Writes and reads a declared type in every way. */
    void writeAndRead(String definition) throws SQLException {
        DeclaredType type = types.ofDefinition(definition).orElseThrow();
        List<ColumnCodec> codecs = new ArrayList<>(List.of(types.codec(type, ProtectionMode.RANDOM)));
        if (types.objection(type, ProtectionMode.EQUALITY, "binary", true).isEmpty()) {
            codecs.add(types.codec(type, ProtectionMode.EQUALITY));
        }
        recreate(definition);
        List<Getter> getters = Getter.all();
        for (Setter setter : Setter.all()) {
            Outcome write = write(setter);
            List<byte[]> seen = new ArrayList<>();
            for (ColumnCodec codec : codecs) {
                List<byte[]> canonical = new ArrayList<>();
                Outcome encode = Outcome.of(() -> {
                    canonical.add(setter.protectedOne().encode(codec, ValueUse.ASSIGNED));
                    return "set";
                });
                if (compare(codec + " | " + setter.name() + " | set", write, encode)
                        && !write.error()
                        && seen.stream().noneMatch(b -> Arrays.equals(b, canonical.get(0)))) {
                    // Where both modes have the same bytes, reading them once says it all.
                    seen.add(canonical.get(0));
                    read(codec, setter.name(), canonical.get(0), getters);
                }
            }
        }
    }

    private Outcome write(Setter setter) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM plain");
        }
        return Outcome.of(() -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO plain (c) VALUES (?)")) {
                setter.plain().set(insert);
                insert.executeUpdate();
                return "set";
            }
        });
    }

    private void read(ColumnCodec codec, String setter, byte[] canonical, List<Getter> getters) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT c FROM plain")) {
            row.next();
            for (Getter getter : getters) {
                Outcome plain = Outcome.of(() -> getter.plain().get(row));
                Outcome own = Outcome.of(() -> getter.protectedOne().get(codec, canonical));
                compare(codec + " | " + setter + " | " + getter.name(), plain, own);
            }
        }
    }

    private void recreate(String definition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS plain");
            statement.execute("CREATE TABLE plain (id INTEGER, c " + definition + ")");
        }
    }

    private boolean compare(String place, Outcome plain, Outcome own) {
        comparisons++;
        if (plain.equals(own)) {
            errors += plain.error() ? 1 : 0;
            return true;
        }
        differences.add(place + " | " + plain.text() + " | " + own.text());
        return false;
    }

    /** Writes literals of every kind. */
    void writeLiterals(String definition, Map<String, LiteralValue> literals) throws SQLException {
        DeclaredType type = types.ofDefinition(definition).orElseThrow();
        ColumnCodec codec = types.codec(type, ProtectionMode.RANDOM);
        recreate(definition);
        List<Getter> getters = Getter.all().subList(0, 1);
        for (Map.Entry<String, LiteralValue> literal : literals.entrySet()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM plain");
            }
            Outcome write = Outcome.of(() -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("INSERT INTO plain (c) VALUES (" + literal.getKey() + ")");
                    return "set";
                }
            });
            List<byte[]> canonical = new ArrayList<>();
            Outcome encode = Outcome.of(() -> {
                canonical.add(codec.encodeLiteral(literal.getValue(), ValueUse.ASSIGNED));
                return "set";
            });
            if (compare(codec + " | literal " + literal.getKey() + " | set", write, encode) && !write.error()) {
                read(codec, "literal " + literal.getKey(), canonical.get(0), getters);
            }
        }
    }

    /** Compares every value with every stored value of a declared type that offers equality. */
    void compareValues(String definition, Map<String, LiteralValue> literals) throws SQLException {
        DeclaredType type = types.ofDefinition(definition).orElseThrow();
        ColumnCodec codec = types.codec(type, ProtectionMode.EQUALITY);
        recreate(definition);
        Map<Integer, byte[]> stored = store(codec);
        for (Setter setter : Setter.all()) {
            compareEquality(
                    codec + " | = " + setter.name(),
                    stored,
                    Outcome.of(() -> {
                        try (PreparedStatement select =
                                connection.prepareStatement("SELECT id FROM plain WHERE c = ?")) {
                            setter.plain().set(select);
                            return ids(select.executeQuery());
                        }
                    }),
                    () -> setter.protectedOne().encode(codec, ValueUse.COMPARED));
        }
        for (Map.Entry<String, LiteralValue> literal : literals.entrySet()) {
            compareEquality(
                    codec + " | = literal " + literal.getKey(),
                    stored,
                    Outcome.of(() -> {
                        try (Statement select = connection.createStatement()) {
                            return ids(select.executeQuery("SELECT id FROM plain WHERE c = " + literal.getKey()));
                        }
                    }),
                    () -> codec.encodeLiteral(literal.getValue(), ValueUse.COMPARED));
        }
    }

    private Map<Integer, byte[]> store(ColumnCodec codec) throws SQLException {
        Map<Integer, byte[]> stored = new LinkedHashMap<>();
        for (Setter setter : Setter.all()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO plain (c, id) VALUES (?, " + stored.size() + ")")) {
                byte[] canonical = setter.protectedOne().encode(codec, ValueUse.ASSIGNED);
                if (stored.values().stream()
                                .filter(b -> Arrays.equals(b, canonical))
                                .count()
                        < 2) {
                    setter.plain().set(insert);
                    insert.executeUpdate();
                    stored.put(stored.size(), canonical);
                }
            } catch (SQLException e) {
                // A value that the column does not take, or that only one side takes: writeAndRead judges those.
                unstorable++;
            }
        }
        return stored;
    }

    private interface Encoding {
        byte[] encode() throws SQLException;
    }

    private void compareEquality(String place, Map<Integer, byte[]> stored, Outcome plain, Encoding encoding) {
        Outcome own = Outcome.of(() -> {
            byte[] compared = encoding.encode();
            Set<Integer> ids = new TreeSet<>();
            stored.forEach((id, canonical) -> {
                if (Arrays.equals(canonical, compared)) {
                    ids.add(id);
                }
            });
            return ids;
        });
        compare(place, plain, own);
    }

    private static Set<Integer> ids(ResultSet rows) throws SQLException {
        Set<Integer> ids = new TreeSet<>();
        while (rows.next()) {
            ids.add(rows.getInt(1));
        }
        return ids;
    }
}
