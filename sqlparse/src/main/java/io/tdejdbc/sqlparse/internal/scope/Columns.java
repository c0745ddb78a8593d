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

    /** Functions without parentheses, which no database takes for a column where they stand without quotes. */
    private static final Set<String> SESSION =
            Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "CURRENT_USER", "LOCALTIME", "LOCALTIMESTAMP");

    private static final Set<String> SQL_SERVER_SESSION =
            Set.of("CURRENT_TIMESTAMP", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER");

    private static final Set<String> MORE_OF_SESSION =
            Set.of("CURRENT_CATALOG", "CURRENT_ROLE", "CURRENT_SCHEMA", "SESSION_USER", "SYSTEM_USER", "USER");

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
        if (qualifier.isEmpty() && isSessionValue(identifier)) {
            return sessionValue(identifier, name, scope);
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

    private boolean isSessionValue(SqlIdentifier identifier) {
        if (!statement.isUnquoted(identifier)) {
            return false;
        }
        String upper = identifier.getSimple().toUpperCase(Locale.ROOT);
        LexicalFamily family = statement.tokens().session().family();
        if (family == LexicalFamily.SQL_SERVER) {
            return SQL_SERVER_SESSION.contains(upper);
        }
        boolean standard = family == LexicalFamily.POSTGRESQL || family == LexicalFamily.STANDARD;
        return SESSION.contains(upper) && family != LexicalFamily.ORACLE || standard && MORE_OF_SESSION.contains(upper);
    }

    private Flow sessionValue(SqlIdentifier identifier, String name, Scope scope) {
        for (Optional<Scope> at = Optional.of(scope);
                at.isPresent();
                at = at.get().outer()) {
            if (at.get().find(List.of(), name).count() > 0) {
                // A column of that name has to stand in quotes, unless a setting of the database says otherwise.
                throw statement.refuse(Rule.AMBIGUOUS_COLUMN, identifier);
            }
        }
        statement.simpleName(identifier);
        return new Flow.Values(List.of(statement.literal(identifier, Leaf.Kind.SESSION)));
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
