package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.LiteralValue.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Literals of the two dialects with what the SQL analysis makes of them. */
final class Literals {
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "42",
            "127",
            "128",
            "-128",
            "32768",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1.5",
            "2.5",
            "-2.5",
            "1.10",
            "1.005",
            "99999999.994",
            "99999999.995",
            "0.30000000000000004",
            "1e3",
            "1.5E2",
            "1e-5",
            "12345678901234567890123.5");

    private Literals() {}

    private static Map<String, LiteralValue> common() {
        Map<String, LiteralValue> literals = new LinkedHashMap<>();
        for (String text : Samples.TEXTS) {
            if (text.indexOf('\0') < 0) {
                literals.put("'" + text + "'", new LiteralValue(Kind.STRING, text));
            }
        }
        for (String number : NUMBERS) {
            literals.put(number, new LiteralValue(Kind.NUMBER, number));
        }
        literals.put("TRUE", new LiteralValue(Kind.BOOLEAN, "true"));
        literals.put("FALSE", new LiteralValue(Kind.BOOLEAN, "false"));
        for (String date : List.of("2024-02-29", "0001-01-01", "9999-12-31", "2023-02-29")) {
            literals.put("DATE '" + date + "'", new LiteralValue(Kind.DATE, date));
        }
        for (String time : List.of("12:34:56", "12:34:56.789", "23:59:59.999999", "25:00:00")) {
            literals.put("TIME '" + time + "'", new LiteralValue(Kind.TIME, time));
        }
        for (String moment : List.of(
                "2024-02-29 00:00:00",
                "2024-02-29 12:34:56.789012",
                "2024-03-31 02:30:00",
                "2024-10-27 02:30:00",
                "2024-02-30 00:00:00")) {
            literals.put("TIMESTAMP '" + moment + "'", new LiteralValue(Kind.TIMESTAMP, moment));
        }
        return literals;
    }

    /** Backslashes of strings are doubled. */
    static Map<String, LiteralValue> mariadb() {
        Map<String, LiteralValue> literals = new LinkedHashMap<>();
        h2().forEach((text, value) -> literals.put(text.replace("\\", "\\\\"), value));
        return literals;
    }

    static Map<String, LiteralValue> h2() {
        Map<String, LiteralValue> literals = common();
        for (String hex : List.of("", "01", "0000002A", "61626364", "0102030405060708090a0b0c0d0e0f10")) {
            literals.put("X'" + hex + "'", new LiteralValue(Kind.BINARY, hex));
        }
        return literals;
    }

    static Map<String, LiteralValue> postgresql() {
        return common();
    }
}
