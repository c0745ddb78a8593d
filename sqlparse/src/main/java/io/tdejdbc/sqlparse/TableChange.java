package io.tdejdbc.sqlparse;

import java.util.List;
import java.util.Optional;

/**
 * A definition that gives protected tables or columns another name or type, or takes them away. It is sent as it is, but for
 * a type, in whose place the caller puts the stored type; what is known of the columns has to follow.
 *
 * @param plan the statement
 * @param moves what becomes of whom, in text order
 * @param actions index of the first character behind the table's name: where another action could stand, with a comma behind it
 */
public record TableChange(Plan plan, List<Move> moves, int actions) implements Analysis {
    /** Copies the list. */
    public TableChange {
        moves = List.copyOf(moves);
    }

    /**
     * What becomes of a table or one of its columns.
     *
     * @param table the table's full name before
     * @param column the protected column; empty if it is the table with all of its columns
     * @param newName the name afterwards, in catalog spelling; empty if it is dropped or keeps its name
     * @param newType the type that a column gets, with its name unchanged
     */
    public record Move(
            RelationName table, Optional<ProtectedColumn> column, Optional<String> newName, Optional<NewType> newType) {

        /** Another name, or none any more. */
        public Move(RelationName table, Optional<ProtectedColumn> column, Optional<String> newName) {
            this(table, column, newName, Optional.empty());
        }
    }

    /**
     * A type in the statement.
     *
     * @param type as written
     * @param start index of its first character in the text
     * @param end index after its last character
     */
    public record NewType(String type, int start, int end) {}
}
