package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.BackendTypes;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.ProtectedColumn.SearchKeys;
import io.tdejdbc.sqlparse.ValueType;
import java.util.List;

/**
 * A protected column: its record, what the analysis needs to know and what the JDBC layer works with.
 *
 * @param record the metadata
 * @param column for the analysis; its id is the index in {@link ProtectedSchema#columns}
 * @param binding codec and cipher
 * @param lookups while the search key is changed, one binding for each of the two keys by which values may be stored;
 *     empty otherwise
 * @param searched the generations of these keys
 */
public record BoundColumn(
        ColumnRecord record,
        ProtectedColumn column,
        ColumnBinding binding,
        List<ColumnBinding> lookups,
        List<Integer> searched) {

    /** Copies the lists. */
    public BoundColumn {
        lookups = List.copyOf(lookups);
        searched = List.copyOf(searched);
    }

    /** What encrypts a value that is compared with the column. */
    public ColumnBinding lookup(int searchKey) {
        return lookups.isEmpty() ? binding : lookups.get(searchKey);
    }

    /** The same column under another id. */
    BoundColumn withId(int id) {
        return column.id() == id
                ? this
                : new BoundColumn(
                        record,
                        new ProtectedColumn(
                                id,
                                column.table(),
                                column.column(),
                                column.equality(),
                                column.comparisonGroup(),
                                column.copyGroup(),
                                column.changedByChoice(),
                                column.type(),
                                column.searchKeys()),
                        binding,
                        lookups,
                        searched);
    }

    static ProtectedColumn describe(
            int id, ColumnRecord record, DeclaredType type, BackendTypes types, SearchKeys searchKeys) {
        int jdbcType = type.jdbcType();
        String definition = type.definition();
        String own = record.columnId().toString();
        String context = comparisonGroup(record, type, record.family());
        String copies = record.domain().isPresent() ? context + ":" + definition : own;
        return new ProtectedColumn(
                id,
                record.table().toString(),
                record.column(),
                record.mode() == ProtectionMode.EQUALITY,
                context,
                copies,
                types.isChangedByChoice(type),
                new ValueType(
                        kind(type), types.castNames(type), types.order(type).isPresent()),
                searchKeys);
    }

    /**
     * Which columns have equal values stored alike: those of one domain that are of one kind and coerced alike.
     *
     * @param family what the values are
     */
    public static String comparisonGroup(ColumnRecord record, DeclaredType type, TypeFamily family) {
        return record.domain()
                .map(domain -> domain.id() + ":" + family + ":" + (type.jdbcType() == java.sql.Types.CHAR))
                .orElseGet(() -> record.columnId().toString());
    }

    private static ValueType.Kind kind(DeclaredType type) {
        return switch (type.jdbcType()) {
            case java.sql.Types.VARCHAR -> type.caseSensitive() ? ValueType.Kind.TEXT : ValueType.Kind.OTHER;
            case java.sql.Types.SMALLINT,
                    java.sql.Types.INTEGER,
                    java.sql.Types.BIGINT,
                    java.sql.Types.NUMERIC,
                    java.sql.Types.DECIMAL -> ValueType.Kind.NUMBER;
            case java.sql.Types.DATE -> ValueType.Kind.DATE;
            default -> ValueType.Kind.OTHER;
        };
    }
}
