package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.dialect.Reaching;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.dialect.ViewText;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.Analysis;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Refusal;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Segment;
import io.tdejdbc.sqlparse.SqlAnalyzer;
import io.tdejdbc.sqlparse.SqlAnalyzers;
import io.tdejdbc.sqlparse.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows views, partitions and synonyms to the protected columns below them. A view is analysed like any query; if it is
 * refused, or would need a value to be encrypted, it stays opaque.
 */
final class FollowedRelations {
    private static final SqlAnalyzer ANALYZER = SqlAnalyzers.standard();
    /** Views over views; deeper ones are not followed. */
    private static final int DEEPEST = 16;

    private final SessionCatalog catalog;
    private final ProtectedSchema schema;
    private final SqlSession how;
    private final int depth;
    private final Map<TableName, Relation> known = new HashMap<>();

    FollowedRelations(SessionCatalog catalog, ProtectedSchema schema, SqlSession how, int depth) {
        this.catalog = catalog;
        this.schema = schema;
        this.how = how;
        this.depth = depth;
    }

    /** What a statement may do with something that reaches a protected table. */
    Relation relation(Reaching reaching, List<StoredColumn> stored) throws SQLException {
        Relation relation = known.get(reaching.name());
        if (relation == null) {
            relation = follow(reaching, stored);
            known.put(reaching.name(), relation);
        }
        return relation;
    }

    private Relation follow(Reaching reaching, List<StoredColumn> stored) throws SQLException {
        return switch (reaching.kind()) {
            case PARTITION -> partition(reaching, stored);
            case SYNONYM -> synonym(reaching);
            case VIEW ->
                reaching.view().isPresent() && depth < DEEPEST
                        ? view(reaching, reaching.view().get(), stored)
                        : opaque(reaching, "");
            default -> opaque(reaching, "");
        };
    }

    private static Relation opaque(Reaching reaching, String why) {
        RelationName name = SessionCatalog.qualified(reaching.name());
        return new Relation.Opaque(name, reaching.what() + (why.isEmpty() ? "" : ", whose definition has " + why));
    }

    /** A partition or inheritance child has the columns of its table, and others of its own. */
    private Relation partition(Reaching reaching, List<StoredColumn> stored) {
        Optional<TableName> root = reaching.over();
        for (int i = 0;
                i < DEEPEST && root.isPresent() && schema.table(root.get()).isEmpty();
                i++) {
            root = Optional.ofNullable(schema.reaching().get(root.get()))
                    .filter(above -> above.kind() == Reaching.Kind.PARTITION)
                    .flatMap(Reaching::over);
        }
        Map<String, BoundColumn> bound = root.map(schema::table).orElse(Map.of());
        long found = stored.stream()
                .filter(column -> column.binary() && bound.containsKey(column.name()))
                .count();
        return bound.isEmpty() || found != bound.size()
                ? opaque(reaching, "")
                : SessionCatalog.table(reaching.name(), bound, Set.of(), stored);
    }

    private Relation synonym(Reaching reaching) throws SQLException {
        Optional<Relation> target =
                reaching.over().isPresent() ? catalog.relation(reaching.over().get()) : Optional.empty();
        return target.isPresent() && target.get() instanceof Relation.Table table
                ? new Relation.Table(SessionCatalog.qualified(reaching.name()), table.columns())
                : opaque(reaching, "");
    }

    private Relation view(Reaching reaching, ViewText view, List<StoredColumn> stored) {
        Analysis analysis = ANALYZER.analyze(view.query(), how, catalog.inside(view, depth + 1));
        if (analysis instanceof Refusal refusal) {
            return opaque(reaching, refusal.construct() + " (" + refusal.code() + ")");
        }
        boolean asWritten = analysis instanceof Plan plan
                && plan.kind() == Plan.Kind.QUERY
                && plan.outerParameters() == 0
                && plan.result().size() == stored.size()
                && plan.segments().stream().allMatch(segment -> segment instanceof Segment.Text);
        if (!asWritten) {
            return opaque(reaching, "a value of a protected column or no query");
        }
        List<Relation.Column> columns = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            Optional<ProtectedColumn> column = ((Plan) analysis).result().get(i).column();
            if (column.isPresent() && !stored.get(i).binary()) {
                return opaque(reaching, "a column of another type");
            }
            columns.add(new Relation.Column(stored.get(i).name(), column));
        }
        return new Relation.View(SessionCatalog.qualified(reaching.name()), columns);
    }
}
