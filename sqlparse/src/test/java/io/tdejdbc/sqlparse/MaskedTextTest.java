package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "pg|SELECT a FROM t WHERE b = 'x''y' AND c > 12.5e3|SELECT a FROM t WHERE b = '…' AND c > …",
                "pg|SELECT $$x$$, E'\\'y', X'00', B'1' /* z */, ? -- z|SELECT '…', '…', '…', '…' /*…*/ , ? /*…*/ ",
                "mysql|SELECT \"x\", 'a\\'b', `c` # d|SELECT '…', '…', `c` /*…*/ ",
                "h2|SELECT \"x\" FROM \"T\" WHERE d = DATE '2024-01-01'|SELECT \"x\" FROM \"T\" WHERE d = DATE '…'",
                "pg|SELECT 'open|…",
                "mysql|SELECT /*! 'x' */ 1|…"
            })
    void hidesValuesAndComments(String dialect, String sql, String masked) {
        assertThat(MaskedText.of(sql, Sessions.of(dialect)).strip()).isEqualTo(masked.strip());
    }
}
