package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of plans: what its counters say, and that it stays within its bound. */
class PlanCacheTest {
    private static final int TEXTS = 10_000;
    private static final long BOUND = 1 << 20;
    /** What else the process may hold on to meanwhile. */
    private static final long SLACK = 2 << 20;

    @TempDir
    private Path folder;

    private Deployment customers(String... lines) throws Exception {
        String[] all = new String[lines.length + 1];
        all[0] = "protect.customers.ssn=equality";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return Deployment.h2(folder).pending(all);
    }

    private static PlanCacheMXBean cache(Connection connection) throws SQLException {
        assertThat(connection.isWrapperFor(PlanCacheMXBean.class)).isTrue();
        return connection.unwrap(PlanCacheMXBean.class);
    }

    @Test
    void countsHitsAndMissesOfAllConnections() throws Exception {
        Deployment deployment = customers("tde.unwrap=refused");
        try (Connection first = deployment.connect();
                Connection second = deployment.connect()) {
            execute(first, "CREATE TABLE customers(id int primary key, ssn varchar(11))");
            PlanCacheMXBean cache = cache(first);
            long hits = cache.getHits();
            long misses = cache.getMisses();
            for (int i = 0; i < 3; i++) {
                rows(first, "SELECT ssn FROM customers");
                rows(second, "SELECT ssn FROM customers");
                rows(second, "SELECT 1");
            }
            assertThat(cache.getMisses() - misses).isEqualTo(2);
            assertThat(cache.getHits() - hits).isEqualTo(7);
            assertThat(cache.getPlans()).isEqualTo(2);
            assertThat(cache.getBytes()).isBetween(400L, 2_000L);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> rows(first, "SELECT id FROM customers WHERE ssn LIKE 'a'"))
                        .hasMessageContaining("TDE-SQL-027");
            }
            assertThat(cache.getMisses() - misses).isEqualTo(4);
            assertThat(cache(second).getMisses()).isEqualTo(cache.getMisses());
            assertThat(cache.getEvictions()).isZero();
            assertThat(cache.getMaximumBytes()).isEqualTo(16 << 20);
        }
    }

    @Test
    void areShownByJmxAsLongAsTheDatabaseIsInUse() throws Exception {
        Deployment deployment = customers();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String line = Files.readAllLines(deployment.file()).get(0);
        ObjectName name =
                new ObjectName("io.tdejdbc:type=PlanCache,deployment=" + line.substring(line.indexOf('=') + 1));
        try (Connection connection = deployment.connect()) {
            rows(connection, "SELECT 1");
            assertThat(server.getAttribute(name, "Misses")).isEqualTo(1L);
            assertThat(server.getAttribute(name, "Plans"))
                    .isEqualTo(cache(connection).getPlans());
        }
        assertThat(server.isRegistered(name)).isFalse();
        Files.writeString(deployment.file(), Files.readString(deployment.file()) + "tde.jmx=false\n");
        try (Connection connection = deployment.connect()) {
            rows(connection, "SELECT 1");
            assertThat(server.isRegistered(name)).isFalse();
        }
    }

    @Test
    void forgetsPlansThatNoLongerHold() throws Exception {
        Deployment deployment = customers();
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int primary key, ssn varchar(11))");
            rows(connection, "SELECT ssn FROM customers");
            execute(connection, "ALTER TABLE customers ADD COLUMN note varchar(10)");
            assertThat(cache(connection).getPlans()).isZero();
        }
    }

    @Test
    void staysWithinItsBound() throws Exception {
        Deployment deployment = customers("tde.plan-cache.size=" + BOUND);
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int primary key, ssn varchar(11))");
            PlanCacheMXBean cache = cache(connection);
            prepare(connection, 0, TEXTS / 4);
            assertThat(cache.getEvictions()).isPositive();
            long misses = cache.getMisses();
            long evictions = cache.getEvictions();
            long plans = cache.getPlans();
            long before = usedHeap();
            prepare(connection, TEXTS, TEXTS);
            long after = usedHeap();
            assertThat(cache.getBytes()).isBetween(BOUND / 2, BOUND);
            assertThat(cache.getMisses() - misses).isEqualTo(TEXTS);
            assertThat(cache.getEvictions() - evictions).isEqualTo(plans + TEXTS - cache.getPlans());
            assertThat(after - before).isLessThan(SLACK);
            // The estimate is no wishful thinking: so many plans take about what they are said to take.
            assertThat(cache.getBytes() / cache.getPlans()).isBetween(300L, 1_500L);
        }
    }

    /** Half of the texts name something protected. */
    private static void prepare(Connection connection, int from, int texts) throws SQLException {
        for (int i = from; i < from + texts; i++) {
            String sql = i % 2 == 0
                    ? "SELECT id, ssn FROM customers WHERE ssn = ? AND id > " + i
                    : "SELECT CAST(? AS int) + " + i;
            connection.prepareStatement(sql).close();
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
