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
 * @param padded whether its values are padded with blanks to their length
 * @param type what is known of its declared type
 */
public record ProtectedColumn(
        int id,
        String table,
        String column,
        boolean equality,
        String comparisonGroup,
        String copyGroup,
        boolean padded,
        ValueType type) {

    /** A column that is not padded and of whose type nothing is known. */
    public ProtectedColumn(
            int id, String table, String column, boolean equality, String comparisonGroup, String copyGroup) {
        this(id, table, column, equality, comparisonGroup, copyGroup, false, ValueType.OTHER);
    }
}
