package io.tdejdbc.it.transparency;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How the answers of a method differ.
 *
 * @param method the object's name and the method's, whatever its parameters
 * @param direct the kind of failure, or that there is a value
 * @param driven the same, through the driver
 */
record Difference(String method, String direct, String driven) implements Comparable<Difference> {
    private static final String VALUE = "a value";

    static Difference of(Call call, String direct, String driven) {
        String method = call.subject().name() + "." + call.method().getName();
        boolean catalog = call.subject().type() == DatabaseMetaData.class;
        String one = kind(direct);
        String other = kind(driven);
        return one.equals(VALUE) && other.equals(VALUE)
                ? new Difference(method, VALUE, "another value" + (catalog ? labels(direct, driven) : ""))
                : new Difference(method, one, other);
    }

    /** A failure without its text, of which only what comes before the first colon is the same in all languages. */
    private static String kind(String answer) {
        if (!answer.startsWith(Call.THROWS) && !answer.startsWith(Call.NOT_MADE)) {
            return VALUE;
        }
        int begin = answer.startsWith(Call.THROWS) ? 0 : Call.NOT_MADE.length();
        int colon = answer.indexOf(':', begin);
        return colon < 0 ? answer : answer.substring(0, colon);
    }

    /** The columns in which two tables of equal shape differ. */
    private static String labels(String direct, String driven) {
        String[] one = direct.split(Rendering.ROW, -1);
        String[] other = driven.split(Rendering.ROW, -1);
        if (one.length == 1 || one.length != other.length || !one[0].equals(other[0])) {
            return "";
        }
        String[] names = one[0].split(Rendering.CELL, -1);
        List<String> labels = new ArrayList<>();
        for (int row = 1; row < one.length; row++) {
            String[] cells = one[row].split(Rendering.CELL, -1);
            String[] others = other[row].split(Rendering.CELL, -1);
            for (int column = 0; column + 1 < names.length; column++) {
                if (!Arrays.equals(cells, column, column + 1, others, column, column + 1)) {
                    labels.add(names[column + 1].replaceFirst(":.*", ""));
                }
            }
        }
        return " in " + String.join(", ", labels.stream().distinct().toList());
    }

    @Override
    public int compareTo(Difference other) {
        return Comparator.comparing(Difference::method)
                .thenComparing(Difference::direct)
                .thenComparing(Difference::driven)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return method + " | " + direct + " | " + driven;
    }
}
