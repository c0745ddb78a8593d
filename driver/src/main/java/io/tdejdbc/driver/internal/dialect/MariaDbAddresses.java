package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows by a unique key of their table: MariaDB gives them no address that a statement could name. */
final class MariaDbAddresses implements RowAddresses {
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year");
    private static final Set<String> BINARY =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");
    /** An ENUM is ordered by number and compared as text, a FLOAT is no exact number, a TIMESTAMP's hour may come twice. */
    private static final Set<String> TEXTS = Set.of(
            "char",
            "varchar",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "date",
            "datetime",
            "time",
            "uuid",
            "inet4",
            "inet6");

    private final List<Part> parts;

    /** A column of the key. */
    private record Part(String name, String type) {
        Object read(ResultSet row, int index) throws SQLException {
            if (NUMBERS.contains(type)) {
                return row.getBigDecimal(index);
            }
            return BINARY.contains(type) ? row.getBytes(index) : row.getString(index);
        }
    }

    private MariaDbAddresses(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * By the primary key, or another unique key without NULL.
     *
     * @throws SQLException TDE-CFG-022 if the table has none
     */
    static MariaDbAddresses of(Connection connection, TableName table, Function<String, String> quote)
            throws SQLException {
        record Column(String index, String name, String type, boolean fits) {}
        Map<String, List<Column>> keys = Queries.list(
                        connection,
                        "SELECT s.INDEX_NAME, s.COLUMN_NAME, c.DATA_TYPE, s.SUB_PART IS NULL AND c.IS_NULLABLE = 'NO' "
                                + "FROM information_schema.STATISTICS s JOIN information_schema.COLUMNS c "
                                + "ON c.TABLE_SCHEMA = s.TABLE_SCHEMA AND c.TABLE_NAME = s.TABLE_NAME "
                                + "AND c.COLUMN_NAME = s.COLUMN_NAME "
                                + "WHERE s.TABLE_SCHEMA = ? AND s.TABLE_NAME = ? AND s.NON_UNIQUE = 0 "
                                + "ORDER BY s.INDEX_NAME <> 'PRIMARY', s.INDEX_NAME, s.SEQ_IN_INDEX",
                        row -> new Column(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)),
                        table.schema(),
                        table.name())
                .stream()
                .collect(Collectors.groupingBy(Column::index, LinkedHashMap::new, Collectors.toList()));
        return keys.values().stream()
                .filter(key -> key.stream().allMatch(column -> column.fits && isOrdered(column.type)))
                .findFirst()
                .map(key -> new MariaDbAddresses(key.stream()
                        .map(column -> new Part(quote.apply(column.name), column.type))
                        .toList()))
                .orElseThrow(() -> ConfigurationError.NO_ROW_KEY.because(
                        table + " with " + (keys.isEmpty() ? "no unique key" : "the unique keys " + keys.keySet()),
                        "a primary key, or a unique key without NULL, of whole numbers, texts, binary strings, dates and "
                                + "times"));
    }

    private static boolean isOrdered(String type) {
        return NUMBERS.contains(type) || BINARY.contains(type) || TEXTS.contains(type);
    }

    @Override
    public List<String> selected() {
        return parts.stream().map(Part::name).toList();
    }

    @Override
    public List<Object> read(ResultSet row, int index) throws SQLException {
        List<Object> address = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            address.add(parts.get(i).read(row, index + i));
        }
        return address;
    }

    @Override
    public String order() {
        return String.join(", ", selected());
    }

    @Override
    public String after() {
        List<String> alternatives = new ArrayList<>();
        for (int last = 0; last < parts.size(); last++) {
            String equal = parts.subList(0, last).stream()
                    .map(part -> part.name() + " = ? AND ")
                    .collect(Collectors.joining());
            alternatives.add(equal + parts.get(last).name() + " > ?");
        }
        return "((" + String.join(") OR (", alternatives) + "))";
    }

    @Override
    public int setAfter(PreparedStatement statement, int index, List<Object> address) throws SQLException {
        int next = index;
        for (int last = 0; last < parts.size(); last++) {
            for (int i = 0; i <= last; i++) {
                statement.setObject(next++, address.get(i));
            }
        }
        return next;
    }

    @Override
    public String same() {
        return parts.stream().map(part -> part.name() + " = ?").collect(Collectors.joining(" AND "));
    }

    @Override
    public int setSame(PreparedStatement statement, int index, List<Object> address) throws SQLException {
        for (int i = 0; i < parts.size(); i++) {
            statement.setObject(index + i, address.get(i));
        }
        return index + parts.size();
    }
}
