package io.tdejdbc.benchmarks.analysis;

import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.SqlSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables of the corpus, with the protected columns {@code customers.ssn} and {@code customers.email}. */
final class Customers implements Catalog {
    private static final List<String> TABLES = List.of(
            "customers id email full_name ssn version created_at tenant_id age deleted active tags data birth t status bio name",
            "customers_archive id email ssn",
            "orders id customer_id total status created_at",
            "order_items order_id sku",
            "staging id customer_id batch email ssn deleted",
            "jobs id payload state customer_id",
            "dual dummy");

    private final IdentifierFolding folding;
    private final Map<String, Relation> relations = new HashMap<>();
    private final String protectedTable;

    Customers(SqlSession session) {
        this.folding = session.folding();
        this.protectedTable = fold("customers");
        for (String table : TABLES) {
            String[] words = table.split(" ");
            List<Relation.Column> columns = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                columns.add(new Relation.Column(fold(words[i]), protection(words[0], words[i], i)));
            }
            relations.put(fold(words[0]), new Relation.Table(RelationName.of(fold("public"), fold(words[0])), columns));
        }
    }

    private static Optional<ProtectedColumn> protection(String table, String column, int id) {
        boolean protects = table.equals("customers") && (column.equals("ssn") || column.equals("email"));
        return protects
                ? Optional.of(new ProtectedColumn(id, table, column, column.equals("ssn"), column, column))
                : Optional.empty();
    }

    private String fold(String name) {
        return folding == IdentifierFolding.UPPER ? name.toUpperCase(Locale.ROOT) : name;
    }

    @Override
    public boolean mayReachProtected(String simpleName) {
        return simpleName.equals(protectedTable);
    }

    @Override
    public Optional<Relation> resolve(RelationName name) {
        return Optional.ofNullable(relations.get(name.simple()));
    }
}
