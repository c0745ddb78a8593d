package io.tdejdbc.it.harness;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row to be inserted: column names and values in order; a value may be null, which stands for NULL. */
public record Row(String table, Map<String, Object> values) {
    /** Copies the values in their order. */
    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A row from names and values in turn. */
    static Row of(String table, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Row(table, values);
    }
}
