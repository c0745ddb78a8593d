package io.tdejdbc.sqlparse;

import java.util.List;

/**
 * A possibly qualified name of a relation in catalog spelling (already folded): {@code [catalog, schema, name]},
 * {@code [schema, name]} or {@code [name]}.
 */
public record RelationName(List<String> parts) {

    /** Copies the parts; there are one to three of them. */
    public RelationName {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > 3) {
            throw new IllegalArgumentException("a relation name has one to three parts");
        }
    }

    /** A name from its parts, outermost qualifier first. */
    public static RelationName of(String... parts) {
        return new RelationName(List.of(parts));
    }

    /** The relation's own name, without qualifiers. */
    public String simple() {
        return parts.get(parts.size() - 1);
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
