package io.tdejdbc.sqlparse.internal.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/** Tells by which columns of its FROM clause the result columns of a query are. */
final class Origins {
    private final Statement statement;

    Origins(Statement statement) {
        this.statement = statement;
    }

    /** A column of a source in FROM, both by their places. */
    record Origin(int source, int column) {}

    /** The column that a name means; empty if it is none of this scope alone, or one that USING or NATURAL made. */
    Optional<Origin> of(SqlIdentifier identifier, Scope scope) {
        List<String> names = statement.names(identifier);
        List<String> qualifier = names.subList(0, names.size() - 1);
        Optional<String> name = Optional.of(names.get(names.size() - 1));
        if (qualifier.isEmpty() && scope.merged().containsKey(name.get())) {
            return Optional.empty();
        }
        List<Origin> found = meant(qualifier, scope).stream()
                .filter(origin -> column(origin, scope).name().equals(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The column that a place in FROM is. */
    static Column column(Origin origin, Scope scope) {
        return scope.sources().get(origin.source()).columns().get(origin.column());
    }

    /** The columns of the sources that a qualifier means, of all without one. */
    private static List<Origin> meant(List<String> qualifier, Scope scope) {
        List<Origin> meant = new ArrayList<>();
        for (int i = 0; i < scope.sources().size(); i++) {
            Source source = scope.sources().get(i);
            if (qualifier.isEmpty() || source.named(qualifier)) {
                for (int k = 0; k < source.columns().size(); k++) {
                    meant.add(new Origin(i, k));
                }
            }
        }
        return meant;
    }

    /** Where each result column of a query comes from; empty for what is no column by itself. */
    List<Optional<Origin>> of(SqlSelect select, Scope scope) {
        List<Optional<Origin>> origins = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            SqlNode value = value(item);
            if (!(value instanceof SqlIdentifier identifier)) {
                origins.add(Optional.empty());
            } else if (!identifier.isStar()) {
                origins.add(of(identifier, scope));
            } else if (!scope.merged().isEmpty()) {
                return List.of();
            } else {
                List<String> names = statement.names(identifier);
                meant(names.subList(0, names.size() - 1), scope).forEach(origin -> origins.add(Optional.of(origin)));
            }
        }
        return origins;
    }

    /** An item of a select list without its alias. */
    static SqlNode value(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }
}
