package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.dialect.Reaching.Kind;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What hangs on the tables of a database that keeps no dependency catalog: the texts of definitions are searched
 * instead. A text that cannot be seen counts as reaching.
 */
abstract class SearchedDependents implements Dependents {
    /** A definition and its text, where it can be seen. */
    record Definition(Kind kind, TableName name, Optional<String> text) {}

    /** Views, synonyms, links, triggers and routines of all schemas. */
    abstract List<Definition> definitions(Connection connection) throws SQLException;

    /** Whether the text of a definition names a table. */
    abstract boolean names(Kind kind, String text, TableName target);

    /** The query of a definition that can be followed to what it reads. */
    abstract Optional<ViewText> view(Definition definition);

    private boolean mentions(Definition definition, TableName target) {
        return definition.text.isEmpty() || names(definition.kind, definition.text.get(), target);
    }

    @Override
    public final List<Reaching> reaching(Connection connection, Set<TableName> tables) throws SQLException {
        if (tables.isEmpty()) {
            return List.of();
        }
        List<Definition> open = new ArrayList<>(definitions(connection));
        Map<TableName, Reaching> found = new LinkedHashMap<>();
        List<TableName> targets = new ArrayList<>(tables);
        for (int i = 0; i < targets.size(); i++) {
            TableName target = targets.get(i);
            for (Definition definition : List.copyOf(open)) {
                if (tables.contains(definition.name) || !mentions(definition, target)) {
                    continue;
                }
                open.remove(definition);
                if (found.putIfAbsent(definition.name, reaching(definition, target)) == null) {
                    targets.add(definition.name);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private Reaching reaching(Definition definition, TableName target) {
        return new Reaching(
                definition.kind,
                definition.name,
                definition.text.isEmpty() ? "what cannot be seen" : target.toString(),
                definition.kind == Kind.SYNONYM ? Optional.of(target) : Optional.empty(),
                view(definition));
    }

    /** Views and routines whose text names both the table and one of the columns. */
    final List<Dependent> bodies(Connection connection, TableName table, Set<String> columns) throws SQLException {
        List<Dependent> found = new ArrayList<>();
        for (Definition definition : definitions(connection)) {
            boolean body = definition.kind == Kind.VIEW || definition.kind == Kind.ROUTINE;
            // Nothing shows that unseen text has to do with this table; naming it in a statement is refused anyway.
            if (body && definition.text.isPresent() && mentions(definition, table)) {
                found.addAll(
                        firstIn(definition.kind.label(), definition.name.toString(), definition.text.get(), columns));
            }
        }
        return found;
    }

    /** The first of the columns, in any case, that a text names; empty if it names none. */
    static List<Dependent> firstIn(String kind, String name, String text, Set<String> columns) {
        String lower = text.toLowerCase(Locale.ROOT);
        return columns.stream()
                .filter(column -> lower.contains(column.toLowerCase(Locale.ROOT)))
                .limit(1)
                .map(column -> Dependent.of(kind, name, Optional.of(column)))
                .toList();
    }
}
