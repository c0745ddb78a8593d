package io.tdejdbc.sqlparse;

import java.util.Optional;

/**
 * The backend's relations as one session sees them: its search path, its temporary tables, its rights. Implementations
 * are immutable snapshots or caches; a failed look-up is an unchecked exception of theirs, which the analysis passes on.
 */
public interface Catalog {

    /**
     * Whether a relation or routine of this simple name, in any schema, can reach protected values or is pending. Must be
     * cheap: it is asked for every identifier of every statement.
     *
     * @param simpleName a name in catalog spelling, see {@link IdentifierFolding#fold}
     */
    boolean mayReachProtected(String simpleName);

    /**
     * Finds a relation as the session would: an unqualified name by search path, temporary tables first.
     *
     * @return empty if the session sees no such relation
     */
    Optional<Relation> resolve(RelationName name);

    /**
     * Whether texts show the stored columns as the backend has them, as the backend's own texts of views do: a cast to the
     * stored type hands a column on as it is.
     */
    default boolean showsStoredTypes() {
        return false;
    }

    /**
     * The schema in which the session makes a table whose name has no qualifier.
     *
     * @return empty if it is not known; a CREATE TABLE IF NOT EXISTS without qualifier is then refused for the name of a
     *     protected table, because it could make a second one
     */
    default Optional<String> currentSchema() {
        return Optional.empty();
    }
}
