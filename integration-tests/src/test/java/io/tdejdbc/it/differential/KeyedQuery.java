package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.Observer.Variant;
import io.tdejdbc.it.harness.Backend;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A query with its sort keys beside its columns and without its limit. It tells which rows, in which order, are right answers
 * where keys are equal: a database may give rows of equal keys in any order, and any of them where a limit cuts them.
 *
 * @param sql the text without its limit, with the keys that are no columns of the result added to the select list
 * @param parameters those of the text
 * @param places the result columns, from 1, that are keys
 * @param added how many keys were added at the end, which come after the places
 */
record KeyedQuery(
        String sql, List<Parameter> parameters, List<Integer> places, int added, long offset, Optional<Long> limit) {

    /**
     * The query of a text.
     *
     * @param limited whether the application limits its rows, though the text may not
     * @return empty if there is neither order nor limit, or if its keys cannot be told for certain
     */
    static Optional<KeyedQuery> of(String sql, List<Parameter> parameters, boolean limited) {
        return new KeyedQueryReader(sql, parameters).read(limited);
    }

    /** Whether the outermost query of a text has an order or a limit. */
    static boolean isArranged(String sql) {
        return new KeyedQueryReader(sql, List.of()).isArranged();
    }

    /** Rows in the order of their keys, those with equal keys in one list. */
    record Answers(List<List<String>> groups, long offset, long limit) {

        /** Why rows are no right answer; nothing if they are one. */
        List<String> differences(String side, List<String> rows) {
            long all = groups.stream().mapToLong(List::size).sum();
            long from = Math.min(offset, all);
            long to = from + Math.min(limit, all - from);
            if (rows.size() != to - from) {
                return List.of(side + ": " + rows.size() + " rows in place of " + (to - from));
            }
            long begin = 0;
            for (List<String> group : groups) {
                long first = Math.max(begin, from);
                long end = Math.min(begin + group.size(), to);
                List<String> left = new ArrayList<>(group);
                for (long at = first; at < end; at++) {
                    String row = rows.get((int) (at - from));
                    if (!left.remove(row)) {
                        return List.of(side + ": row " + (at - from + 1) + " is not one of " + group.size()
                                + " with the key of its place: " + row);
                    }
                }
                begin += group.size();
            }
            return List.of();
        }
    }

    /**
     * Executes it.
     *
     * @param maxRows a limit that the application sets; 0 for none
     */
    Answers answers(Connection plain, Variant variant, Backend.Kind kind, int maxRows) throws SQLException {
        Case statement = new Case("keyed.1", Map.of(), true, sql, parameters, List.of());
        List<List<String>> groups =
                Observer.execute(plain, statement, variant, kind, Reading.DEFAULT, (executed, rows, allGetters) -> {
                    try (ResultSet result = executed.getResultSet()) {
                        return groups(result, allGetters);
                    }
                });
        long most = limit.orElse(Long.MAX_VALUE);
        return new Answers(groups, offset, maxRows > 0 ? Math.min(most, maxRows) : most);
    }

    private List<List<String>> groups(ResultSet result, Optional<Backend.Kind> allGetters) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        int visible = columns - added;
        List<List<String>> groups = new ArrayList<>();
        Optional<String> last = Optional.empty();
        while (result.next()) {
            StringBuilder key = new StringBuilder();
            for (int place : places) {
                key.append(Getters.few(result, place)).append('\n');
            }
            for (int place = visible + 1; place <= columns; place++) {
                key.append(Getters.few(result, place)).append('\n');
            }
            Optional<String> now = Optional.of(key.toString());
            if (!now.equals(last)) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(Observer.row(result, visible, allGetters));
            last = now;
        }
        return groups;
    }
}
