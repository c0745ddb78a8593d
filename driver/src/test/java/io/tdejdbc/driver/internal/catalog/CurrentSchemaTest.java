package io.tdejdbc.driver.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.internal.dialect.SessionFingerprint;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.SqlSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The schema in which CREATE TABLE without a qualifier makes a table. */
class CurrentSchemaTest {

    @Test
    void isTheFirstOfThePath() {
        assertThat(currentSchema("app", "public")).contains("app");
    }

    @Test
    void isNeverTheCatalogThatPostgresqlAddsItself() {
        assertThat(currentSchema("pg_catalog", "app", "public")).contains("app");
    }

    @Test
    void isUnknownWhereTemporaryTablesComeFirst() {
        assertThat(currentSchema("pg_temp_3", "pg_catalog", "public")).isEmpty();
    }

    @Test
    void isUnknownWithoutAPath() {
        assertThat(currentSchema()).isEmpty();
    }

    private static Optional<String> currentSchema(String... path) {
        SessionFingerprint session = new SessionFingerprint("shop", List.of(path), false, "", Set.of(), "");
        ProtectedSchema nothing = new ProtectedSchema(
                IdentifierFolding.LOWER,
                new Metadata(new UUID(1, 1), 1, List.of(), Map.of()),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                false,
                Map.of());
        return new SessionCatalog(
                        nothing,
                        session,
                        new SqlSession(LexicalFamily.POSTGRESQL, IdentifierFolding.LOWER, false),
                        table -> Optional.empty(),
                        false)
                .currentSchema();
    }
}
