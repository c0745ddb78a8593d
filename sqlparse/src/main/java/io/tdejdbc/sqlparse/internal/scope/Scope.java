package io.tdejdbc.sqlparse.internal.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that an expression may use: the sources of its query, then those of the queries around it. */
final class Scope {
    private final Optional<Scope> outer;
    private final Optional<Ctes> ctes;
    private final List<Source> sources = new ArrayList<>();
    /** Columns that USING or NATURAL made one; an unqualified name means these. */
    private final Map<String, Flow> merged = new LinkedHashMap<>();

    Scope(Optional<Scope> outer, Optional<Ctes> ctes) {
        this.outer = outer;
        this.ctes = ctes;
    }

    Optional<Scope> outer() {
        return outer;
    }

    Optional<Ctes> ctes() {
        return ctes;
    }

    List<Source> sources() {
        return sources;
    }

    Map<String, Flow> merged() {
        return merged;
    }

    /** A scope for expressions inside this one's query that sees other common table expressions. */
    Scope with(Optional<Ctes> more) {
        return new Scope(outer, more);
    }

    /** The outcome of looking for a column in one scope, without those around it. */
    record Found(int count, Flow flow) {}

    Found find(List<String> qualifier, String name) {
        if (qualifier.isEmpty() && merged.containsKey(name)) {
            return new Found(1, merged.get(name));
        }
        int count = 0;
        Flow flow = Flow.PLAIN;
        for (Source source : sources) {
            if (!qualifier.isEmpty() && !source.named(qualifier)) {
                continue;
            }
            for (Column column : source.columns()) {
                if (column.name().isPresent() && column.name().get().equals(name)) {
                    count++;
                    flow = column.flow();
                }
            }
        }
        return new Found(count, flow);
    }

    /** Whether a column of this name is surely none of this scope and of those around it. */
    boolean isUnknown(String name) {
        return find(List.of(), name).count() == 0
                && !hasUnnamed()
                && outer.map(scope -> scope.isUnknown(name)).orElse(true);
    }

    /** Whether some column in this scope has a name that only the backend knows. */
    boolean hasUnnamed() {
        for (Source source : sources) {
            if (source.hasUnnamed()) {
                return true;
            }
        }
        return false;
    }
}
