package io.tdejdbc.sqlparse;

/**
 * What the analysis must know of a column whose values are stored encrypted.
 *
 * @param id handle of the caller, unique among all protected columns of one {@link Catalog}
 * @param table the table's catalog name
 * @param column the column's catalog name
 * @param equality whether the stored form is deterministic, so that the backend itself can compare it
 * @param comparisonGroup stored values of two columns are comparable exactly if both are {@code equality} columns and
 *     their groups are equal
 * @param copyGroup a stored value may be copied from one column into another without re-encryption exactly if their
 *     groups are equal
 * @param changedByChoice whether the database gives another value or class when it chooses among values of the column, as in
 *     CASE or UNION
 * @param type what is known of its declared type
 * @param searchKeys by how many search keys its values may be stored
 */
public record ProtectedColumn(
        int id,
        String table,
        String column,
        boolean equality,
        String comparisonGroup,
        String copyGroup,
        boolean changedByChoice,
        ValueType type,
        SearchKeys searchKeys) {

    /** By how many search keys values of an {@code equality} column may be stored. */
    public enum SearchKeys {
        /** By one: equal values are stored alike. */
        ONE,
        /** By two, while the key is changed: a value has to be looked up by both, and columns cannot be compared. */
        TWO,
        /** By two, and the column stands in a unique or foreign key, which only holds while nobody writes it. */
        TWO_IN_KEY
    }

    /** A column whose values stay what they are, of whose type nothing is known, with one search key. */
    public ProtectedColumn(
            int id, String table, String column, boolean equality, String comparisonGroup, String copyGroup) {
        this(id, table, column, equality, comparisonGroup, copyGroup, false, ValueType.OTHER, SearchKeys.ONE);
    }

    /** A column with one search key. */
    public ProtectedColumn(
            int id,
            String table,
            String column,
            boolean equality,
            String comparisonGroup,
            String copyGroup,
            boolean changedByChoice,
            ValueType type) {
        this(id, table, column, equality, comparisonGroup, copyGroup, changedByChoice, type, SearchKeys.ONE);
    }

    /** Whether equal values may be stored differently for a time. */
    public boolean isRekeyed() {
        return searchKeys != SearchKeys.ONE;
    }
}
