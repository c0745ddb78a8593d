package io.tdejdbc.driver.internal.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The deliberate differences from the plain column, one rule and one reason each; docs/types.md lists them. */
final class Deviations {
    private static final String REFUSED = "SQLFeatureNotSupportedException 0AT00";

    /** A difference as {@link Matrix} writes it. */
    private record Line(String type, String setter, String getter, String plain, String own) {
        static Line of(String text) {
            String[] parts = text.split(" \\| ", -1);
            return parts.length == 4
                    ? new Line(parts[0], parts[1], "=", parts[2], parts[3])
                    : new Line(parts[0], parts[1], parts[2], parts[3], parts[4]);
        }

        boolean leaked() {
            return !plain.startsWith("SQL") && plain.endsWith("Exception");
        }
    }

    private static final Map<String, Predicate<Line>> COMMON = Map.of(
            "a comparison by another type's rules is refused, not answered",
            line -> line.getter().equals("=") && line.own().equals(REFUSED));

    private static final Map<String, Predicate<Line>> H2 = Map.of(
            "VARCHAR_IGNORECASE with compare=binary compares the exact text",
            line -> line.getter().equals("=") && line.type().startsWith("VARCHAR_IGNORECASE"),
            "H2 serialises objects of unknown classes; here they are refused as not convertible",
            line -> line.setter().contains("StringBuilder") && line.own().equals("SQLDataException 22018"),
            "half a surrogate pair cannot be stored",
            line -> line.own().equals("SQLDataException 22021"));

    private static final Map<String, Predicate<Line>> POSTGRESQL = Map.of(
            "where pgjdbc lets a RuntimeException out, an SQLException stands",
            line -> line.leaked() && line.own().startsWith("SQLException 22"),
            "dates in forms that only the server can read are refused",
            line -> line.getter().equals("set") && line.own().equals(REFUSED),
            "setObject with Types.CLOB and Types.BLOB stores the text or the bytes, not a large object's number",
            line -> line.setter().contains("LOB") && line.plain().equals("SQLException 07006"),
            "half a surrogate pair cannot be stored; pgjdbc stores a question mark or fails",
            line -> line.own().equals("SQLDataException 22021"));

    private static final Map<String, Predicate<Line>> MARIADB = Map.of(
            "where Connector/J gives no SQLState, one stands",
            line -> line.plain().endsWith(" null")
                    && line.own()
                            .startsWith(line.plain().substring(0, line.plain().length() - 4)),
            "a text of zeros is no moment, where Connector/J reads NULL",
            line -> line.plain().equals("null") && line.own().equals(REFUSED),
            "where Connector/J lets a RuntimeException out, an SQLException stands",
            line -> line.leaked() && line.own().startsWith("SQLDataException 22"),
            "dates in forms that only the server can read are refused",
            line -> line.getter().equals("set") && line.own().equals(REFUSED),
            "half a surrogate pair cannot be stored; Connector/J stores a question mark",
            line -> line.own().equals("SQLDataException 22021"));

    private final Map<String, Predicate<Line>> rules = new LinkedHashMap<>(COMMON);
    private final Map<String, Integer> uses = new LinkedHashMap<>();

    private Deviations(Map<String, Predicate<Line>> rules) {
        this.rules.putAll(rules);
    }

    static Deviations h2() {
        return new Deviations(H2);
    }

    static Deviations postgresql() {
        return new Deviations(POSTGRESQL);
    }

    static Deviations mariadb() {
        return new Deviations(MARIADB);
    }

    /** The differences that no rule allows. */
    List<String> unexplained(List<String> differences) {
        return differences.stream().filter(d -> !explained(Line.of(d))).toList();
    }

    private boolean explained(Line line) {
        Optional<String> reason = rules.entrySet().stream()
                .filter(rule -> rule.getValue().test(line))
                .map(Map.Entry::getKey)
                .findFirst();
        reason.ifPresent(r -> uses.merge(r, 1, Integer::sum));
        return reason.isPresent();
    }

    /** How often each rule was needed. */
    Map<String, Integer> uses() {
        return uses;
    }
}
