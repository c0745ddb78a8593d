package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.differential.KeyedQuery.Answers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What orders of rows are right, and where their keys are found. */
@Tag("one-jdk")
final class KeyedQueryTest {
    private static final Answers ANSWERS =
            new Answers(List.of(List.of("a"), List.of("b", "c", "c"), List.of("d", "e")), 0, Long.MAX_VALUE);

    @Test
    void rowsOfOneKeyMayComeInAnyOrder() {
        assertThat(ANSWERS.differences("side", List.of("a", "b", "c", "c", "d", "e")))
                .isEmpty();
        assertThat(ANSWERS.differences("side", List.of("a", "c", "b", "c", "e", "d")))
                .isEmpty();
    }

    @Test
    void aLimitMayCutThemAnywhere() {
        Answers some = new Answers(ANSWERS.groups(), 2, 3);
        assertThat(some.differences("side", List.of("c", "c", "e"))).isEmpty();
        assertThat(some.differences("side", List.of("b", "c", "d"))).isEmpty();
        assertThat(some.differences("side", List.of("b", "b", "d"))).isNotEmpty();
        assertThat(some.differences("side", List.of("c", "c", "d", "e"))).isNotEmpty();
        assertThat(some.differences("side", List.of("c", "c"))).isNotEmpty();
        assertThat(some.differences("side", List.of("a", "c", "d"))).isNotEmpty();
        assertThat(new Answers(ANSWERS.groups(), 9, 3).differences("side", List.of()))
                .isEmpty();
        assertThat(new Answers(ANSWERS.groups(), 1, 0).differences("side", List.of("b")))
                .isNotEmpty();
    }

    @Test
    void otherRowsAndOrdersAreWrong() {
        assertThat(ANSWERS.differences("side", List.of("b", "a", "c", "c", "d", "e")))
                .isNotEmpty();
        assertThat(ANSWERS.differences("side", List.of("a", "b", "c", "d", "c", "e")))
                .isNotEmpty();
        assertThat(ANSWERS.differences("side", List.of("a", "b", "b", "c", "d", "e")))
                .isNotEmpty();
        assertThat(ANSWERS.differences("side", List.of("a", "b", "c", "c", "d")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT a, b FROM t ORDER BY a, 2 DESC|SELECT a, b FROM t ORDER BY a, 2 DESC|[1, 2]|0",
                "SELECT t.a AS x FROM t ORDER BY x, c NULLS LAST LIMIT 3|SELECT t.a AS x, c AS keyed_1 FROM t ORDER BY x, c NULLS LAST |[1]|1",
                "SELECT t.a, t.a, t.b FROM t ORDER BY a DESC, t.a|SELECT t.a, t.a, t.b FROM t ORDER BY a DESC, t.a|[1, 1]|0",
                "SELECT * FROM t ORDER BY t.a|SELECT *, t.a AS keyed_1 FROM t ORDER BY t.a|[]|1",
                "SELECT t.a AS x FROM t ORDER BY t.a|SELECT t.a AS x FROM t ORDER BY t.a|[1]|0",
                "WITH w AS (SELECT a FROM t LIMIT 1) SELECT a FROM w LIMIT 2|WITH w AS (SELECT a FROM t LIMIT 1) SELECT a FROM w |[]|0",
                "SELECT DISTINCT t.a AS x FROM t ORDER BY a|SELECT DISTINCT t.a AS x FROM t ORDER BY a|[1]|0",
                "SELECT (SELECT 1 FROM t), a IS DISTINCT FROM b FROM t ORDER BY upper(c)|SELECT (SELECT 1 FROM t), a IS DISTINCT FROM b, upper(c) AS keyed_1 FROM t ORDER BY upper(c)|[]|1",
                "SELECT a FROM t UNION SELECT b FROM u ORDER BY a|SELECT a FROM t UNION SELECT b FROM u ORDER BY a|[1]|0",
                "SELECT b, t.a, t.a FROM t ORDER BY a, t.a|SELECT b, t.a, t.a FROM t ORDER BY a, t.a|[2, 2]|0",
            })
    void keysAreFound(String sql, String keyed, String places, int added) {
        KeyedQuery query = KeyedQuery.of(sql, List.of(), false).orElseThrow();
        assertThat(query.sql().strip()).isEqualTo(keyed.strip());
        assertThat(query.places()).hasToString(places);
        assertThat(query.added()).isEqualTo(added);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t",
                "SELECT a, b AS a FROM t ORDER BY a",
                "SELECT DISTINCT a FROM t ORDER BY b",
                "SELECT a FROM t UNION SELECT b FROM u ORDER BY a + 1",
                "SELECT a FROM t ORDER BY a LIMIT ALL",
                "SELECT a FROM t ORDER BY a FETCH FIRST 2 ROWS WITH TIES",
                "SELECT DISTINCT ON (a) a FROM t ORDER BY a",
                "(SELECT a FROM t ORDER BY a)",
                "DELETE FROM t ORDER BY a LIMIT 1",
            })
    void keysThatAreNotCertainAreNone(String sql) {
        assertThat(KeyedQuery.of(sql, List.of(), false)).isEmpty();
    }

    @Test
    void numbersOfRowsAreRead() {
        List<Parameter> parameters =
                List.of(new Parameter("varchar", "x"), new Parameter("int", "4"), new Parameter("bigint", "7"));
        KeyedQuery query = KeyedQuery.of(
                        "SELECT a FROM t WHERE b = ? ORDER BY a OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                        parameters,
                        false)
                .orElseThrow();
        assertThat(query.parameters()).isEqualTo(parameters.subList(0, 1));
        assertThat(query.offset()).isEqualTo(4);
        assertThat(query.limit()).isEqualTo(Optional.of(7L));
        KeyedQuery pair =
                KeyedQuery.of("SELECT a FROM t LIMIT 2, 5", List.of(), false).orElseThrow();
        assertThat(pair.offset()).isEqualTo(2);
        assertThat(pair.limit()).isEqualTo(Optional.of(5L));
        assertThat(KeyedQuery.of("SELECT a FROM t", List.of(), true)
                        .orElseThrow()
                        .limit())
                .isEmpty();
    }
}
