package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.util.Optional;

/**
 * Something in the schema that works with the plain values of a column and cannot work with its stored form.
 *
 * @param kind such as {@code view}, {@code trigger} or {@code foreign-key}
 * @param name qualified where it has a schema
 * @param column the column it depends on; empty if it depends on the whole table
 * @param counterpart for a foreign key the column at its other end
 */
public record Dependent(String kind, String name, Optional<String> column, Optional<Counterpart> counterpart) {

    /** The kind of a foreign key. */
    public static final String FOREIGN_KEY = "foreign-key";

    /** The other end of a foreign key. */
    public record Counterpart(TableName table, String column) {}

    /** Something without another end. */
    public static Dependent of(String kind, String name, Optional<String> column) {
        return new Dependent(kind, name, column, Optional.empty());
    }

    /** The form in {@code tde.preflight.allow}. */
    public String allowance() {
        return kind + ":" + name;
    }
}
