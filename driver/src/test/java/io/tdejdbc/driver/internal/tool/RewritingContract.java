package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.cli.Main;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values get new keys while they are in use, on each backend. */
@Timeout(180)
abstract class RewritingContract extends RewritingFixture {
    @Test
    void writersLoseNothingWhileValuesAreReencryptedAndTheOldKeyCanGo() throws Exception {
        besideDrivers();
        people(ROWS);
        assertThat(tde("dek", "rotate", "--table", table("people")))
                .as(err::toString)
                .isZero();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger done = new AtomicInteger();
        List<Map<Integer, String>> written = List.of(new TreeMap<>(), new TreeMap<>());
        List<Callable<Void>> users = new ArrayList<>();
        for (int parity = 0; parity < 2; parity++) {
            String url = otherDriver("writer" + parity, parity == 0 ? "110ms" : "400ms");
            int first = parity;
            users.add(() -> write(url, first, written.get(first), stop, done));
        }
        beside(() -> tde("dek", "reencrypt", "--table", table("people"), "--batch-size", "20"), 50, done, users, stop);
        assertThat(generations("people", "ssn")).containsOnlyKeys(2);
        assertThat(generations("people", "note")).containsOnlyKeys(2);
        assertThat(generations("people", "mail")).containsOnlyKeys(1);
        List<String> expected = new ArrayList<>();
        for (int id = 0; id < ROWS; id++) {
            String ssn = written.get(id % 2).getOrDefault(id, "s" + id);
            if (!ssn.isEmpty()) {
                expected.add(id + "|" + ssn);
            }
        }
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT id, ssn FROM people WHERE id < " + ROWS + " ORDER BY id"))
                    .isEqualTo(expected);
        }
        assertThat(done.get()).isGreaterThan(50);
        toolFile = folder.resolve("tool.properties");
        assertThat(tde("dek", "reencrypt", "--table", table("people"))).isZero();
        assertThat(tde("dek", "retire", "--table", table("people"))).isEqualTo(2);
        assertThat(tde("dek", "retire", "--table", table("people"), "--confirm"))
                .as(err::toString)
                .isZero();
        assertThat(tde("keys", "list")).isZero();
        assertThat(out.toString()).containsPattern("data +1 +retired").containsPattern("data +2 +current");
        assertThat(tde("dek", "retire", "--table", table("people"), "--destroy", "--confirm"))
                .isZero();
        assertThat(keyStates("data")).containsExactly("1|DESTROYED", "2|CURRENT");
        assertThat(tde("keys", "verify")).as(out::toString).isZero();
        assertThat(tde("kek", "rotate")).isZero();
        assertThat(tde("kek", "rewrap")).as(err::toString).isZero();
        assertThat(tde("kek", "retire", "--below", "2", "--confirm"))
                .as(err::toString)
                .isZero();
        try (Connection connection = deployment.connect();
                Connection plain = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT id, ssn FROM people WHERE id < " + ROWS + " ORDER BY id"))
                    .isEqualTo(expected);
            assertThat(rows(plain, "SELECT * FROM tde_job")).isEmpty();
        }
        assertThat(Files.readString(folder.resolve("audit.jsonl")))
                .contains("\"action\":\"rotate-key\"", "\"action\":\"reencrypt\"", "\"action\":\"destroy-key\"");
    }

    /** Changes, deletes and inserts rows of one parity; remembers what each row must hold, nothing for a deleted one. */
    private static Void write(
            String url, int parity, Map<Integer, String> written, AtomicBoolean stop, AtomicInteger done)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int i = 0; !stop.get(); i++) {
                int id = (i * 34 + parity) % ROWS;
                String value = "w" + i;
                if (update(connection, "UPDATE people SET ssn = ? WHERE id = ?", value, id) == 1) {
                    written.put(id, value);
                }
                update(connection, "UPDATE people SET id = id WHERE id = ?", (id + 8) % ROWS);
                if (i % 10 == 5) {
                    update(connection, "DELETE FROM people WHERE id = ?", id);
                    written.put(id, "");
                } else if (i % 10 == 6) {
                    update(connection, "INSERT INTO people VALUES (?, 'new', ?, 'x')", ROWS + 2 * i + parity, value);
                }
                done.incrementAndGet();
            }
        }
        return null;
    }

    @Test
    void theRateStaysWithinItsLimit() throws Exception {
        people(600);
        assertThat(tde("dek", "rotate", "--table", table("people")))
                .as(err::toString)
                .isZero();
        AtomicLong begun = new AtomicLong();
        AtomicLong ended = new AtomicLong();
        Progress clock = new Progress() {
            @Override
            public void begin(String what, long steps) {
                begun.compareAndSet(0, System.nanoTime());
            }

            @Override
            public void advance(long steps) {
                // Counted by the caller.
            }

            @Override
            public void end() {
                ended.compareAndSet(0, System.nanoTime());
            }
        };
        withLife((access, life) -> {
            Pace pace = new Pace(50, OptionalInt.of(300), Pace.PATIENCE);
            ValueWork.Outcome outcome = new ValueWork(access, life, pace, clock)
                    .reencrypt(new TableName(database().schema(), database().name("people")));
            assertThat(outcome.rows()).isEqualTo(600);
        });
        double rate = 600 * 1e9 / (ended.get() - begun.get());
        assertThat(rate).isBetween(225.0, 303.0);
    }

    @Test
    void theWorkRestsOutsideOfItsHours() throws Exception {
        people(40);
        assertThat(tde("dek", "rotate", "--table", table("people")))
                .as(err::toString)
                .isZero();
        assertThat(tde("dek", "reencrypt", "--table", table("people"), "--window", "22:00"))
                .isEqualTo(2);
        AtomicReference<LocalTime> now = new AtomicReference<>(LocalTime.NOON);
        Hours night = new Hours(Hours.of("22:00-05:00").window(), now::get);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection plain = deployment.connectPlain()) {
            Future<Void> work = thread.submit(() -> {
                withLife((access, life) -> {
                    Pace pace = new Pace(10, OptionalInt.empty(), Pace.PATIENCE, night);
                    assertThat(new ValueWork(access, life, pace, Progress.silent())
                                    .reencrypt(new TableName(
                                            database().schema(), database().name("people")))
                                    .rows())
                            .isEqualTo(40);
                });
                return null;
            });
            while (!work.isDone()
                    && rows(
                                    plain,
                                    "SELECT progress FROM tde_job WHERE progress LIKE '%rests until its hours of 22:00-05:00'")
                            .isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(work).isNotDone();
            assertThat(generations("people", "ssn")).isEqualTo(Map.of(1, 40));
            now.set(LocalTime.of(22, 0));
            work.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(generations("people", "ssn")).isEqualTo(Map.of(2, 40));
    }

    @Test
    void aPauseStopsTheWorkAndOutlivesIt() throws Exception {
        people(300);
        assertThat(tde("dek", "rotate", "--table", table("people")))
                .as(err::toString)
                .isZero();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> slow = thread.submit(() -> Main.run(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err, true),
                    "dek",
                    "reencrypt",
                    "--table",
                    table("people"),
                    "--max-rows-per-sec",
                    "20",
                    "--config",
                    toolFile.toString(),
                    "--url",
                    deployment.plainUrl()));
            while (!generations("people", "ssn").containsKey(2)) {
                assertThat(slow.isDone()).as(err::toString).isFalse();
            }
            assertThat(tde("dek", "reencrypt", "--table", table("people"))).isEqualTo(3);
            assertThat(err.toString()).contains("TDE-KEY-020", "rows written");
            assertThat(tde("dek", "reencrypt", "--table", table("people"), "--pause"))
                    .isZero();
            assertThat(slow.get()).isEqualTo(3);
        } finally {
            thread.shutdownNow();
        }
        assertThat(err.toString()).contains("TDE-KEY-027");
        Map<Integer, Integer> halfway = generations("people", "ssn");
        assertThat(halfway).containsOnlyKeys(1, 2);
        assertThat(tde("dek", "reencrypt", "--table", table("people"))).isEqualTo(3);
        assertThat(generations("people", "ssn")).isEqualTo(halfway);
        assertThat(tde("dek", "retire", "--table", table("people"), "--confirm"))
                .isEqualTo(3);
        assertThat(tde("dek", "reencrypt", "--table", table("people"), "--resume"))
                .as(err::toString)
                .isZero();
        assertThat(generations("people", "ssn")).containsOnlyKeys(2);
    }

    @Test
    void aDamagedValueIsNamedAndKeepsTheOldKey() throws Exception {
        people(40);
        assertThat(tde("dek", "rotate", "--table", table("people")))
                .as(err::toString)
                .isZero();
        try (Connection plain = deployment.connectPlain();
                PreparedStatement spoil = plain.prepareStatement("UPDATE people SET ssn = ? WHERE id = 7")) {
            byte[] envelope = new byte[60];
            envelope[0] = (byte) 0xf9;
            envelope[3] = 1;
            spoil.setBytes(1, envelope);
            spoil.executeUpdate();
        }
        assertThat(tde("dek", "reencrypt", "--table", table("people"))).isEqualTo(1);
        assertThat(err.toString())
                .contains("TDE-KEY-029", table("people") + "." + database().name("ssn"));
        assertThat(generations("people", "ssn")).isEqualTo(Map.of(1, 1, 2, 39));
        assertThat(tde("dek", "retire", "--table", table("people"), "--confirm"))
                .isEqualTo(1);
        assertThat(keyStates("data")).containsExactly("1|OLD", "2|CURRENT");
    }

    @Test
    void rowsThatOthersKeepLockedAreReportedInTime() throws Exception {
        people(40);
        assertThat(tde("dek", "rotate", "--table", table("people")))
                .as(err::toString)
                .isZero();
        try (Connection holder = deployment.connectPlain()) {
            holder.setAutoCommit(false);
            execute(holder, "UPDATE people SET id = id WHERE id = 3");
            withLife((access, life) -> {
                Pace pace = new Pace(10, OptionalInt.empty(), Duration.ofMillis(300));
                assertThatThrownBy(() -> new ValueWork(access, life, pace, Progress.silent())
                                .reencrypt(new TableName(
                                        database().schema(), database().name("people"))))
                        .isInstanceOfSatisfying(
                                KeystoreException.class,
                                failure -> assertThat(failure.code()).isEqualTo("TDE-KEY-028"));
            });
            holder.rollback();
        }
        assertThat(generations("people", "ssn")).isEqualTo(Map.of(1, 1, 2, 39));
        assertThat(tde("dek", "reencrypt", "--table", table("people")))
                .as(err::toString)
                .isZero();
        assertThat(generations("people", "ssn")).containsOnlyKeys(2);
    }

    @Test
    void everyLookUpFindsItsRowWhileATableIsRekeyed() throws Exception {
        besideDrivers();
        people(ROWS);
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE INDEX by_mail ON people(mail)");
        }
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger done = new AtomicInteger();
        List<Callable<Void>> users = new ArrayList<>();
        for (int user = 0; user < 2; user++) {
            String url = otherDriver("user" + user, user == 0 ? "110ms" : "450ms");
            String other = otherDriver("other" + user, user == 0 ? "450ms" : "110ms");
            int first = user;
            users.add(() -> lookUp(url, other, first, stop, done));
        }
        beside(
                () -> tde("rekey", "--table", table("people"), "--batch-size", "20", "--destroy-old", "--confirm"),
                50,
                done,
                users,
                stop);
        assertThat(generations("people", "mail")).containsOnlyKeys(2);
        assertThat(generations("people", "ssn")).containsOnlyKeys(2);
        assertThat(keyStates("search")).containsExactly("1|DESTROYED", "2|CURRENT");
        assertThat(keyStates("data")).containsExactly("1|DESTROYED", "2|CURRENT");
        try (Connection connection = deployment.connect();
                Connection plain = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT a.id FROM people a JOIN people b ON a.mail = b.mail WHERE a.id = 5"))
                    .containsExactly("5");
            assertThat(rows(connection, "SELECT count(*) FROM people WHERE ssn IS NULL OR mail IS NULL"))
                    .containsExactly("0");
            assertThat(rows(plain, "SELECT * FROM tde_job")).isEmpty();
        }
    }

    /** What is there from the beginning, and what the other driver wrote just now, is found by every kind of look-up. */
    private static Void lookUp(String readerUrl, String writerUrl, int user, AtomicBoolean stop, AtomicInteger done)
            throws SQLException {
        try (Connection reader = DriverManager.getConnection(readerUrl);
                Connection writer = DriverManager.getConnection(writerUrl)) {
            for (int i = 0; !stop.get(); i++) {
                int old = (i * 7 + user) % ROWS;
                int fresh = 10_000 + 2 * i + user;
                update(writer, "INSERT INTO people VALUES (?, ?, 's', 'n')", fresh, fresh + "@x");
                for (int id : new int[] {old, fresh}) {
                    require(
                            query(reader, "SELECT id FROM people WHERE mail = ?", id + "@x")
                                    .equals(List.of("" + id)),
                            "= missed " + id);
                    require(
                            update(reader, "UPDATE people SET ssn = ? WHERE ? = mail", "u" + i, id + "@x") == 1,
                            "UPDATE missed " + id);
                }
                require(
                        query(
                                        reader,
                                        "SELECT id FROM people WHERE mail IN (?, 'none', ?) ORDER BY id",
                                        old + "@x",
                                        fresh + "@x")
                                .equals(List.of("" + old, "" + fresh)),
                        "IN missed " + old + " or " + fresh);
                require(
                        query(
                                        reader,
                                        "SELECT id FROM people WHERE id IN (?, ?) AND mail <> ? AND mail NOT IN ('none')",
                                        old,
                                        fresh,
                                        old + "@x")
                                .equals(List.of("" + fresh)),
                        "<> took " + old + " for another");
                done.incrementAndGet();
            }
        }
        return null;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }

    @Test
    void withBothKeysStatementsAnswerAsOnThePlainTableOrAreRefused() throws Exception {
        people(6);
        KeyScope scope =
                KeyScope.of(new TableName(database().schema(), database().name("people")));
        try (Connection guarded = deployment.connect();
                Connection plain = deployment.connectPlain();
                PreparedStatement before = guarded.prepareStatement("SELECT id FROM people WHERE mail = ?")) {
            before.setString(1, "2@x");
            assertThat(found(before)).containsExactly("2");
            bothKeys(scope);
            assertThatThrownBy(() -> found(before)).hasMessageStartingWith("TDE-JDB-001");
            execute(
                    guarded,
                    "INSERT INTO people VALUES (10, '2@x', 's', 'n'), (11, NULL, 's', 'n'), (12, '12@x', 's', 'n')");
            assertThat(generations("people", "mail")).isEqualTo(Map.of(1, 6, 2, 2));
            execute(plain, "CREATE TABLE twin(id int primary key, mail varchar(40))");
            for (String row : rows(guarded, "SELECT id, mail FROM people")) {
                String[] cells = row.split("\\|", -1);
                execute(
                        plain,
                        "INSERT INTO twin VALUES (" + cells[0] + ", "
                                + (cells[1].equals("null") ? "NULL" : "'" + cells[1] + "'") + ")");
            }
            for (String condition : List.of(
                    "mail = '2@x'",
                    "'2@x' = mail",
                    "mail = ('2@x')",
                    "(mail) = (('2@x'))",
                    "(people.mail = '2@x')",
                    "NOT mail = '2@x'",
                    "NOT ((mail)) <> '2@x'",
                    "mail <> '2@x'",
                    "'2@x' <> mail",
                    "mail != '2@x' OR id = 2",
                    "mail IN ('2@x', '12@x')",
                    "mail IN ('2@x')",
                    "mail NOT IN ('2@x', '3@x')",
                    "mail NOT IN ('2@x', NULL)",
                    "mail IN ('2@x', NULL)",
                    "mail = NULL",
                    "mail IS NULL",
                    "NOT (mail = '2@x' AND id > 5)",
                    "mail = /* a */ '2@x' /* b */ AND id > 3",
                    "CASE WHEN mail = '2@x' THEN 1 ELSE 0 END = 1",
                    "(mail = '2@x') IS NOT TRUE",
                    "id IN (SELECT id FROM people WHERE mail = '2@x')",
                    "EXISTS (SELECT 1 FROM people p WHERE p.mail = '12@x' AND p.id = people.id)")) {
                String query = "SELECT id FROM people WHERE " + condition + " ORDER BY id";
                assertThat(rows(guarded, query)).as(condition).isEqualTo(rows(plain, query.replace("people", "twin")));
                parameters(guarded, plain, condition);
            }
            assertThat(rows(guarded, "SELECT mail FROM people WHERE id = 10")).containsExactly("2@x");
            assertThat(rows(guarded, "SELECT count(mail) FROM people")).containsExactly("8");
            List<String> refusals = new ArrayList<>(refusedByThisDialect());
            refusals.addAll(List.of(
                    "SELECT a.id FROM people a JOIN people b ON a.mail = b.mail",
                    "SELECT a.id FROM people a JOIN people b USING (mail)",
                    "SELECT id FROM people WHERE mail IN (SELECT mail FROM people)",
                    "SELECT id FROM people WHERE '2@x' IN (SELECT mail FROM people)",
                    "SELECT count(*) FROM people GROUP BY mail",
                    "SELECT DISTINCT mail FROM people",
                    "SELECT count(DISTINCT mail) FROM people",
                    "SELECT mail FROM people UNION SELECT mail FROM people",
                    "SELECT mail FROM people INTERSECT SELECT mail FROM people",
                    "SELECT mail FROM people EXCEPT SELECT mail FROM people",
                    "SELECT id FROM people WHERE (mail, id) = ('2@x', 2)",
                    "SELECT id FROM people WHERE (mail, id) IN (('2@x', 2))",
                    "SELECT id FROM people WHERE CASE mail WHEN '2@x' THEN 1 ELSE 0 END = 1",
                    "SELECT NULLIF(mail, '2@x') FROM people",
                    "UPDATE people SET mail = mail",
                    "INSERT INTO people SELECT id + 100, mail, ssn, note FROM people"));
            for (String refused : refusals) {
                assertThatThrownBy(() -> execute(guarded, refused))
                        .as(refused)
                        .isInstanceOfSatisfying(SQLException.class, failure -> {
                            assertThat(failure.getMessage()).startsWith("TDE-SQL-037");
                            assertThat(failure.getSQLState()).isEqualTo("0AT00");
                        });
            }
            assertThat(tde("dek", "reencrypt", "--table", table("people"))).isEqualTo(1);
            assertThat(err.toString()).contains("TDE-KEY-030");
            assertThat(tde("rekey", "--table", table("people")))
                    .as(err::toString)
                    .isZero();
            assertThat(generations("people", "mail")).containsOnlyKeys(2);
            assertThat(keyStates("search")).containsExactly("1|RETIRED", "2|CURRENT");
            awaitDrivers();
            assertThat(found(before)).as("a statement from before").containsExactlyInAnyOrder("2", "10");
            assertThat(rows(guarded, "SELECT count(*) FROM people GROUP BY mail ORDER BY 1 DESC"))
                    .startsWith("2", "1");
        }
    }

    /** Statements that cannot be answered while values of both keys are stored. */
    List<String> refusedByThisDialect() {
        return List.of(
                "SELECT id FROM people WHERE mail IS NOT DISTINCT FROM '2@x'",
                "MERGE INTO people USING (SELECT 1 AS x) s ON people.mail IN (SELECT mail FROM people) "
                        + "WHEN MATCHED THEN UPDATE SET ssn = 'x'");
    }

    /** What would change the values of others with those that are written anew, if foreign keys did not rest. */
    String foreignKeyAction() {
        return " ON UPDATE SET NULL";
    }

    /** The SQLState of a value that a unique key has already. */
    String duplicateState() {
        return "23505";
    }

    /** The same with parameters in the place of the literals. */
    private static void parameters(Connection guarded, Connection plain, String condition) throws SQLException {
        List<String> values = new ArrayList<>();
        StringBuilder marked = new StringBuilder();
        String[] parts = condition.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            marked.append(i % 2 == 0 ? parts[i] : "?");
            if (i % 2 == 1) {
                values.add(parts[i]);
            }
        }
        String query = "SELECT id FROM people WHERE " + marked + " ORDER BY id";
        List<List<String>> answers = new ArrayList<>();
        for (boolean twin : new boolean[] {false, true}) {
            try (PreparedStatement statement =
                    (twin ? plain : guarded).prepareStatement(twin ? query.replace("people", "twin") : query)) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setString(i + 1, values.get(i));
                }
                answers.add(found(statement));
                if (!values.isEmpty()) {
                    statement.setString(1, null);
                    answers.add(found(statement));
                }
            }
        }
        int half = answers.size() / 2;
        assertThat(answers.subList(0, half)).as(marked.toString()).isEqualTo(answers.subList(half, 2 * half));
    }

    @Test
    void aDomainWithUniqueAndForeignKeysIsRekeyedUnderALock() throws Exception {
        try (Connection guarded = deployment.connect()) {
            execute(
                    guarded,
                    "CREATE TABLE members(id int primary key, mail varchar(40) unique, name varchar(40))",
                    "CREATE TABLE visits(id int primary key, mail varchar(40))");
            try (Connection plain = deployment.connectPlain()) {
                execute(
                        plain,
                        "ALTER TABLE visits ADD CONSTRAINT visitor FOREIGN KEY (mail) REFERENCES members(mail)"
                                + foreignKeyAction());
            }
            for (int id = 0; id < 50; id++) {
                execute(
                        guarded,
                        "INSERT INTO members VALUES (" + id + ", '" + id + "@x', 'n')",
                        "INSERT INTO visits VALUES (" + id + ", '" + id + "@x')");
            }
            bothKeys(KeyScope.ofDomain("mail"));
            for (String refused : List.of(
                    "INSERT INTO members VALUES (99, '1@x', 'n')",
                    "INSERT INTO visits VALUES (99, '1@x')",
                    "UPDATE members SET mail = '77@x' WHERE id = 7")) {
                assertThatThrownBy(() -> execute(guarded, refused))
                        .as(refused)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                failure -> assertThat(failure.getMessage()).startsWith("TDE-SQL-038"));
            }
            assertThatThrownBy(() -> execute(guarded, "SELECT v.id FROM visits v JOIN members m ON v.mail = m.mail"))
                    .hasMessageStartingWith("TDE-SQL-037");
            execute(
                    guarded,
                    "UPDATE members SET name = 'm' WHERE mail = '7@x'",
                    "INSERT INTO members(id, mail, name) VALUES (98, NULL, 'nobody')");
            assertThat(rows(guarded, "SELECT mail, name FROM members WHERE mail = '7@x'"))
                    .containsExactly("7@x|m");
            assertThat(tde("rekey", "--domain", "mail")).as(err::toString).isZero();
            assertThat(generations("members", "mail")).isEqualTo(Map.of(2, 50));
            assertThat(generations("visits", "mail")).isEqualTo(Map.of(2, 50));
            assertThat(keyStates("domain")).containsExactly("1|RETIRED", "2|CURRENT");
            awaitDrivers();
            assertThat(rows(guarded, "SELECT count(*) FROM visits v JOIN members m ON v.mail = m.mail"))
                    .containsExactly("50");
            assertThatThrownBy(() -> execute(guarded, "INSERT INTO members VALUES (99, '1@x', 'n')"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo(duplicateState()));
            assertThatThrownBy(() -> execute(guarded, "INSERT INTO visits VALUES (99, 'nobody@x')"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).startsWith("23"));
            execute(guarded, "INSERT INTO visits VALUES (99, '1@x')");
        }
        assertThat(tde("rekey", "--domain", "nothing")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-MET-031");
        assertThat(tde("rekey", "--domain", "mail", "--destroy-old")).isEqualTo(2);
        assertThat(tde("rekey", "--domain", "mail", "--max-rows-per-sec", "0")).isEqualTo(2);
    }
}
