package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomikos.icatch.config.UserTransactionServiceImp;
import com.atomikos.icatch.jta.UserTransactionManager;
import com.atomikos.jdbc.AtomikosDataSourceBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.xa.PGXADataSource;

/** One transaction over two databases with protected columns, under a real transaction manager. */
class TransactionManagerTest {
    @TempDir
    private Path folder;

    private Database postgres;
    private Deployment shop;
    private Deployment archive;
    private UserTransactionServiceImp service;
    private UserTransactionManager transactions;
    private AtomikosDataSourceBean shopPool;
    private AtomikosDataSourceBean archivePool;

    @BeforeEach
    void setUp() throws Exception {
        postgres = Database.postgres();
        shop = prepared("shop", Database.h2().fresh(folder));
        archive = prepared("archive", postgres.fresh(folder));
        Properties properties = new Properties();
        properties.setProperty("com.atomikos.icatch.log_base_dir", folder.toString());
        properties.setProperty("com.atomikos.icatch.tm_unique_name", "tde-test");
        properties.setProperty("com.atomikos.icatch.force_shutdown_on_vm_exit", "false");
        service = new UserTransactionServiceImp(properties);
        service.init();
        transactions = new UserTransactionManager();
        transactions.setStartupTransactionService(false);
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL(shop.plainUrl());
        TdeXADataSource ofShop = TdeXADataSource.wrap(h2);
        ofShop.setConfig(shop.file().toString());
        shopPool = pool("shop", ofShop);
        PGXADataSource own = new PGXADataSource();
        own.setUrl(archive.plainUrl());
        TdeXADataSource ofArchive = TdeXADataSource.wrap(own);
        ofArchive.setConfig(archive.file().toString());
        archivePool = pool("archive", ofArchive);
    }

    @AfterEach
    void tearDown() throws Exception {
        shopPool.close();
        archivePool.close();
        transactions.close();
        service.shutdownForce();
        postgres.close();
    }

    private Deployment prepared(String name, String url) throws Exception {
        Deployment deployment = Deployment.in(Files.createDirectory(folder.resolve(name)), url)
                .pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int PRIMARY KEY, ssn varchar(11))");
        }
        return deployment;
    }

    private static AtomikosDataSourceBean pool(String name, TdeXADataSource dataSource) {
        AtomikosDataSourceBean pool = new AtomikosDataSourceBean();
        pool.setUniqueResourceName(name);
        pool.setXaDataSource(dataSource);
        pool.setPoolSize(2);
        return pool;
    }

    private void insertIntoBoth(int id) throws SQLException {
        for (AtomikosDataSourceBean pool : List.of(shopPool, archivePool)) {
            try (Connection connection = pool.getConnection();
                    var insert = connection.prepareStatement("INSERT INTO customers VALUES (?, ?)")) {
                insert.setInt(1, id);
                insert.setString(2, "123-45-6789");
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private void assertBothHave(String... ids) throws SQLException {
        for (Deployment deployment : List.of(shop, archive)) {
            try (Connection connection = deployment.connect()) {
                assertThat(rows(connection, "SELECT id FROM customers WHERE ssn = '123-45-6789' ORDER BY id"))
                        .containsExactly(ids);
            }
            try (Connection plain = deployment.connectPlain();
                    var statement = plain.createStatement();
                    var stored = statement.executeQuery("SELECT ssn FROM customers")) {
                while (stored.next()) {
                    assertThat(stored.getBytes(1)[0]).isEqualTo((byte) 0xFA);
                }
            }
        }
    }

    @Test
    void commitsAndRollsBackInBothDatabasesTogether() throws Exception {
        for (int id = 1; id <= 3; id++) {
            transactions.begin();
            insertIntoBoth(id);
            if (id == 2) {
                transactions.rollback();
            } else {
                transactions.commit();
            }
        }
        assertBothHave("1", "3");
    }

    @Test
    void rollsBothBackWhenOneStatementIsRefused() throws Exception {
        transactions.begin();
        insertIntoBoth(1);
        try (Connection connection = archivePool.getConnection()) {
            rows(connection, "SELECT id FROM customers WHERE ssn LIKE 'a'");
            transactions.commit();
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).isEqualTo("0AT00");
            transactions.rollback();
        }
        assertBothHave();
        transactions.begin();
        insertIntoBoth(4);
        transactions.commit();
        assertBothHave("4");
    }
}
