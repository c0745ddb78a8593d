package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;

/** Resolves column references as the backend does: innermost query first, every source of it at once. */
final class Columns {
    private static final Set<String> POSTGRESQL = Set.of("CTID", "XMIN", "XMAX", "CMIN", "CMAX", "TABLEOID");
    private static final Set<String> STANDARD = Set.of("_ROWID_", "ROWNUM");
    private static final Set<String> ORACLE =
            Set.of("ROWNUM", "ROWID", "LEVEL", "SYSDATE", "SYSTIMESTAMP", "USER", "ORA_ROWSCN");

    private final Statement statement;

    Columns(Statement statement) {
        this.statement = statement;
    }

    Flow flow(SqlIdentifier identifier, Scope scope) {
        List<String> names = statement.names(identifier);
        String name = names.get(names.size() - 1);
        List<String> qualifier = names.subList(0, names.size() - 1);
        if (name.isEmpty()) {
            throw statement.refuse(Rule.UNKNOWN_COLUMN, identifier);
        }
        Optional<Flow> found = find(identifier, qualifier, name, scope);
        if (found.isPresent()) {
            statement.bound(identifier);
            return found.get();
        }
        if (isPseudoColumn(name)) {
            if (!qualifier.isEmpty()) {
                requireSource(identifier, qualifier, scope);
                statement.bound(identifier);
            }
            return Flow.PLAIN;
        }
        throw statement.refuse(Rule.UNKNOWN_COLUMN, identifier);
    }

    private Optional<Flow> find(SqlIdentifier identifier, List<String> qualifier, String name, Scope scope) {
        Optional<Scope> at = Optional.of(scope);
        while (at.isPresent()) {
            Scope.Found found = at.get().find(qualifier, name);
            if (found.count() > 1) {
                throw statement.refuse(Rule.AMBIGUOUS_COLUMN, identifier);
            }
            if (found.count() == 1) {
                return Optional.of(found.flow());
            }
            if (at.get().hasUnnamed()) {
                // The backend may find the name where we see none.
                throw statement.refuse(Rule.UNKNOWN_COLUMN, identifier);
            }
            at = at.get().outer();
        }
        return Optional.empty();
    }

    private void requireSource(SqlIdentifier identifier, List<String> qualifier, Scope scope) {
        Optional<Scope> at = Optional.of(scope);
        while (at.isPresent()) {
            for (Source source : at.get().sources()) {
                if (source.named(qualifier)) {
                    return;
                }
            }
            at = at.get().outer();
        }
        throw statement.refuse(Rule.UNKNOWN_COLUMN, identifier);
    }

    private boolean isPseudoColumn(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        LexicalFamily family = statement.tokens().session().family();
        return switch (family) {
            case POSTGRESQL -> POSTGRESQL.contains(upper);
            case STANDARD -> STANDARD.contains(upper);
            case ORACLE -> ORACLE.contains(upper);
            default -> false;
        };
    }
}
