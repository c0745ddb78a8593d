package io.tdejdbc.it.keystore;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
class MariaKeystoreTest extends KeystoreContract {

    private final Servers servers;

    MariaKeystoreTest(Servers servers) {
        this.servers = servers;
    }

    @Override
    ServerMetadata newSchema() throws SQLException {
        String name = servers.newName("meta");
        Database database = servers.guarded(Backend.Kind.MARIADB).create(name);
        return new ServerMetadata(database.url(), "", name);
    }

    @Override
    void drop(ServerMetadata access) throws SQLException {
        access.execute("DROP DATABASE " + access.quoted());
    }

    @Override
    ServerMetadata isolated(ServerMetadata access, String isolation) {
        String level = isolation.replace(' ', '-');
        return new ServerMetadata(
                access.url() + "&sessionVariables=transaction_isolation='" + level + "'", "", access.schema());
    }

    @Override
    String isolationQuery() {
        return "SELECT @@transaction_isolation";
    }

    private static String newUser(ServerMetadata access, String purpose) throws SQLException {
        String name = purpose + "_" + Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits(), 36);
        access.execute("CREATE USER " + name + "@'%' IDENTIFIED BY 'pw'");
        return name;
    }

    private static ServerMetadata as(ServerMetadata access, String user) {
        return new ServerMetadata(access.url().replace("user=shop", "user=" + user), "", access.schema());
    }

    @Override
    ServerMetadata victim(ServerMetadata access) throws SQLException {
        String name = newUser(access, "victim");
        access.execute("GRANT ALL ON " + access.quoted() + ".* TO " + name + "@'%'");
        return as(access, name);
    }

    @Override
    int killVictims(ServerMetadata access) throws SQLException {
        try (Connection connection = access.open();
                Statement statement = connection.createStatement()) {
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT id FROM information_schema.processlist "
                    + "WHERE user LIKE 'victim%' AND db = '" + access.schema() + "'")) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            for (long id : ids) {
                statement.execute("KILL " + id);
            }
            return ids.size();
        }
    }

    @Override
    Reader newReader(ServerMetadata access) throws SQLException {
        String name = newUser(access, "reader");
        // No more than lets it in: of a database that it may see nothing of, MariaDB would not make it the default.
        ServerMetadata own = as(access, name);
        access.execute("GRANT CREATE TEMPORARY TABLES ON " + access.quoted() + ".* TO " + name + "@'%'");
        return new Reader(own, name + "@'%'", access.quoted() + ".*");
    }

    @Override
    void drop(ServerMetadata access, Reader reader) throws SQLException {
        access.execute("DROP USER " + reader.grantee());
    }
}
