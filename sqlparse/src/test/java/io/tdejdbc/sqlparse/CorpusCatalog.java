package io.tdejdbc.sqlparse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that the corpus of realistic statements speaks of. {@code customers.ssn} is an equality column,
 * {@code customers.email} a random one; {@code customers_archive} has the same, in a domain and key of their own.
 */
final class CorpusCatalog implements Catalog {
    private static final Map<String, String> TABLES = Map.of(
            "customers",
                    "id email full_name ssn version created_at tenant_id age deleted active tags data birth t status bio name",
            "customers_archive", "id email ssn",
            "orders", "id customer_id total status created_at",
            "order_items", "order_id sku",
            "staging", "id customer_id batch email ssn deleted",
            "events", "id ts",
            "nodes", "id parent_id",
            "jobs", "id payload state customer_id",
            "dual", "dummy",
            "docs", "id body tags");

    private final SqlSession session;

    private final Map<String, Relation> relations = new HashMap<>();

    CorpusCatalog(SqlSession session) {
        this.session = session;
        int id = 0;
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            List<Relation.Column> columns = new ArrayList<>();
            for (String column : table.getValue().split(" ")) {
                Optional<ProtectedColumn> protection = Optional.empty();
                if (table.getKey().startsWith("customers")
                        && Set.of("ssn", "email").contains(column)) {
                    String name = table.getKey() + "." + column;
                    protection = Optional.of(
                            new ProtectedColumn(id++, table.getKey(), column, column.equals("ssn"), name, name));
                }
                columns.add(new Relation.Column(fold(column), protection));
            }
            String schema = session.family() == LexicalFamily.SQL_SERVER ? "dbo" : fold("public");
            relations.put(
                    fold(table.getKey()), new Relation.Table(RelationName.of(schema, fold(table.getKey())), columns));
        }
    }

    private String fold(String name) {
        return session.folding() == IdentifierFolding.UPPER ? name.toUpperCase(Locale.ROOT) : name;
    }

    @Override
    public boolean mayReachProtected(String simpleName) {
        return simpleName.equals(fold("customers")) || simpleName.equals(fold("customers_archive"));
    }

    @Override
    public Optional<Relation> resolve(RelationName name) {
        return Optional.ofNullable(relations.get(name.simple()));
    }
}
