package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.List;
import java.util.Optional;

/**
 * What the query in a definition hands on.
 *
 * @param columns the protected column behind each of its columns; empty for plain ones
 * @param asWritten whether it can stand in the definition as it is, without a value that would have to be encrypted
 */
public record HandedOn(List<Optional<ProtectedColumn>> columns, boolean asWritten) {
    /** Copies the list. */
    public HandedOn {
        columns = List.copyOf(columns);
    }

    /** Whether some column is protected. */
    public boolean anyProtected() {
        return columns.stream().anyMatch(Optional::isPresent);
    }

    /**
     * Reads the query from a token to the end of a definition.
     *
     * @param name the last token of the name of what is defined
     */
    public static HandedOn of(Tokens tokens, int name, int from, int end, Catalog catalog) {
        Statement statement = new Statement(tokens, end, catalog);
        Queries queries = new Queries(statement);
        List<Column> columns = queries.query(statement.fragments().query(from, end), Optional.empty(), Optional.empty())
                .columns();
        columns.forEach(column -> statement.plainUnlessStored(column.flow()));
        for (int i = 0; i < from; i++) {
            statement.declared(i);
        }
        statement.boundToken(name);
        statement.finish();
        return new HandedOn(
                columns.stream()
                        .map(column -> column.flow() instanceof Flow.Stored stored
                                ? Optional.of(stored.column())
                                : Optional.<ProtectedColumn>empty())
                        .toList(),
                statement.edits().isEmpty());
    }
}
