package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

class PostgresDataSourceTest extends DataSourceContract {
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Override
    String fresh() throws SQLException {
        return database.fresh(folder);
    }

    @Override
    DataSource plain(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    @Override
    ConnectionPoolDataSource plainPooled(String url) {
        PGConnectionPoolDataSource dataSource = new PGConnectionPoolDataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    @Override
    XADataSource plainXa(String url) {
        PGXADataSource dataSource = new PGXADataSource();
        dataSource.setUrl(url);
        return dataSource;
    }

    @Override
    String vendor() {
        return "org.postgresql.";
    }

    @Test
    void recoversATransactionThatWasPreparedBeforeTheConnectionWasLost() throws Exception {
        Xid xid = new TestXid(9);
        XAConnection lost = wrappedXa().getXAConnection();
        try (Connection connection = lost.getConnection()) {
            lost.getXAResource().start(xid, XAResource.TMNOFLAGS);
            execute(connection, INSERT);
            lost.getXAResource().end(xid, XAResource.TMSUCCESS);
            assertThat(lost.getXAResource().prepare(xid)).isEqualTo(XAResource.XA_OK);
        }
        lost.close();
        XAConnection later = wrappedXa().getXAConnection();
        XAResource resource = later.getXAResource();
        Xid[] found = resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.getGlobalTransactionId()).isEqualTo(xid.getGlobalTransactionId());
            assertThat(one.getBranchQualifier()).isEqualTo(xid.getBranchQualifier());
        });
        try (Connection connection = later.getConnection()) {
            assertThat(rows(connection, "SELECT ssn FROM customers")).isEmpty();
            resource.commit(found[0], false);
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("123-45-6789");
        }
        later.close();
        assertStoredEncrypted(1);
    }

    @Test
    void followsSettingsAndTablesThatTheResourceRollsBack() throws Exception {
        try (Connection plain = deployment.connectPlain()) {
            execute(
                    plain,
                    "CREATE SCHEMA other",
                    "CREATE TABLE other.customers(id int PRIMARY KEY, ssn varchar(11))",
                    "INSERT INTO other.customers VALUES (5, 'plain')");
        }
        XAConnection xa = wrappedXa().getXAConnection();
        XAResource resource = xa.getXAResource();
        try (Connection connection = xa.getConnection();
                var prepared = connection.prepareStatement("SELECT ssn FROM customers")) {
            execute(connection, INSERT);
            Xid xid = new TestXid(20);
            resource.start(xid, XAResource.TMNOFLAGS);
            execute(connection, "SET search_path TO other");
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("plain");
            resource.end(xid, XAResource.TMSUCCESS);
            resource.rollback(xid);
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("123-45-6789");
            try (var found = prepared.executeQuery()) {
                assertThat(found.next()).isTrue();
                assertThat(found.getString(1)).isEqualTo("123-45-6789");
            }
            Xid ddl = new TestXid(21);
            resource.start(ddl, XAResource.TMNOFLAGS);
            execute(connection, "CREATE TABLE notes(ssn text)", "INSERT INTO notes VALUES ('x')");
            resource.end(ddl, XAResource.TMSUCCESS);
            resource.rollback(ddl);
            execute(connection, "UPDATE customers SET ssn = '987-65-4321' WHERE ssn = '123-45-6789'");
            assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("987-65-4321");
        }
        xa.close();
    }
}
