package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.dialect.SessionFingerprint;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of one session, at one moment. */
public final class SessionCatalog implements Catalog {
    private final ProtectedSchema schema;
    private final SessionFingerprint session;
    private final ColumnReader reader;
    private final boolean temporaryFirst;

    /** Where columns of relations come from. */
    @FunctionalInterface
    public interface ColumnReader {
        /** Columns of a relation, given by its folded name, as this session sees it; empty if it sees none. */
        Optional<List<StoredColumn>> columns(TableName table) throws SQLException;
    }

    /**
     * A session's names.
     *
     * @param temporaryFirst whether a name means a temporary table before a table of any schema
     */
    public SessionCatalog(
            ProtectedSchema schema, SessionFingerprint session, ColumnReader reader, boolean temporaryFirst) {
        this.schema = schema;
        this.session = session;
        this.reader = reader;
        this.temporaryFirst = temporaryFirst;
    }

    @Override
    public boolean mayReachProtected(String simpleName) {
        return schema.hasName(simpleName);
    }

    @Override
    public Optional<Relation> resolve(RelationName name) {
        List<String> parts = name.parts();
        if (parts.size() == 3 && !parts.get(0).equals(session.catalog())) {
            return Optional.empty();
        }
        List<String> path = parts.size() == 1 ? session.path() : List.of(parts.get(parts.size() - 2));
        if (temporaryFirst && session.temporaryTables().contains(name.simple())) {
            return Optional.of(new Relation.Opaque(name, "temporary table " + name.simple()));
        }
        try {
            for (String one : path) {
                Optional<Relation> found = relation(new TableName(one, name.simple()));
                if (found.isPresent()) {
                    return found;
                }
            }
            if (parts.size() == 1 && session.temporaryTables().contains(name.simple())) {
                // Its columns are not in any schema that could be asked: nothing may be assumed of it.
                return Optional.of(new Relation.Opaque(name, "temporary table " + name.simple()));
            }
            return pendingTable(name).map(table -> new Relation.Pending(qualified(table), schema.pending(table)));
        } catch (SQLException e) {
            throw new CatalogFailure(e);
        }
    }

    /** The first schema of the path in which tables are made; none if temporary tables come first. */
    @Override
    public Optional<String> currentSchema() {
        return session.path().stream()
                // PostgreSQL looks into its own catalog first without being told.
                .filter(one -> !one.equals("pg_catalog"))
                .findFirst()
                .filter(one -> !one.startsWith("pg_temp"));
    }

    /** The table that a CREATE TABLE of this name would make, if it is waited for. */
    public Optional<TableName> pendingTable(RelationName name) {
        List<String> parts = name.parts();
        List<String> path = parts.size() == 1 ? session.path() : List.of(parts.get(parts.size() - 2));
        return path.stream()
                .map(one -> schema.spelled(new TableName(one, name.simple())))
                .filter(table ->
                        !schema.pending(table).isEmpty() || !schema.table(table).isEmpty())
                .findFirst();
    }

    private Optional<Relation> relation(TableName asked) throws SQLException {
        Optional<List<StoredColumn>> stored = reader.columns(asked);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        TableName table = schema.spelled(asked);
        if (schema.reaching().containsKey(table)) {
            return Optional.of(new Relation.Opaque(
                    qualified(table), schema.reaching().get(table).what()));
        }
        Map<String, BoundColumn> bound = schema.table(table);
        return Optional.of(new Relation.Table(
                qualified(table),
                stored.get().stream()
                        .map(column -> new Relation.Column(
                                column.name(),
                                Optional.ofNullable(bound.get(column.name())).map(BoundColumn::column)))
                        .toList()));
    }

    private static RelationName qualified(TableName table) {
        return RelationName.of(table.schema(), table.name());
    }
}
