package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.driver.internal.jdbc.TdeConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data sources: what they wrap, what they write out, and that all of their connections encrypt. */
abstract class DataSourceContract {
    static final String INSERT = "INSERT INTO customers VALUES (1, '123-45-6789')";

    @TempDir
    Path folder;

    Deployment deployment;

    /** An empty database. */
    abstract String fresh() throws SQLException;

    /** The database's own data sources for a URL: this is one class or more. */
    abstract DataSource plain(String url);

    abstract ConnectionPoolDataSource plainPooled(String url);

    abstract XADataSource plainXa(String url);

    /** The package of the database's own driver. */
    abstract String vendor();

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.in(folder, fresh()).pending("protect.customers.ssn=equality");
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int PRIMARY KEY, ssn varchar(11))");
        }
    }

    private <T extends TdeCommonDataSource> T configured(T dataSource) {
        dataSource.setConfig(deployment.file().toString());
        return dataSource;
    }

    TdeDataSource wrapped() {
        return configured(TdeDataSource.wrap(plain(deployment.plainUrl())));
    }

    TdeXADataSource wrappedXa() {
        return configured(TdeXADataSource.wrap(plainXa(deployment.plainUrl())));
    }

    /** Inserts through a connection, reads back, and sees that the database has no plain value. */
    private void assertEncrypts(Connection connection) throws SQLException {
        assertThat(connection).isInstanceOf(Connection.class);
        execute(connection, INSERT);
        assertThat(rows(connection, "SELECT id, ssn FROM customers")).containsExactly("1|123-45-6789");
        assertStoredEncrypted(1);
    }

    void assertStoredEncrypted(int count) throws SQLException {
        try (Connection plain = deployment.connectPlain();
                var statement = plain.createStatement();
                var stored = statement.executeQuery("SELECT ssn FROM customers")) {
            List<byte[]> values = new ArrayList<>();
            while (stored.next()) {
                values.add(stored.getBytes(1));
            }
            assertThat(values).hasSize(count).allSatisfy(value -> {
                assertThat(value[0]).isEqualTo((byte) 0xFA);
                assertThat(new String(value, StandardCharsets.ISO_8859_1)).doesNotContain("123-45");
            });
        }
    }

    @Test
    void wrapsADataSourceAndKeepsItsUrl() throws SQLException {
        try (Connection connection = wrapped().getConnection();
                Connection plain = plain(deployment.plainUrl()).getConnection()) {
            assertEncrypts(connection);
            assertThat(connection.getMetaData().getURL())
                    .isEqualTo(plain.getMetaData().getURL());
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
        }
    }

    @Test
    void isForAUrlWithAndWithoutThePrefix() throws SQLException {
        for (String url : List.of(deployment.plainUrl(), deployment.url())) {
            TdeDataSource dataSource = configured(new TdeDataSource());
            dataSource.setUrl(url);
            dataSource.setLoginTimeout(5);
            assertThat(dataSource.getLoginTimeout()).isEqualTo(5);
            try (Connection connection = dataSource.getConnection()) {
                assertThat(connection.getMetaData().getURL()).startsWith("jdbc:tde:");
                execute(connection, "DELETE FROM customers");
                assertEncrypts(connection);
            }
        }
    }

    @Test
    void worksInsideAPool() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(wrapped());
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertEncrypts(connection);
            assertThat(connection.unwrap(TdeConnection.class)).isNotNull();
        }
    }

    @Test
    void isMadeByAPoolByItsClassName() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName(TdeDataSource.class.getName());
        config.addDataSourceProperty("url", deployment.plainUrl());
        config.addDataSourceProperty("config", deployment.file().toString());
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertEncrypts(connection);
        }
    }

    @Test
    void wrapsAPoolWhoseConnectionsAreNotInAutoCommitMode() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain(deployment.plainUrl()));
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(5_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            TdeDataSource dataSource = configured(TdeDataSource.wrap(pool, plain(deployment.plainUrl())));
            try (Connection connection = dataSource.getConnection()) {
                execute(connection, INSERT);
                connection.commit();
            }
            // The same physical connection again: it came back to the pool.
            try (Connection connection = dataSource.getConnection()) {
                assertThat(rows(connection, "SELECT ssn FROM customers")).containsExactly("123-45-6789");
                connection.rollback();
            }
            assertStoredEncrypted(1);
            assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
        }
    }

    @Test
    void readsMetadataThroughAWrappedPoolThatHasRoom() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain(deployment.plainUrl()));
        config.setMaximumPoolSize(4);
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (Connection connection = configured(TdeDataSource.wrap(pool)).getConnection()) {
                execute(connection, INSERT);
                connection.commit();
            }
            assertStoredEncrypted(1);
        }
    }

    @Test
    void opensConnectionsAsAnotherUser() throws SQLException {
        DataSource plain = plain(deployment.plainUrl());
        String user;
        try (Connection connection = plain.getConnection()) {
            user = connection.getMetaData().getUserName();
        }
        try (Connection connection = wrapped().getConnection(user, "")) {
            assertEncrypts(connection);
        }
    }

    @Test
    void unwrapsToItselfAndToWhatItWraps() throws SQLException {
        DataSource plain = plain(deployment.plainUrl());
        TdeDataSource dataSource = TdeDataSource.wrap(plain);
        assertThat(dataSource.unwrap(DataSource.class)).isSameAs(dataSource);
        assertThat(dataSource.unwrap(TdeDataSource.class)).isSameAs(dataSource);
        assertThat((Object) dataSource.unwrap(plain.getClass())).isSameAs(plain);
        assertThat(dataSource.isWrapperFor(plain.getClass())).isTrue();
        assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isFalse();
        TdeDataSource byUrl = new TdeDataSource();
        byUrl.setUrl(deployment.url());
        assertThat(byUrl.isWrapperFor(plain.getClass())).isFalse();
        assertThatThrownBy(() -> byUrl.unwrap(plain.getClass())).isInstanceOf(SQLException.class);
    }

    @Test
    void handsLogWriterAndTimeoutToWhatItWraps() throws SQLException {
        DataSource plain = plain(deployment.plainUrl());
        TdeDataSource dataSource = TdeDataSource.wrap(plain);
        PrintWriter writer = new PrintWriter(new StringWriter());
        dataSource.setLogWriter(writer);
        assertThat(dataSource.getLogWriter()).isSameAs(plain.getLogWriter());
        dataSource.setLoginTimeout(7);
        assertThat(dataSource.getLoginTimeout()).isEqualTo(plain.getLoginTimeout());
        assertThat(dataSource.getParentLogger().getName()).isEqualTo("io.tdejdbc");
    }

    @Test
    void refusesToWrapItselfOrNothingOrTwoThings() {
        TdeDataSource twice = TdeDataSource.wrap(wrapped());
        twice.setConfig(deployment.file().toString());
        assertThatThrownBy(twice::getConnection)
                .isInstanceOf(TdeConfigurationException.class)
                .hasMessageContaining("TDE-CFG-012");
        TdeDataSource byUrl = new TdeDataSource();
        byUrl.setUrl(deployment.url());
        TdeDataSource around = configured(TdeDataSource.wrap(byUrl));
        assertThatThrownBy(around::getConnection).hasMessageContaining("TDE-CFG-012");
        assertThatThrownBy(() -> new TdeDataSource().getConnection()).hasMessageContaining("TDE-CFG-040");
        around.setUrl(deployment.url());
        assertThatThrownBy(around::getConnection).hasMessageContaining("TDE-CFG-040");
        TdeDataSource noUrl = new TdeDataSource();
        noUrl.setUrl("postgresql://localhost");
        assertThatThrownBy(noUrl::getConnection).hasMessageContaining("TDE-CFG-009");
    }

    @Test
    void leavesNoConnectionOpenWhenTheConfigurationIsWrong() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain(deployment.plainUrl()));
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(2_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            TdeDataSource dataSource = TdeDataSource.wrap(pool, plain(deployment.plainUrl()));
            dataSource.setConfig(folder.resolve("missing.properties").toString());
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(dataSource::getConnection).hasMessageContaining("TDE-CFG-002");
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void refusesConnectionsAfterTheDriverWasDeregistered() throws SQLException {
        TdeDataSource dataSource = wrapped();
        TdeDriver.deregister();
        try {
            assertThatThrownBy(dataSource::getConnection).hasMessageContaining("TDE-CFG-017");
        } finally {
            TdeDriver.register();
        }
        try (Connection connection = dataSource.getConnection()) {
            assertEncrypts(connection);
        }
    }

    private static byte[] written(Serializable object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private List<TdeCommonDataSource> byUrl() throws SQLException {
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setDriver("com.example.Driver");
        TdeConnectionPoolDataSource pooled = new TdeConnectionPoolDataSource();
        pooled.setDataSourceClassName("com.example.Pooled");
        TdeXADataSource xa = new TdeXADataSource();
        xa.setDataSourceClassName("com.example.Xa");
        List<TdeCommonDataSource> all = List.of(dataSource, pooled, xa);
        for (TdeCommonDataSource one : all) {
            one.setUrl("jdbc:tde:postgresql://sa:hunter1@h/shop?password=hunter2&ssl=true&sslpassword=hunter3");
            one.setUser("shop");
            one.setPassword("hunter4");
            one.setConfig("/etc/tde.properties");
            one.setMetadataDataSourceName("java:comp/env/jdbc/metadata");
            one.setLoginTimeout(9);
        }
        return all;
    }

    @Test
    void isWrittenOutWithoutPasswords() throws Exception {
        for (TdeCommonDataSource one : byUrl()) {
            byte[] bytes = written(one);
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("hunter");
            TdeCommonDataSource again = (TdeCommonDataSource) read(bytes);
            assertThat(again.getClass()).isSameAs(one.getClass());
            assertThat(again.settings()).isEqualTo(one.settings());
            assertThat(again.getUrl()).isEqualTo("jdbc:tde:postgresql://h/shop?ssl=true");
            assertThat(again.getLoginTimeout()).isEqualTo(9);
            assertThat(one.toString()).doesNotContain("hunter");
        }
    }

    @Test
    void isReferencedWithoutPasswordsAndTakesOneFromAReference() throws Exception {
        for (TdeCommonDataSource one : byUrl()) {
            Reference reference = one.getReference();
            assertThat(reference.toString()).doesNotContain("hunter");
            reference.add(new StringRefAddr("password", "hunter5"));
            reference.add(new StringRefAddr("auth", "Container"));
            TdeCommonDataSource again =
                    (TdeCommonDataSource) new TdeDataSourceFactory().getObjectInstance(reference, null, null, null);
            assertThat(again.getClass()).isSameAs(one.getClass());
            assertThat(again.settings()).isEqualTo(one.settings());
            assertThat(again.password()).isEqualTo("hunter5");
        }
        assertThat(new TdeDataSourceFactory().getObjectInstance(new Reference("com.example.Other"), null, null, null))
                .isNull();
        assertThat(new TdeDataSourceFactory().getObjectInstance("text", null, null, null))
                .isNull();
        Reference broken = new TdeDataSource().getReference();
        broken.add(new StringRefAddr("loginTimeout", "soon"));
        assertThatThrownBy(() -> new TdeDataSourceFactory().getObjectInstance(broken, null, null, null))
                .isInstanceOf(NamingException.class);
    }

    @Test
    void doesNotWriteOutADataSourceThatItWasGiven() {
        assertThatThrownBy(() -> written(wrapped()))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("dataSourceName");
        assertThatThrownBy(() -> wrapped().getReference()).isInstanceOf(NamingException.class);
    }

    @Test
    @SuppressWarnings("BanJNDI") // the naming service is this test's own
    void isFoundByNameAndWrapsWhatHasAName() throws Exception {
        try (JndiNames names = JndiNames.begin()) {
            names.bind("jdbc/plain", plain(deployment.plainUrl()));
            TdeDataSource dataSource = new TdeDataSource();
            dataSource.setDataSourceName("jdbc/plain");
            dataSource.setMetadataDataSourceName("jdbc/plain");
            dataSource.setConfig(deployment.file().toString());
            names.bind("jdbc/shop", dataSource.getReference());
            DataSource found = (DataSource) new InitialContext().lookup("jdbc/shop");
            try (Connection connection = ((DataSource) read(written((Serializable) found))).getConnection()) {
                assertEncrypts(connection);
            }
            names.bind("jdbc/text", "text");
            for (String name : List.of("jdbc/missing", "jdbc/text", "ldap://example.com/shop")) {
                dataSource.setDataSourceName(name);
                assertThatThrownBy(dataSource::getConnection).hasMessageContainingAll("TDE-CFG-041", name);
            }
        }
    }

    /** Notes what it hears, and from whom. */
    private static final class Heard implements ConnectionEventListener, StatementEventListener {
        private final List<String> events = new ArrayList<>();
        private final List<Object> sources = new ArrayList<>();

        @Override
        public void connectionClosed(ConnectionEvent event) {
            events.add("closed");
            sources.add(event.getSource());
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            events.add("error");
            sources.add(event.getSource());
        }

        @Override
        public void statementClosed(StatementEvent event) {
            events.add("statement closed");
        }

        @Override
        public void statementErrorOccurred(StatementEvent event) {
            events.add("statement error");
        }
    }

    private void assertPools(PooledConnection pooled) throws SQLException {
        Heard heard = new Heard();
        pooled.addConnectionEventListener(heard);
        pooled.addConnectionEventListener(null);
        pooled.addStatementEventListener(heard);
        Connection first = pooled.getConnection();
        assertThat(first).isInstanceOf(TdeConnection.class);
        assertEncrypts(first);
        first.close();
        assertThat(first.isClosed()).isTrue();
        assertThat(heard.events).containsExactly("closed");
        assertThat(heard.sources).containsExactly(pooled);
        try (Connection second = pooled.getConnection()) {
            assertThat(second).isNotSameAs(first);
            assertThat(rows(second, "SELECT ssn FROM customers")).containsExactly("123-45-6789");
            try (var prepared = second.prepareStatement("SELECT id FROM customers WHERE ssn = ?")) {
                prepared.setString(1, "123-45-6789");
                assertThat(prepared.executeQuery().next()).isTrue();
            }
        }
        pooled.removeConnectionEventListener(heard);
        pooled.removeStatementEventListener(heard);
        pooled.close();
        pooled.close();
        assertThat(heard.events).containsExactly("closed", "closed");
        assertThatThrownBy(pooled::getConnection).isInstanceOf(SQLException.class);
    }

    @Test
    void givesPooledConnectionsThatTellThePool() throws SQLException {
        assertPools(configured(TdeConnectionPoolDataSource.wrap(plainPooled(deployment.plainUrl())))
                .getPooledConnection());
    }

    @Test
    void givesPooledConnectionsForAUrl() throws SQLException {
        TdeConnectionPoolDataSource dataSource = new TdeConnectionPoolDataSource();
        dataSource.setUrl(deployment.url());
        assertPools(dataSource.getPooledConnection());
    }

    @Test
    void namesWhatIsWrongWithADataSourceClass() {
        TdeXADataSource dataSource = configured(new TdeXADataSource());
        dataSource.setUrl("jdbc:nosuch:x");
        for (String name : List.of("", "com.example.Missing", "java.lang.String", TdeDataSource.class.getName())) {
            dataSource.setDataSourceClassName(name);
            assertThatThrownBy(dataSource::getXAConnection)
                    .isInstanceOf(TdeConfigurationException.class)
                    .hasMessageContainingAll("TDE-CFG-042", name);
        }
    }

    @Test
    void commitsInTwoPhasesWithTheDatabasesOwnResource() throws Exception {
        TdeXADataSource byUrl = new TdeXADataSource();
        byUrl.setUrl(deployment.url());
        int expected = 0;
        for (TdeXADataSource dataSource : List.of(wrappedXa(), byUrl)) {
            XAConnection xa = dataSource.getXAConnection();
            XAResource resource = xa.getXAResource();
            assertThat(resource.getClass().getName()).startsWith(vendor());
            Connection connection = xa.getConnection();
            Xid committed = new TestXid(2 * expected);
            resource.start(committed, XAResource.TMNOFLAGS);
            execute(connection, "INSERT INTO customers VALUES (" + expected + ", '123-45-6789')");
            resource.end(committed, XAResource.TMSUCCESS);
            assertThat(resource.prepare(committed)).isEqualTo(XAResource.XA_OK);
            resource.commit(committed, false);
            expected++;
            Xid rolledBack = new TestXid(2 * expected + 101);
            resource.start(rolledBack, XAResource.TMNOFLAGS);
            execute(connection, "INSERT INTO customers VALUES (77, '123-45-6789')");
            resource.end(rolledBack, XAResource.TMSUCCESS);
            resource.rollback(rolledBack);
            assertThat(rows(connection, "SELECT COUNT(*) FROM customers WHERE ssn = '123-45-6789'"))
                    .containsExactly(Integer.toString(expected));
            xa.close();
        }
        assertStoredEncrypted(expected);
    }

    /** A transaction branch of this test. */
    record TestXid(int number) implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1, (byte) number};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {2, (byte) number};
        }
    }

    @Test
    void hasNoBuilderWhereTheDatabasesOwnDataSourceHasNone() throws SQLException {
        for (CommonDataSource dataSource : List.of(wrapped(), wrappedXa())) {
            assertThatThrownBy(dataSource::createShardingKeyBuilder).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> wrapped().createConnectionBuilder()).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> wrappedXa().createXAConnectionBuilder()).isInstanceOf(SQLException.class);
    }
}
