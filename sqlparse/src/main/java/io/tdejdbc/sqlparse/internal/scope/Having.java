package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Rule;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** What names stand for in HAVING. */
final class Having {
    private final Statement statement;

    Having(Statement statement) {
        this.statement = statement;
    }

    /** What HAVING can name: on MariaDB and H2 also aliases that no column in sight bears. */
    Scope scope(Scope scope, List<Column> columns) {
        LexicalFamily family = statement.tokens().session().family();
        if (family != LexicalFamily.MYSQL && family != LexicalFamily.STANDARD) {
            return scope;
        }
        List<Column> aliases = columns.stream()
                .filter(column -> column.name().isPresent()
                        && scope.isUnknown(column.name().get()))
                .toList();
        Scope wider = new Scope(scope.outer(), scope.ctes());
        wider.sources().addAll(scope.sources());
        wider.merged().putAll(scope.merged());
        wider.sources().add(new Source(List.of(), aliases));
        return wider;
    }

    /** Refuses names in HAVING that are both an alias and an input column: databases differ in which is meant. */
    void noOtherMeaning(SqlNode condition, Scope scope, List<Column> columns) {
        condition.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier identifier) {
                if (identifier.isSimple() && !identifier.isStar()) {
                    String name = statement.name(identifier);
                    Scope.Found input = scope.find(List.of(), name);
                    for (Column column : columns) {
                        if (input.count() > 0
                                && column.name().isPresent()
                                && column.name().get().equals(name)
                                && !column.flow().equals(input.flow())) {
                            throw statement.refuse(Rule.AMBIGUOUS_COLUMN, identifier);
                        }
                    }
                }
                return null;
            }
        });
    }
}
