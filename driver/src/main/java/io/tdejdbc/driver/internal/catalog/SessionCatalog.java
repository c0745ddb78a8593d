package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.dialect.Reaching;
import io.tdejdbc.driver.internal.dialect.SessionFingerprint;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.dialect.ViewText;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.SqlSession;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of one session, at one moment. */
public final class SessionCatalog implements Catalog {
    private final ProtectedSchema schema;
    private final SessionFingerprint session;
    private final ColumnReader reader;
    private final boolean temporaryFirst;
    private final SqlSession how;
    private final FollowedRelations followed;
    /** The only relations that are seen; empty for all. */
    private final Set<TableName> only;

    private final boolean inView;

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
            ProtectedSchema schema,
            SessionFingerprint session,
            SqlSession how,
            ColumnReader reader,
            boolean temporaryFirst) {
        this(schema, session, how, reader, temporaryFirst, 0, Set.of());
    }

    private SessionCatalog(
            ProtectedSchema schema,
            SessionFingerprint session,
            SqlSession how,
            ColumnReader reader,
            boolean temporaryFirst,
            int depth,
            Set<TableName> only) {
        this.schema = schema;
        this.session = session;
        this.how = how;
        this.reader = reader;
        this.temporaryFirst = temporaryFirst;
        this.followed = new FollowedRelations(this, schema, how, depth);
        this.only = only;
        this.inView = depth > 0;
    }

    /** The names inside a view, as the database resolved them when it showed the view's text. */
    SessionCatalog inside(ViewText view, int depth) {
        SessionFingerprint there = new SessionFingerprint(
                session.catalog(),
                view.path(),
                session.backslashEscapes(),
                session.doubleQuotedStrings(),
                session.concatenatingBars(),
                session.timeZone(),
                Set.of(),
                session.plainCase(),
                session.plainNulls(),
                session.objection());
        return new SessionCatalog(schema, there, how, reader, temporaryFirst, depth, view.relations());
    }

    @Override
    public boolean showsStoredTypes() {
        return inView;
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
            return pendingTable(name)
                    .map(table ->
                            new Relation.Pending(qualified(table), schema.pending(table), schema.pendingColumns()));
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

    Optional<Relation> relation(TableName asked) throws SQLException {
        Optional<List<StoredColumn>> stored = reader.columns(asked);
        TableName table = schema.spelled(asked);
        Reaching reaching = schema.reaching().get(table);
        if (stored.isEmpty()) {
            // H2 shows no columns of a synonym.
            return reaching != null && reaching.kind() == Reaching.Kind.SYNONYM
                    ? Optional.of(followed.relation(reaching, List.of()))
                    : Optional.empty();
        }
        if (!only.isEmpty() && !only.contains(table)) {
            // A relation that was made since the view's text was read: nothing may be assumed of the view.
            return Optional.of(new Relation.Opaque(qualified(table), "relation " + table + " in a view"));
        }
        if (reaching != null) {
            return Optional.of(followed.relation(reaching, stored.get()));
        }
        return Optional.of(table(table, schema.table(table), schema.pending(table), stored.get()));
    }

    static Relation.Table table(
            TableName name, Map<String, BoundColumn> bound, Set<String> pending, List<StoredColumn> stored) {
        Set<String> missing = new HashSet<>(pending);
        stored.forEach(column -> missing.remove(column.name()));
        return new Relation.Table(
                qualified(name),
                stored.stream()
                        .map(column -> new Relation.Column(
                                column.name(),
                                Optional.ofNullable(bound.get(column.name())).map(BoundColumn::column)))
                        .toList(),
                missing);
    }

    static RelationName qualified(TableName table) {
        return RelationName.of(table.schema(), table.name());
    }
}
