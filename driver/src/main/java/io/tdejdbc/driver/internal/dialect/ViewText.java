package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.util.List;
import java.util.Set;

/**
 * The query of a view as the database shows it.
 *
 * @param query its text
 * @param path the schemas in which the names without qualifier in it are to be looked for, in order
 * @param relations what it reads by the database's own account; empty where all names in the text have qualifiers
 */
public record ViewText(String query, List<String> path, Set<TableName> relations) {
    /** Copies the collections. */
    public ViewText {
        path = List.copyOf(path);
        relations = Set.copyOf(relations);
    }
}
