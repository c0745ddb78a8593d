package io.tdejdbc.sqlparse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small shop: {@code customers(id, full_name, status, ssn, email, tax)}, {@code orders(id, total, customer_ssn)},
 * {@code settings(id, value, date, year, owner)}, {@code tenants(id, name, tax_no)}, {@code customers_archive(id, ssn, email)} with protected columns; {@code products},
 * {@code staging} and the like are plain. {@code v_customers} is a view, {@code copied_customers} a materialised one, {@code pending_people} and {@code pending_staff} do not
 * exist yet, {@code branches(id, city)} waits for the columns {@code phone} and {@code ssn},
 * {@code get_ssn} is a routine, {@code other.customers} a plain table.
 */
final class ShopCatalog implements Catalog {
    static final ProtectedColumn SSN = text(1, "customers", "ssn", true, "d:ssn", "k:ssn");
    static final ProtectedColumn EMAIL = text(2, "customers", "email", false, "c:email", "k:email");
    static final ProtectedColumn ORDER_SSN = text(3, "orders", "customer_ssn", true, "d:ssn", "k:ssn");
    /** The only one of which the order is known. */
    static final ProtectedColumn TAX_NO = new ProtectedColumn(
            4,
            "tenants",
            "tax_no",
            true,
            "c:tax",
            "k:tax",
            false,
            new ValueType(ValueType.Kind.TEXT, Set.of("TEXT"), true));

    static final ProtectedColumn OLD_SSN = text(5, "customers_archive", "ssn", true, "d:ssn", "k:ssn-archive");
    static final ProtectedColumn OLD_EMAIL = text(6, "customers_archive", "email", false, "c:old_email", "k:old_email");

    static final ProtectedColumn OWNER = text(7, "settings", "owner", true, "d:ssn", "k:ssn");

    static final ProtectedColumn GROUP = text(8, "order", "group", true, "d:ssn", "k:ssn");

    private static final ProtectedColumn AMOUNT = new ProtectedColumn(
            9, "ledger", "amount", true, "c:amount", "k:amount", false, kind(ValueType.Kind.NUMBER));
    private static final ProtectedColumn DAY =
            new ProtectedColumn(10, "ledger", "day", true, "c:day", "k:day", false, kind(ValueType.Kind.DATE));

    private static ValueType kind(ValueType.Kind kind) {
        return new ValueType(kind, Set.of());
    }

    private static ProtectedColumn text(
            int id, String table, String column, boolean equality, String comparisonGroup, String copyGroup) {
        ValueType type = new ValueType(ValueType.Kind.TEXT, Set.of("TEXT"));
        return new ProtectedColumn(id, table, column, equality, comparisonGroup, copyGroup, false, type);
    }

    private final SqlSession session;
    private final String schema;
    private final Map<String, Relation> relations = new HashMap<>();
    private final Set<String> names;

    ShopCatalog(SqlSession session) {
        this.session = session;
        this.schema = fold("public");
        table("customers", "id", "full_name", "status", SSN, EMAIL);
        table("orders", "id", "total", "status", ORDER_SSN);
        table("tenants", "id", "name", "active", TAX_NO);
        table("customers_archive", "id", OLD_SSN, OLD_EMAIL);
        table("ledger", "id", AMOUNT, DAY);
        table("products", "id", "name", "price");
        table("settings", "id", "value", "date", "year", OWNER);
        table("staging", "id", "customer_id", "batch", "email", "ssn", "deleted");
        table("order", "id", GROUP);
        table("dual", "dummy");
        add(new Relation.View(
                RelationName.of(schema, fold("v_customers")),
                List.of(
                        new Relation.Column(fold("id"), Optional.empty()),
                        new Relation.Column(fold("ssn"), Optional.of(SSN)))));
        add(new Relation.Opaque(
                RelationName.of(schema, fold("copied_customers")),
                "materialized-view copied_customers over customers"));
        add(new Relation.Pending(RelationName.of(schema, fold("pending_people")), Set.of(fold("ssn")), false));
        add(new Relation.Pending(
                RelationName.of(schema, fold("pending_staff")), Set.of(fold("ssn"), fold("phone")), true));
        add(new Relation.Table(
                RelationName.of(schema, fold("branches")),
                List.of(
                        new Relation.Column(fold("id"), Optional.empty()),
                        new Relation.Column(fold("city"), Optional.empty())),
                Set.of(fold("phone"), fold("ssn"))));
        relations.put(
                fold("other") + "." + fold("customers"),
                new Relation.Table(
                        RelationName.of(fold("other"), fold("customers")),
                        List.of(
                                new Relation.Column(fold("id"), Optional.empty()),
                                new Relation.Column(fold("ssn"), Optional.empty()))));
        this.names = Set.of(
                fold("customers"),
                fold("orders"),
                fold("tenants"),
                fold("customers_archive"),
                fold("v_customers"),
                fold("copied_customers"),
                fold("settings"),
                fold("order"),
                fold("ledger"),
                fold("pending_people"),
                fold("pending_staff"),
                fold("branches"),
                fold("get_ssn"));
    }

    private String fold(String name) {
        return session.folding() == IdentifierFolding.UPPER ? name.toUpperCase(Locale.ROOT) : name;
    }

    private void table(String name, Object... columns) {
        List<Relation.Column> list = new ArrayList<>();
        for (Object column : columns) {
            if (column instanceof ProtectedColumn c) {
                list.add(new Relation.Column(fold(c.column()), Optional.of(c)));
            } else {
                list.add(new Relation.Column(fold((String) column), Optional.empty()));
            }
        }
        add(new Relation.Table(RelationName.of(schema, fold(name)), list));
    }

    private void add(Relation relation) {
        relations.put(schema + "." + relation.name().simple(), relation);
    }

    @Override
    public boolean mayReachProtected(String simpleName) {
        return names.contains(simpleName);
    }

    @Override
    public Optional<Relation> resolve(RelationName name) {
        List<String> parts = name.parts();
        if (parts.size() == 3) {
            return Optional.empty();
        }
        String key = parts.size() == 1 ? schema + "." + parts.get(0) : String.join(".", parts);
        return Optional.ofNullable(relations.get(key));
    }
}
