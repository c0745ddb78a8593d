package io.tdejdbc.sqlparse.internal.scope;

import java.util.List;
import java.util.Optional;

/**
 * The common table expressions in sight, innermost first.
 *
 * @param known whether the columns are known yet
 */
record Ctes(String name, boolean known, List<Column> columns, Optional<Ctes> outer) {

    /** One whose columns are known. */
    static Ctes of(String name, List<Column> columns, Optional<Ctes> outer) {
        return new Ctes(name, true, List.copyOf(columns), outer);
    }

    /** One that is in sight before it has been walked. */
    static Ctes unknown(String name, Optional<Ctes> outer) {
        return new Ctes(name, false, List.of(), outer);
    }

    static Optional<Ctes> find(Optional<Ctes> ctes, String name) {
        Optional<Ctes> at = ctes;
        while (at.isPresent() && !at.get().name().equals(name)) {
            at = at.get().outer();
        }
        return at;
    }
}
