package io.tdejdbc.keystore;

import java.util.Objects;

/** A table by its catalog spelling. */
public record TableName(String schema, String name) {
    /** Neither part is null. */
    public TableName {
        Objects.requireNonNull(schema);
        Objects.requireNonNull(name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
