package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Cursor;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Reads SQL Server's OUTPUT: rows of a change that are handed out or stored in another table. */
final class Outputs {
    private static final String[] INTO = {"INTO"};
    private static final String[] OUTPUT = {"OUTPUT"};

    private final Statement statement;
    private final Tokens tokens;
    private final Queries queries;
    private final Targets targets;
    private final Assignments assignments;
    private final Inserts inserts;

    Outputs(Statement statement, Queries queries, Targets targets, Assignments assignments, Inserts inserts) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.queries = queries;
        this.targets = targets;
        this.assignments = assignments;
        this.inserts = inserts;
    }

    /** The states of a changed row that a kind of statement knows. */
    enum Rows {
        AFTER("inserted"),
        BEFORE("deleted"),
        BOTH("inserted", "deleted");

        private final List<String> names;

        Rows(String... names) {
            this.names = List.of(names);
        }
    }

    /**
     * Reads {@code OUTPUT items [INTO table [(columns)]] [OUTPUT items]} if it stands here, and gives the columns that are
     * handed out.
     *
     * @param others what else FROM or USING brings
     * @param after the words that may follow
     */
    List<Column> read(Cursor cursor, Targets.Target target, Rows rows, List<Source> others, String[]... after) {
        if (!cursor.is("OUTPUT")) {
            return List.of();
        }
        Scope scope = scope(cursor, target, rows, others);
        List<String[]> ends = new ArrayList<>(List.of(after));
        ends.add(INTO);
        ends.add(OUTPUT);
        boolean stored = true;
        List<Column> columns = List.of();
        while (stored && cursor.accept("OUTPUT")) {
            int from = cursor.at();
            int to = cursor.find(ends.toArray(String[][]::new));
            columns = items(cursor, to, scope);
            cursor.goTo(to);
            stored = cursor.accept("INTO");
            if (stored) {
                into(cursor, columns, from);
                columns = List.of();
            }
        }
        return columns;
    }

    private Scope scope(Cursor cursor, Targets.Target target, Rows rows, List<Source> others) {
        IdentifierFolding folding = tokens.session().folding();
        Scope scope = new Scope(Optional.empty(), Optional.empty());
        for (String name : Rows.BOTH.names) {
            String folded = folding.fold(name, false);
            if (target.source().named(List.of(folded)) || others.stream().anyMatch(o -> o.named(List.of(folded)))) {
                throw cursor.refuse(Rule.AMBIGUOUS_COLUMN);
            }
            if (rows.names.contains(name)) {
                scope.sources().add(new Source(List.of(folded), target.source().columns()));
            }
        }
        scope.sources().addAll(others);
        return scope;
    }

    private List<Column> items(Cursor cursor, int to, Scope scope) {
        SqlNodeList items = statement.fragments().items(cursor.at(), to);
        items.forEach(this::requireQualified);
        return queries.selectList(items, scope, List.of());
    }

    /** Refuses names that do not say of which row they are; the server knows none of these. */
    private void requireQualified(SqlNode item) {
        SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        value.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier identifier) {
                if (identifier.isSimple() || identifier.isStar() && identifier.names.size() == 1) {
                    throw statement.refuse(Rule.UNKNOWN_COLUMN, identifier);
                }
                return null;
            }
        });
    }

    /** A table that takes the rows: each of its columns what it could take from an INSERT … SELECT. */
    private void into(Cursor cursor, List<Column> rows, int output) {
        Targets.Target table = targets.target(cursor, Optional.empty(), false);
        int name = cursor.at() - 1;
        List<Relation.Column> columns =
                cursor.isSymbol('(') ? targets.columns(cursor, table) : inserts.all(name, table);
        SqlParserPos position = new SqlParserPos(1, tokens.start(output) + 1, 1, tokens.end(output));
        assignments.query(rows, columns, new SqlNodeList(List.of(), position));
    }
}
