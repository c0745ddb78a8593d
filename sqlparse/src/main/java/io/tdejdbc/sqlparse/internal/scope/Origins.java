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
        Optional<Origin> found = Optional.empty();
        if (qualifier.isEmpty() && scope.merged().containsKey(name.get())) {
            return Optional.empty();
        }
        for (int i = 0; i < scope.sources().size(); i++) {
            Source source = scope.sources().get(i);
            for (int k = 0; isMeant(source, qualifier) && k < source.columns().size(); k++) {
                if (source.columns().get(k).name().equals(name)) {
                    if (found.isPresent()) {
                        return Optional.empty();
                    }
                    found = Optional.of(new Origin(i, k));
                }
            }
        }
        return found;
    }

    private static boolean isMeant(Source source, List<String> qualifier) {
        return qualifier.isEmpty() || source.named(qualifier);
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
                List<String> qualifier = names.subList(0, names.size() - 1);
                for (int i = 0; i < scope.sources().size(); i++) {
                    Source source = scope.sources().get(i);
                    for (int k = 0;
                            isMeant(source, qualifier) && k < source.columns().size();
                            k++) {
                        origins.add(Optional.of(new Origin(i, k)));
                    }
                }
            }
        }
        return origins;
    }

    /** An item of a select list without its alias. */
    static SqlNode value(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }
}
