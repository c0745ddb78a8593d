package io.tdejdbc.keystore;

import java.util.Optional;

/**
 * Whose keys a command works on: those of one table, or the one that the columns of a key domain share.
 *
 * @param table the table; empty for a domain
 * @param domain the domain's name; empty for a table
 */
public record KeyScope(Optional<TableName> table, Optional<String> domain) {
    /** Exactly one of them is there. */
    public KeyScope {
        if (table.isPresent() == domain.isPresent()) {
            throw new IllegalArgumentException("a table or a domain");
        }
    }

    /** The keys of a table: its data key, and the search key of those {@code equality} columns that have no domain. */
    public static KeyScope of(TableName table) {
        return new KeyScope(Optional.of(table), Optional.empty());
    }

    /** The key of a domain. */
    public static KeyScope ofDomain(String domain) {
        return new KeyScope(Optional.empty(), Optional.of(domain));
    }

    @Override
    public String toString() {
        return table.map(name -> "table " + name).orElseGet(() -> "domain " + domain.orElseThrow());
    }
}
