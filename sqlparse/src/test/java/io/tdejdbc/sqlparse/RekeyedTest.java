package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.sqlparse.ProtectedColumn.SearchKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns whose search key is being changed: each value is asked for by both keys, or the statement is refused. */
class RekeyedTest {
    private static final SqlSession SESSION = Sessions.of("pg");

    private static final ValueType TEXT = new ValueType(ValueType.Kind.TEXT, Set.of());

    /** {@code t(id, c, k)}: {@code c} has two search keys, and {@code k} too, which stands in a unique key. */
    private static final Catalog CATALOG = new Catalog() {
        @Override
        public boolean mayReachProtected(String simpleName) {
            return simpleName.equals("t");
        }

        @Override
        public Optional<Relation> resolve(RelationName name) {
            return name.simple().equals("t")
                    ? Optional.of(new Relation.Table(
                            RelationName.of("public", "t"),
                            List.of(
                                    new Relation.Column("id", Optional.empty()),
                                    column(0, "c", SearchKeys.TWO),
                                    column(1, "k", SearchKeys.TWO_IN_KEY))))
                    : Optional.empty();
        }

        private Relation.Column column(int id, String name, SearchKeys searchKeys) {
            return new Relation.Column(
                    name, Optional.of(new ProtectedColumn(id, "t", name, true, name, name, false, TEXT, searchKeys)));
        }
    };

    private static Analysis analyse(String sql) {
        return SqlAnalyzers.standard().analyze(sql, SESSION, CATALOG);
    }

    /** The rewritten text, in which a value is shown by its column's name and its key. */
    private static String rewritten(String sql) {
        assertThat(analyse(sql)).isInstanceOf(Plan.class);
        return ((Plan) analyse(sql)).segments().stream().map(RekeyedTest::shown).collect(Collectors.joining());
    }

    private static String shown(Segment segment) {
        if (segment instanceof Segment.Text text) {
            return text.text();
        }
        if (segment instanceof Segment.Literal literal) {
            return "[" + literal.value().text() + " " + literal.column().column() + literal.searchKey() + "]";
        }
        Segment.Parameter parameter = (Segment.Parameter) segment;
        return parameter.binding() instanceof Segment.Binding.Protected value
                ? "[?" + parameter.outerIndex() + " " + value.column().column() + value.searchKey() + "]"
                : "?";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "c = ?;(c = [?1 c0] OR c = [?1 c1])",
                "? = c;([?1 c0] = c OR [?1 c1] = c)",
                "c <> 'a';(c <> [a c0] AND c <> [a c1])",
                "'a' != t.c;([a c0] != t.c AND [a c1] != t.c)",
                "(c) = ((?));((c) = (([?1 c0])) OR (c) = (([?1 c1])))",
                "((c) = (?));(((c) = ([?1 c0]) OR (c) = ([?1 c1])))",
                "c = -5;(c = [-5 c0] OR c = [-5 c1])",
                "c IN (?, 'a');c IN ([?1 c0], [?1 c1], [a c0], [a c1])",
                "c NOT IN (?);c NOT IN ([?1 c0], [?1 c1])",
                "c = ANY (ARRAY[?, ?]);c = ANY (ARRAY[[?1 c0], [?1 c1], [?2 c0], [?2 c1]])",
                "c = /* x */ ? AND id = ?;(c = /* x */ [?1 c0] OR c = /* x */ [?1 c1]) AND id = ?",
                "NOT c = ? OR k = ?;NOT (c = [?1 c0] OR c = [?1 c1]) OR (k = [?2 k0] OR k = [?2 k1])",
                "c = UPPER(?) || '-1';(c = [?1 c0] OR c = [?1 c1])",
                "LOWER('AB') = c;([ab c0] = c OR [ab c1] = c)",
                "c IN (CAST(? AS VARCHAR), 'a' || 'b');c IN ([?1 c0], [?1 c1], [ab c0], [ab c1])",
                "c IS NULL;c IS NULL",
                "c = NULL;c = NULL"
            })
    void valuesAreAskedForByBothKeys(String condition, String expected) {
        assertThat(rewritten("SELECT id FROM t WHERE " + condition)).isEqualTo("SELECT id FROM t WHERE " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM t WHERE c <> ANY (ARRAY[?, ?])",
                "SELECT id FROM t WHERE c = ALL (ARRAY[?])",
                "SELECT id FROM t WHERE c IN ((?))",
                "SELECT id FROM t WHERE c IN (?, (?))",
                "SELECT id FROM t WHERE ? IN (c, 'a')",
                "SELECT id FROM t WHERE (c, id) = (?, 1)",
                "SELECT id FROM t WHERE c IS DISTINCT FROM ?",
                "SELECT id FROM t WHERE c = +5",
                "SELECT id FROM t WHERE +5 = c",
                "SELECT id FROM t WHERE COALESCE(c, c) = ?",
                "SELECT id FROM t WHERE (SELECT c FROM t) = ?",
                "SELECT CASE c WHEN ? THEN 1 END FROM t",
                "SELECT id FROM t WHERE c = c",
                "SELECT a.id FROM t a JOIN t b USING (c)",
                "SELECT a.id FROM t a NATURAL JOIN t b",
                "SELECT id FROM t WHERE c IN (SELECT c FROM t)",
                "SELECT id FROM t WHERE c IN (VALUES (?))",
                "SELECT count(*) FROM t GROUP BY c",
                "SELECT DISTINCT c FROM t",
                "SELECT DISTINCT ON (c) id FROM t",
                "SELECT count(DISTINCT c) FROM t",
                "SELECT row_number() OVER (PARTITION BY c) FROM t",
                "SELECT c FROM t UNION SELECT c FROM t",
                "SELECT c FROM t EXCEPT SELECT NULL FROM t",
                "SELECT NULLIF(c, ?) FROM t",
                "UPDATE t SET c = c",
                "INSERT INTO t (id, c) SELECT id, c FROM t",
                "INSERT INTO t (id, c) VALUES (1, ?) ON CONFLICT (c) DO NOTHING"
            })
    void whatNeedsOneKeyIsRefused(String sql) {
        assertThat(analyse(sql))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("TDE-SQL-037"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t (id, k) VALUES (1, ?)",
                "INSERT INTO t VALUES (1, 'a', 'b')",
                "UPDATE t SET k = 'b' WHERE id = 1",
                "UPDATE t SET k = CASE WHEN id = 1 THEN 'a' ELSE 'b' END"
            })
    void aUniqueColumnIsNotWritten(String sql) {
        assertThat(analyse(sql))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("TDE-SQL-038"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT c, k FROM t",
                "SELECT count(c) FROM t",
                "SELECT c FROM t UNION ALL SELECT c FROM t",
                "INSERT INTO t (id, c) VALUES (1, ?)",
                "INSERT INTO t (id, k) VALUES (1, NULL)",
                "UPDATE t SET k = NULL, c = 'x' WHERE k = ?",
                "DELETE FROM t WHERE k IN (?, ?)"
            })
    void theRestWorks(String sql) {
        assertThat(analyse(sql)).isInstanceOf(Plan.class);
    }
}
