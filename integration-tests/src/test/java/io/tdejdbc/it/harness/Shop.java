package io.tdejdbc.it.harness;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The schema and the rows that the differential tests run on: customers, orders, payments, accounts, staging and tickets
 * with protected columns of many types, and one table without any. The rows hold NULLs, empty strings, blanks, quotes,
 * characters of one to four UTF-8 bytes, duplicates and the ends of number ranges.
 */
public final class Shop {
    private static final List<String> NAMES = Collections.unmodifiableList(Arrays.asList(
            "Annabelle Leigh",
            "José Núñez",
            "Zoë Ångström",
            "李小龍師父",
            "Мария Иванова",
            "O'Brien, Patrick",
            "",
            null,
            "  padded name  ",
            "NULL",
            "100% \\ backslash",
            "🙂 smiling Simon",
            "Annabelle Leigh",
            "Guðrún Jónsdóttir",
            "Nguyễn Văn Anh",
            "Βασίλης Παπαδόπουλος"));
    private static final List<String> CITIES = List.of("Rome", "Oslo", "Lima", "Kyoto", "Accra");
    private static final List<String> STATES = List.of("NEW", "PAID", "SENT", "CANCELLED");

    private Shop() {}

    /** Which columns are protected. */
    public static Policy policy() {
        return new Policy(Resources.lines("/schema/shop.policy"));
    }

    /** The CREATE TABLE statements for a kind of backend. */
    public static List<String> ddl(Backend.Kind kind) {
        return Arrays.stream(kind.ddl(Resources.text("/schema/shop.sql")).split(";\\s*\n"))
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** All rows, in an order in which they can be inserted. */
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < CITIES.size(); i++) {
            rows.add(Row.of("regions", "city", CITIES.get(i), "region", i < 2 ? "Europe" : "Elsewhere"));
        }
        for (int i = 1; i <= 32; i++) {
            rows.add(customer(i));
        }
        for (int i = 1; i <= 12; i++) {
            rows.add(Row.of(
                    "accounts",
                    "iban",
                    iban(i),
                    "owner",
                    "Owner of account " + i,
                    "opened",
                    LocalDate.of(2019, i, i),
                    "branch",
                    i % 3 == 0 ? "B1" : "BR" + (10 + i)));
        }
        for (int i = 1; i <= 40; i++) {
            rows.add(order(i));
        }
        for (int i = 1; i <= 36; i++) {
            rows.add(payment(i));
        }
        for (int i = 1; i <= 12; i++) {
            rows.add(Row.of(
                    "staging",
                    "id",
                    i,
                    "ssn",
                    i == 5 ? null : ssn(i * 2),
                    "iban",
                    iban(i + 3),
                    "name",
                    i == 7 ? null : "Staged person " + i,
                    "city",
                    CITIES.get(i % 5)));
        }
        for (int i = 1; i <= 8; i++) {
            rows.add(Row.of(
                    "tickets",
                    "id",
                    1000 + i,
                    "code",
                    "TICKET-" + (7000 + i),
                    "body",
                    i % 4 == 0 ? null : "Printer on floor " + i + " is on fire",
                    "state",
                    i % 2 == 0 ? "open" : "done"));
        }
        return rows;
    }

    private static Row customer(int i) {
        boolean empty = i == 31;
        return Row.of(
                "customers",
                "id",
                i,
                "name",
                NAMES.get(i % NAMES.size()),
                "ssn",
                empty ? null : i == 30 ? "" : ssn(i),
                "tax_no",
                empty ? null : taxNumber(i),
                "email",
                empty ? null : "customer." + i + "@mail.example.org",
                "balance",
                i % 9 == 8 ? null : new BigDecimal(i * 7919 - 100000).movePointLeft(2),
                "credit",
                empty
                        ? null
                        : new BigDecimal("1250.50")
                                .multiply(BigDecimal.valueOf(i % 4))
                                .setScale(2),
                "birth",
                i % 11 == 10 ? null : LocalDate.of(1930 + i * 2, 1 + i % 12, 1 + i % 28),
                "joined",
                empty ? null : LocalDate.of(2015 + i % 6, 3, 1),
                "seen_at",
                i % 8 == 7 ? null : LocalDateTime.of(2024, 1 + i % 12, 2, 3, 4, 5, i * 1_000_000 + 6_000),
                "vip",
                i % 5 == 4 ? null : i % 2 == 0,
                "token",
                i % 10 == 9 ? null : token(i % 6),
                "photo",
                i % 6 == 5 ? null : photo(i),
                "notes",
                i % 7 == 6 ? null : notes(i),
                "city",
                i % 13 == 12 ? null : CITIES.get(i % 5),
                "tier",
                i % 3);
    }

    private static Row order(int i) {
        int customer = 1 + i * 5 % 32;
        return Row.of(
                "orders",
                "id",
                i,
                "customer_id",
                customer,
                "customer_ssn",
                customer == 31 ? null : ssn(customer),
                "total",
                i % 10 == 9 ? null : new BigDecimal(i * 137).movePointLeft(1).setScale(2),
                "status",
                STATES.get(i % 4),
                "card",
                i % 12 == 11 ? null : "4556-7375-8689-" + (1000 + i % 9),
                "placed",
                LocalDateTime.of(2025, 1 + i % 12, 1 + i % 28, i % 24, 30),
                "deliver",
                i % 6 == 3 ? null : LocalTime.of(i % 24, i, 7, 123_000_000),
                "memo",
                i % 4 == 1 ? null : "Leave order " + i + " with the neighbour");
    }

    private static Row payment(int i) {
        return Row.of(
                "payments",
                "id",
                i,
                "order_id",
                i,
                "iban",
                i % 14 == 13 ? null : iban(1 + i % 12),
                "amount",
                i == 7
                        ? Long.valueOf(Long.MAX_VALUE)
                        : i == 8 ? Long.valueOf(Long.MIN_VALUE) : i == 9 ? null : amount(i),
                "rate",
                i % 9 == 8 ? null : i * 0.125 + 1e-9,
                "paid_at",
                i % 7 == 6 ? null : OffsetDateTime.of(2025, 1 + i % 12, 3, i % 24, 15, 30, 250_000_000, ZoneOffset.UTC),
                "channel",
                i % 5 == 4 ? null : (short) (i * 900 - 16000));
    }

    static String ssn(int i) {
        // Customers come in pairs that share a number, so that grouping and DISTINCT have something to do.
        int person = (i + 1) / 2;
        return String.format(Locale.ROOT, "%03d-%02d-%04d", 512 + person * 7, 11 + person, 4096 + person * 311);
    }

    static Integer taxNumber(int i) {
        return switch (i) {
            case 1 -> Integer.MAX_VALUE;
            case 2 -> Integer.MIN_VALUE;
            case 3 -> 0;
            case 4 -> -1;
            default -> 730_100 + i % 8;
        };
    }

    static String iban(int i) {
        return String.format(Locale.ROOT, "DE%02d50010517%010d", 10 + i, 5_407_324_931L + i * 17L);
    }

    static Long amount(int i) {
        return 6_917_529_027_641_081_000L + i % 10 * 7L;
    }

    static UUID token(int i) {
        return new UUID(0x5eedf00dcafe4000L + i, 0x8badf00ddeadbe00L + i * 31L);
    }

    static byte[] photo(int i) {
        byte[] bytes = ("photograph no. " + i + " \0\1\2").getBytes(StandardCharsets.ISO_8859_1);
        bytes[bytes.length - 1] = (byte) 0xff;
        return bytes;
    }

    static String notes(int i) {
        String line = "Note " + i + ": prefers tea, lives near Λευκός Πύργος, called twice. ";
        return i % 3 == 0 ? line.repeat(40) : i == 2 ? "" : line;
    }

    /** Creates the tables. */
    public static void createTables(Connection connection, Backend.Kind kind) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : ddl(kind)) {
                statement.execute(sql);
            }
        }
    }

    /** Inserts rows one by one through prepared statements. */
    public static void insert(Connection connection, List<Row> rows) throws SQLException {
        for (Row row : rows) {
            String names = String.join(", ", row.values().keySet());
            String markers = String.join(", ", Collections.nCopies(row.values().size(), "?"));
            String sql = "INSERT INTO " + row.table() + " (" + names + ") VALUES (" + markers + ")";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int index = 1;
                for (Object value : row.values().values()) {
                    // setObject(null) is the one way to NULL that works without knowing the column's type.
                    statement.setObject(index++, value);
                }
                statement.executeUpdate();
            }
        }
    }
}
