package io.tdejdbc.it.keystore;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("one-jdk")
class PostgresKeystoreTest extends KeystoreContract {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    ServerMetadata newSchema() throws SQLException {
        ServerMetadata access =
                new ServerMetadata(server.getJdbcUrl("postgres", "postgres"), "postgres", "Meta " + UUID.randomUUID());
        access.execute("CREATE SCHEMA " + access.quoted());
        return access;
    }

    @Override
    void drop(ServerMetadata access) throws SQLException {
        access.execute("DROP SCHEMA " + access.quoted() + " CASCADE");
    }

    @Override
    ServerMetadata isolated(ServerMetadata access, String isolation) {
        return new ServerMetadata(
                access.url() + "&options=-c%20default_transaction_isolation=" + isolation.replace(" ", "%5C%20"),
                access.user(),
                access.schema());
    }

    @Override
    String isolationQuery() {
        return "SHOW default_transaction_isolation";
    }

    @Override
    ServerMetadata victim(ServerMetadata access) {
        return new ServerMetadata(access.url() + "&ApplicationName=victim", access.user(), access.schema());
    }

    @Override
    int killVictims(ServerMetadata access) throws SQLException {
        return Integer.parseInt(access.text("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                        + "WHERE application_name = 'victim'")
                .orElseThrow());
    }

    @Override
    Reader newReader(ServerMetadata access) throws SQLException {
        String name = "reader_" + Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits());
        access.execute("CREATE ROLE " + name + " LOGIN");
        access.execute("GRANT USAGE ON SCHEMA " + access.quoted() + " TO " + name);
        return new Reader(
                new ServerMetadata(access.url().replace("user=postgres", ""), name, access.schema()),
                name,
                "ALL TABLES IN SCHEMA " + access.quoted());
    }

    @Override
    void drop(ServerMetadata access, Reader reader) throws SQLException {
        access.execute("DROP OWNED BY " + reader.grantee());
        access.execute("DROP ROLE " + reader.grantee());
    }
}
