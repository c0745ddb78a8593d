package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.scope.HandedOn;
import java.util.Optional;

/** Reads definitions that end in a query: CREATE VIEW and CREATE TABLE AS. */
final class Views {
    private Views() {}

    /** Reads what follows VIEW. */
    static void read(Reader reader, Catalog catalog) {
        reader.accept("IF", "NOT", "EXISTS");
        int first = reader.at();
        String name = reader.name().simple();
        int last = reader.at() - 1;
        if (catalog.mayReachProtected(name)) {
            // Only a view may be replaced: a table of this name elsewhere would be shadowed.
            reader.goTo(first);
            Optional<Relation> old = reader.relation();
            if (old.isEmpty() || !(old.get() instanceof Relation.View)) {
                throw reader.refuse(Rule.TABLE_COPIED, first, Optional.empty());
            }
        }
        if (reader.isSymbol('(')) {
            reader.names();
        }
        query(reader, last, catalog);
    }

    /** Reads {@code AS query} of a new table, which must hand on plain columns only. */
    static void table(Reader reader, int name, Catalog catalog) {
        int as = reader.at();
        if (query(reader, name, catalog).anyProtected()) {
            throw reader.refuse(Rule.TABLE_COPIED, as, Optional.empty());
        }
    }

    private static HandedOn query(Reader reader, int name, Catalog catalog) {
        if (!reader.accept("AS")) {
            throw reader.refuse(Rule.DDL);
        }
        int from = reader.at();
        HandedOn handedOn = HandedOn.of(reader.tokens(), name, from, reader.end(), catalog);
        if (!handedOn.asWritten()) {
            throw reader.refuse(Rule.VALUE_IN_DEFINITION, from, Optional.empty());
        }
        return handedOn;
    }
}
