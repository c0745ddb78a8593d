package io.tdejdbc.driver.internal.session;

import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A catalog that remembers which relations it was asked for. */
final class SeenRelations implements Catalog {
    private final Catalog catalog;
    private final Map<RelationName, Relation> seen = new LinkedHashMap<>();

    SeenRelations(Catalog catalog) {
        this.catalog = catalog;
    }

    /** In the order in which the statement names them. */
    Collection<Relation> all() {
        return seen.values();
    }

    @Override
    public boolean mayReachProtected(String simpleName) {
        return catalog.mayReachProtected(simpleName);
    }

    @Override
    public Optional<Relation> resolve(RelationName name) {
        Optional<Relation> relation = catalog.resolve(name);
        relation.ifPresent(found -> seen.putIfAbsent(found.name(), found));
        return relation;
    }

    @Override
    public boolean showsStoredTypes() {
        return catalog.showsStoredTypes();
    }

    @Override
    public Optional<String> currentSchema() {
        return catalog.currentSchema();
    }
}
