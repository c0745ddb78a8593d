package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CREATE TABLE IF NOT EXISTS of a protected table passes exactly if it cannot make a second table. */
class CreateTableIfNotExistsTest {

    @ParameterizedTest
    @CsvSource({"public, utility", "other, refuse TDE-SQL-046", "'', refuse TDE-SQL-046"})
    void dependsOnTheSchemaInWhichItWouldBeMade(String schema, String expected) {
        assertThat(analysed("create table if not exists customers (id int)", schema))
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({"public", "other"})
    void withoutTheClauseItIsRefused(String schema) {
        assertThat(analysed("create table customers (id int)", schema)).isEqualTo("refuse TDE-SQL-046");
    }

    private static String analysed(String sql, String schema) {
        SqlSession session = Sessions.of("pg");
        ShopCatalog shop = new ShopCatalog(session);
        Catalog catalog = new Catalog() {
            @Override
            public boolean mayReachProtected(String simpleName) {
                return shop.mayReachProtected(simpleName);
            }

            @Override
            public Optional<Relation> resolve(RelationName name) {
                return shop.resolve(name);
            }

            @Override
            public Optional<String> currentSchema() {
                return schema.isEmpty() ? Optional.empty() : Optional.of(schema);
            }
        };
        return Shown.of(SqlAnalyzers.standard().analyze(sql, session, catalog));
    }
}
