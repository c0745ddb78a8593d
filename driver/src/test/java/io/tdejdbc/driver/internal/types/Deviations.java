package io.tdejdbc.driver.internal.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The deliberate differences from the plain column, one rule and one reason each; docs/types.md lists them. */
final class Deviations {
    private static final String REFUSED = "SQLFeatureNotSupportedException 0AT00";

    /** Per type of MariaDB what its setters and getters are called, after {@code set} and {@code get}. */
    private static final Map<String, String> OWN = Map.of(
            "char|varchar|\\w*text", "N?String N?String",
            "\\w*int|boolean", "Byte|Short|Int|Integer|Long|Boolean Byte|Short|Int|Long|Boolean|String",
            "decimal", "BigDecimal BigDecimal",
            "float|double", "Float|Double Float|Double",
            "date", "Date|LocalDate Date",
            "time", "Time|LocalTime Time",
            "datetime|timestamp", "Timestamp|LocalDateTime Timestamp",
            "\\w*binary|\\w*blob", "Bytes|byte.. Bytes",
            "uuid", "UUID String");

    /** Per type of PostgreSQL the names of its getters after {@code get}. */
    private static final Map<String, String> READ = Map.of(
            "smallint|integer|bigint|numeric", "Byte|Short|Int|Long|BigDecimal|String",
            "real", "Float",
            "double", "Double",
            "bytea", "Bytes|BinaryStream",
            "date", "Date",
            "time|timetz", "Time|Object Time|Object LocalTime",
            "timestamp|timestamptz", "Timestamp|Object Timestamp|Object LocalDateTime|Object OffsetDateTime");

    /** A difference as {@link Matrix} writes it. */
    private record Line(String type, String setter, String getter, String plain, String own) {
        static Line of(String text) {
            String[] parts = text.split(" \\| ", -1);
            return parts.length == 4
                    ? new Line(parts[0], parts[1], "=", parts[2], parts[3])
                    : new Line(parts[0], parts[1], parts[2], parts[3], parts[4]);
        }

        /** Whether the setter is called with a stream or a LOB. */
        boolean streamed() {
            return setter.replaceFirst("^= ", "").matches("set\\w*(Stream|lob) .*");
        }

        boolean lob() {
            return getter.matches("get[BC]lob")
                    || setter.replaceFirst("^= ", "").matches("set[BC]lob .*");
        }

        /** Whether the setter and the getter are those that JDBC recommends for the type. */
        boolean recommended() {
            String[] own = OWN.entrySet().stream()
                    .filter(one -> type.matches("(" + one.getKey() + ")\\b.*"))
                    .map(one -> one.getValue().split(" "))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(type));
            boolean read = !getter.startsWith("get") || getter.matches("get(" + own[1] + ")|getObject");
            return read
                    && setter.replaceFirst("^= ", "").matches("(set(" + own[0] + ")|setObject (" + own[0] + ")) .*");
        }

        /** Whether the getter is one of those that pgjdbc reads the type's binary format with. */
        boolean readAsItself() {
            return READ.entrySet().stream()
                    .filter(one -> type.matches("(" + one.getKey() + ")\\b.*"))
                    .allMatch(one -> getter.matches("get(" + one.getValue() + ")\\b.*|getObject"));
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

    private static final Map<String, Predicate<Line>> H2_STREAMS = Map.of(
            "text and bytes of a stream are converted to the column's type, which H2 refuses",
            line -> line.streamed() && line.plain().equals("SQLDataException 22018"),
            "H2 gives a precision for CHAR_OCTET_LENGTH of types without characters, where JDBC has nothing",
            line -> line.getter().equals("CHAR_OCTET_LENGTH") && line.own().equals("null"));

    private static final Map<String, Predicate<Line>> POSTGRESQL_DRIVER = Map.of(
            "pgjdbc lacks the method",
            line -> line.plain().equals("SQLFeatureNotSupportedException 0A000"),
            "pgjdbc has large objects for Blob and Clob",
            Line::lob,
            "NULL is NULL whatever class is asked for",
            line -> line.plain().equals("SQLException 22023") && line.own().equals("null, was null"),
            "NULL is NULL whatever type it is given, where the server compares types",
            line -> line.setter().contains("ull")
                    && List.of("SQLException 42804", "SQLException 42883").contains(line.plain()));

    private static final Map<String, Predicate<Line>> POSTGRESQL_BINARY = Map.of(
            "other getters than those of the type convert from text, as pgjdbc does until it has results in binary",
            line -> line.getter().startsWith("get") && !line.readAsItself(),
            "a double in a NUMERIC has all its digits, where the server rounds to 15",
            line -> line.type().startsWith("numeric") && line.setter().matches("(= )?set\\w+ (\\w+ )?Double .*"));

    private static final Map<String, Predicate<Line>> MARIADB_STREAMS = Map.of(
            "streams and LOBs of values that Connector/J has none of are those of their text",
            line -> line.getter().matches("get(Ascii|Character|NCharacter)Stream|getClob")
                    && List.of("SQLDataException null", "UncheckedIOException").contains(line.plain())
                    && !line.own().startsWith("SQL"));

    private static final Map<String, Predicate<Line>> MARIADB_BINARY = Map.of(
            "other setters and getters than those of the type convert as they do without useServerPrepStmts",
            line -> !line.recommended(),
            "a FLOAT is read as the server writes it, in six digits",
            line -> line.type().startsWith("float"));

    private final Map<String, Predicate<Line>> rules = new LinkedHashMap<>(COMMON);
    private final Map<String, Integer> uses = new LinkedHashMap<>();

    @SafeVarargs
    private Deviations(Map<String, Predicate<Line>>... rules) {
        for (Map<String, Predicate<Line>> some : rules) {
            this.rules.putAll(some);
        }
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

    /** Those of the whole driver, with streams and NULLs. */
    static Deviations ofH2Driver() {
        return new Deviations(H2, H2_STREAMS);
    }

    /** Those of the whole driver, with streams and NULLs. */
    static Deviations ofPostgresqlDriver() {
        return new Deviations(POSTGRESQL, POSTGRESQL_DRIVER);
    }

    /** Those of the whole driver, with streams and NULLs, where pgjdbc has results in the binary format. */
    static Deviations ofPostgresqlDriverInBinary() {
        return new Deviations(POSTGRESQL, POSTGRESQL_DRIVER, POSTGRESQL_BINARY);
    }

    /** Those of the whole driver, with streams and NULLs. */
    static Deviations ofMariadbDriver() {
        return new Deviations(MARIADB, MARIADB_STREAMS);
    }

    /** Those of the whole driver, with streams and NULLs, where the server prepares statements. */
    static Deviations ofMariadbDriverInBinary() {
        return new Deviations(MARIADB, MARIADB_STREAMS, MARIADB_BINARY);
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
