package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain columns and protected tables may have any name that their database allows, in every clause. */
class ColumnWordsTest {
    /** {@code W} stands for the word. Each of them is understood by both databases for each of their words. */
    private static final List<String> CLAUSES = List.of(
            "SELECT W FROM p WHERE secret = 'x'",
            "SELECT id, W AS c, p.W FROM p",
            "SELECT id FROM p WHERE W = 1 AND secret = 'x'",
            "SELECT id FROM p WHERE 1 = W",
            "SELECT id FROM p WHERE W IS NULL",
            "SELECT id FROM p WHERE W NOT IN (1, 2)",
            "SELECT id FROM p WHERE W BETWEEN 1 AND 2",
            "SELECT id FROM p WHERE id BETWEEN W AND W",
            "SELECT id FROM p ORDER BY W DESC, id",
            "SELECT id FROM p ORDER BY id, W ASC NULLS LAST LIMIT 1",
            "SELECT W, count(*) FROM p GROUP BY W HAVING max(W) > 0",
            "SELECT count(W), max(W), min(p.W) FROM p",
            "SELECT (W), -W, W + 1, 2 * W, W - W FROM p",
            "SELECT COALESCE(W, 0), round(W) FROM p",
            "SELECT a.W FROM p a JOIN p b ON a.W = b.W",
            "SELECT a.id FROM p a JOIN p b USING (W)",
            "SELECT CASE WHEN W > 0 THEN W ELSE W END FROM p",
            "SELECT CASE W WHEN 1 THEN 2 END FROM p",
            "INSERT INTO p (id, W, secret) VALUES (1, 2, 'x')",
            "INSERT INTO p (W, id, secret) SELECT W, id, secret FROM p WHERE 1 = 0",
            "UPDATE p SET W = W + 1, secret = 'x' WHERE W = 1",
            "DELETE FROM p WHERE W > 5 AND secret = 'x'",
            "SELECT x.W FROM (SELECT W FROM p) x WHERE x.W = 1",
            "WITH q AS (SELECT W FROM p) SELECT W FROM q",
            "WITH q (W) AS (SELECT id FROM p) SELECT W FROM q",
            "SELECT 1 AS W FROM p",
            "SELECT x.W FROM (SELECT 1 AS W FROM p) x",
            "SELECT DISTINCT W FROM p",
            "SELECT id FROM p WHERE NOT W = 1 OR W <> 2",
            "SELECT id FROM p WHERE (W, id) IN ((1, 2))",
            "SELECT id FROM p WHERE W = (SELECT max(W) FROM p)",
            "SELECT row_number() OVER (PARTITION BY W ORDER BY W) FROM p",
            "SELECT CAST(W AS varchar(10)) FROM p",
            "SELECT W FROM p UNION ALL SELECT W FROM p ORDER BY W",
            "SELECT id FROM p WHERE W >= 1 AND W <= 2 AND W != 3 AND W < 5",
            "SELECT W FROM p FOR UPDATE",
            "SELECT id FROM p GROUP BY id, W",
            "SELECT sum(CASE WHEN secret = 'x' THEN W ELSE 0 END) FROM p");

    /** The same for a table. */
    private static final List<String> TABLE_CLAUSES = List.of(
            "SELECT secret FROM W",
            "SELECT W.secret, W.* FROM W WHERE W.id = 1 ORDER BY W.id",
            "SELECT a.secret FROM W a JOIN W b ON a.id = b.id",
            "SELECT a.secret FROM W AS a LEFT JOIN W AS b USING (id)",
            "SELECT count(*) FROM W GROUP BY secret",
            "SELECT x.secret FROM (SELECT secret FROM W) x",
            "SELECT id FROM W WHERE id IN (SELECT id FROM W WHERE secret = 'x')",
            "SELECT secret FROM W UNION ALL SELECT secret FROM W",
            "INSERT INTO W (id, secret) VALUES (1, 'x')",
            "INSERT INTO W (id, secret) SELECT id, secret FROM W WHERE id = 0",
            "UPDATE W SET secret = 'x' WHERE W.id = 1",
            "DELETE FROM W WHERE secret = 'x'");

    private static List<String> words(String dialect) throws Exception {
        List<String> words = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ColumnWordsTest.class.getResourceAsStream("column-words.tsv"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", -1);
                if (parts.length == 2 && (parts[0].equals("both") || parts[0].equals(dialect))) {
                    words.add(parts[1]);
                }
            }
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "pg"})
    void everyWordIsAColumnInEveryClause(String dialect) throws Exception {
        SqlSession session = Sessions.of(dialect);
        List<String> refused = new ArrayList<>();
        List<String> words = words(dialect);
        for (String word : words) {
            Catalog catalog = OneTable.of(session, "p", word);
            for (int i = 0; i < CLAUSES.size(); i++) {
                if (words.indexOf(word) % 2 != i % 2 && dialect.equals("pg")) {
                    // The grammar is the same for both: a half is enough for the second.
                    continue;
                }
                String clause = CLAUSES.get(i);
                String sql = clause.replaceAll("\\bW\\b", word);
                if (SqlAnalyzers.standard().analyze(sql, session, catalog) instanceof Refusal refusal) {
                    refused.add(refusal.code() + " " + sql);
                }
            }
        }
        assertThat(words).hasSizeGreaterThan(290);
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "pg"})
    void everyWordIsATableInEveryClause(String dialect) throws Exception {
        SqlSession session = Sessions.of(dialect);
        List<String> refused = new ArrayList<>();
        for (String word : words(dialect)) {
            Catalog catalog = OneTable.of(session, word, "c");
            for (String clause : TABLE_CLAUSES) {
                // Where the statement has the word for itself as well, the mention guard cannot tell them apart.
                if (word.equals("only")
                        || Pattern.compile("(?i)\\b" + word + "\\b")
                                .matcher(clause)
                                .find()) {
                    continue;
                }
                String sql = clause.replaceAll("\\bW\\b", word);
                if (SqlAnalyzers.standard().analyze(sql, session, catalog) instanceof Refusal refusal) {
                    refused.add(refusal.code() + " " + sql);
                }
            }
        }
        assertThat(refused).isEmpty();
    }

    /** A table with the columns id, secret and one more. */
    private record OneTable(String name, Relation.Table table) implements Catalog {
        static OneTable of(SqlSession session, String table, String plain) {
            String secret = session.folding().fold("secret", false);
            String name = session.folding().fold(table, false);
            ProtectedColumn column = new ProtectedColumn(1, name, secret, true, "g", "g");
            return new OneTable(
                    table,
                    new Relation.Table(
                            new RelationName(List.of(name)),
                            List.of(
                                    new Relation.Column(session.folding().fold("id", false), Optional.empty()),
                                    new Relation.Column(secret, Optional.of(column)),
                                    new Relation.Column(session.folding().fold(plain, false), Optional.empty()))));
        }

        @Override
        public boolean mayReachProtected(String simpleName) {
            return simpleName.toLowerCase(Locale.ROOT).equals(name);
        }

        @Override
        public Optional<Relation> resolve(RelationName relation) {
            String last = relation.parts().get(relation.parts().size() - 1);
            return last.toLowerCase(Locale.ROOT).equals(name) ? Optional.of(table) : Optional.empty();
        }
    }
}
