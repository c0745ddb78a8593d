package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/** MySQL's UPDATE and DELETE whose targets are tables of a join. */
final class JoinedChanges {
    private final Statement statement;
    private final Tokens tokens;

    JoinedChanges(Statement statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
    }

    /** Whether more than one table stands between two tokens. */
    boolean isJoin(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.isSymbol(i, ',') || tokens.isSymbol(i, '(') || tokens.isAnyWord(i, "JOIN", "STRAIGHT_JOIN")) {
                return true;
            }
        }
        return false;
    }

    /** Whether names of targets follow, and after them the tables. */
    boolean isDelete(Cursor cursor) {
        if (!cursor.is("FROM")) {
            return tokens.isName(cursor.at());
        }
        return cursor.find(new String[] {"USING"}) < cursor.find(new String[] {"WHERE"}, new String[] {"JOIN"});
    }

    /** The names of the targets: {@code a, b.*, s.c}. */
    List<List<Integer>> targets(Cursor cursor) {
        List<List<Integer>> targets = new ArrayList<>();
        do {
            List<Integer> name = new ArrayList<>();
            name.add(cursor.name());
            boolean star = false;
            while (!star && cursor.acceptSymbol('.')) {
                star = cursor.acceptSymbol('*');
                if (!star) {
                    name.add(cursor.name());
                }
            }
            targets.add(name);
        } while (cursor.acceptSymbol(','));
        return targets;
    }

    /** Binds the name of a target to the one table among the sources that it means. */
    void requireTable(List<Integer> name, Scope scope) {
        Optional<Source> target = source(name.stream().map(tokens::name).toList(), scope);
        if (target.flatMap(Source::table).isEmpty()) {
            throw statement.refuseAt(Rule.UNKNOWN_RELATION, tokens.start(name.get(0)), Optional.empty());
        }
        name.forEach(statement::boundToken);
    }

    /** The column of one of the tables that an assignment names. */
    Relation.Column column(SqlIdentifier identifier, Scope scope) {
        List<String> names = statement.names(identifier);
        String name = names.get(names.size() - 1);
        List<String> qualifier = names.subList(0, names.size() - 1);
        if (qualifier.isEmpty() && scope.merged().containsKey(name)
                || scope.find(qualifier, name).count() > 1) {
            throw statement.refuse(Rule.AMBIGUOUS_COLUMN, identifier);
        }
        for (Source source : scope.sources()) {
            if (source.table().isPresent() && (qualifier.isEmpty() || source.named(qualifier))) {
                List<Column> columns = source.columns();
                for (int i = 0; i < columns.size(); i++) {
                    if (columns.get(i).name().orElse("").equals(name)) {
                        statement.bound(identifier);
                        return source.table().get().columns().get(i);
                    }
                }
            }
        }
        throw statement.refuse(Rule.UNKNOWN_COLUMN, identifier);
    }

    private static Optional<Source> source(List<String> name, Scope scope) {
        List<Source> found =
                scope.sources().stream().filter(source -> source.named(name)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
