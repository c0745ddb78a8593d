package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Twin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of hundreds of values, in which a few are stored. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class LongListsTest {
    private static final int LENGTH = 700;
    private static final List<String> STORED = List.of("519-12-4407", "526-13-4718", "533-14-5029");

    @ParameterizedTest
    @EnumSource
    void listsOfHundredsGiveTheSame(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "lists");
        String markers = String.join(", ", Collections.nCopies(LENGTH, "?"));
        String pairs = String.join(", ", Collections.nCopies(LENGTH / 2, "(?, ?)"));
        String literals = values().stream().map(value -> "'" + value + "'").collect(Collectors.joining(", "));
        String chain = String.join(" OR ", Collections.nCopies(LENGTH, "ssn = ?"));
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            for (String condition : List.of(
                    "ssn IN (" + markers + ")",
                    "ssn NOT IN (" + markers + ")",
                    "(ssn, tier) IN (" + pairs + ")",
                    chain,
                    "ssn IN (" + literals + ")",
                    "ssn NOT IN (" + literals + ") AND tier IN (0, 1)")) {
                String sql = "SELECT id FROM customers WHERE " + condition + " ORDER BY id";
                assertThat(ids(driver, sql)).isEqualTo(ids(plain, sql)).isNotEmpty();
            }
        }
    }

    private static List<String> values() {
        List<String> values = IntStream.range(0, LENGTH)
                .mapToObj(i -> "absent " + i)
                .collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; i < STORED.size(); i++) {
            values.set(100 * i + 10, STORED.get(i));
        }
        return values;
    }

    private static List<Integer> ids(Connection connection, String sql) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        List<String> values = values();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int count = (int) sql.chars().filter(c -> c == '?').count();
            boolean pairs = sql.contains("(?, ?)");
            for (int i = 0; i < count; i++) {
                if (pairs && i % 2 == 1) {
                    statement.setInt(i + 1, i / 2 % 3);
                } else {
                    statement.setString(i + 1, values.get(i));
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getInt(1));
                }
            }
        }
        return ids;
    }
}
