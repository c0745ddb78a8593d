package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.TdeConnectionPoolDataSource;
import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.driver.TdeDriver;
import io.tdejdbc.driver.TdeXADataSource;
import io.tdejdbc.driver.internal.connect.TdePooledConnection;
import io.tdejdbc.driver.internal.connect.TdeXaConnection;
import io.tdejdbc.driver.internal.plan.PlainPlan;
import io.tdejdbc.sqlparse.Effects;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every method of every JDBC interface of the running JDK reaches the wrapped object, and nothing inner comes back. */
class DelegationTest {
    /** Objects that lead back to the connection: ours must stand in their place. */
    private static final Set<Class<?>> OURS = Set.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            Array.class);

    /** Methods that the wrapper answers itself. */
    private static final Set<String> ANSWERED =
            Set.of("unwrap", "isWrapperFor", "DatabaseMetaData.getURL", "ParameterMetaData.getParameterCount");

    /** Notes the calls on stand-ins of the inner driver's objects. */
    private static final class InnerDriver implements InvocationHandler {
        private final List<String> calls = new ArrayList<>();

        <T> T object(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, this));
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            switch (method.getName()) {
                case "toString", "hashCode", "equals" -> throw new IllegalStateException("not to be asked");
                default -> calls.add(signature(method));
            }
            Class<?> result = method.getReturnType();
            if (result.isPrimitive()) {
                return result == void.class ? null : primitive(result);
            }
            return result.isInterface() && result.getName().startsWith("java.sql.") ? object(result) : null;
        }
    }

    private static Object primitive(Class<?> type) {
        Object zeros = java.lang.reflect.Array.newInstance(type, 1);
        return java.lang.reflect.Array.get(zeros, 0);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private record Wrapped(Class<?> type, Object wrapper, InnerDriver inner) {}

    private static Stream<Wrapped> wrappers() {
        return Stream.of(
                        Connection.class,
                        Statement.class,
                        PreparedStatement.class,
                        CallableStatement.class,
                        ResultSet.class,
                        DatabaseMetaData.class,
                        ResultSetMetaData.class,
                        ParameterMetaData.class,
                        Array.class)
                .map(type -> {
                    InnerDriver inner = new InnerDriver();
                    return new Wrapped(type, wrap(type, inner), inner);
                });
    }

    private static Object wrap(Class<?> type, InnerDriver inner) {
        TdeConnection connection =
                new TdeConnection(inner.object(Connection.class), new HandPlanner(), "jdbc:tde:stub");
        PlainPlan plan = new PlainPlan("", Effects.NONE);
        PreparedLayout layout = PreparedLayout.of(new io.tdejdbc.driver.internal.plan.ProtectedPlan(
                io.tdejdbc.sqlparse.Plan.Kind.QUERY,
                List.of(new io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece.PlainParameter(1)),
                1,
                List.of(),
                Effects.NONE));
        return switch (type.getSimpleName()) {
            case "Connection" -> connection;
            case "Statement" -> new TdeStatement(connection, inner.object(Statement.class));
            case "PreparedStatement" ->
                new TdePreparedStatement(connection, inner.object(PreparedStatement.class), "", plan);
            case "CallableStatement" ->
                new TdeCallableStatement(connection, inner.object(CallableStatement.class), "", plan);
            case "ResultSet" ->
                new TdeResultSet(
                        connection,
                        new TdeStatement(connection, inner.object(Statement.class)),
                        inner.object(ResultSet.class));
            case "DatabaseMetaData" -> new TdeDatabaseMetaData(connection, inner.object(DatabaseMetaData.class));
            case "ResultSetMetaData" ->
                new TdeResultSetMetaData(
                        inner.object(ResultSetMetaData.class), new io.tdejdbc.driver.internal.plan.ColumnBinding[0]);
            case "ParameterMetaData" -> new TdeParameterMetaData(inner.object(ParameterMetaData.class), layout);
            default -> new TdeArray(connection, inner.object(Array.class));
        };
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> {
                    if (type == int.class) {
                        return 1;
                    } else if (type == Class.class) {
                        return String.class;
                    }
                    return type.isPrimitive() ? primitive(type) : type == String.class ? "x" : null;
                })
                .toArray();
    }

    @TestFactory
    Stream<DynamicTest> everyMethodReachesTheInnerObjectAndGivesOursBack() {
        return wrappers()
                .flatMap(wrapped -> Arrays.stream(wrapped.type().getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !ANSWERED.contains(method.getName())
                                && !ANSWERED.contains(wrapped.type().getSimpleName() + "." + method.getName()))
                        .map(method -> DynamicTest.dynamicTest(
                                wrapped.type().getSimpleName() + "." + signature(method), () -> {
                                    wrapped.inner().calls.clear();
                                    Object result = method.invoke(wrapped.wrapper(), arguments(method));
                                    assertThat(wrapped.inner().calls).contains(signature(method));
                                    if (OURS.contains(method.getReturnType())) {
                                        assertThat(result).isNotNull();
                                        assertThat(Proxy.isProxyClass(result.getClass()))
                                                .isFalse();
                                    }
                                })));
    }

    @TestFactory
    Stream<DynamicTest> noWrapperInheritsADefaultOfTheJdk() {
        return Stream.concat(
                        wrappers()
                                .map(wrapped -> Map.entry((Class<?>) wrapped.type(), (Class<?>)
                                        wrapped.wrapper().getClass())),
                        Stream.of(
                                Map.entry((Class<?>) PreparedStatement.class, ProtectedPreparedStatement.class),
                                Map.entry((Class<?>) CallableStatement.class, ProtectedCallableStatement.class),
                                Map.entry((Class<?>) ResultSet.class, ProtectedResultSet.class),
                                Map.entry((Class<?>) ResultSet.class, CatalogResultSet.class),
                                Map.entry((Class<?>) ResultSet.class, OutputRow.class),
                                Map.entry((Class<?>) Connection.class, LentConnection.class),
                                Map.entry((Class<?>) Connection.class, PooledLogicalConnection.class),
                                Map.entry((Class<?>) Blob.class, ValueBlob.class),
                                Map.entry((Class<?>) Clob.class, ValueClob.class),
                                Map.entry((Class<?>) NClob.class, ValueClob.class),
                                Map.entry((Class<?>) Driver.class, TdeDriver.class),
                                Map.entry((Class<?>) DataSource.class, TdeDataSource.class),
                                Map.entry((Class<?>) ConnectionPoolDataSource.class, TdeConnectionPoolDataSource.class),
                                Map.entry((Class<?>) XADataSource.class, TdeXADataSource.class),
                                Map.entry((Class<?>) PooledConnection.class, TdePooledConnection.class),
                                Map.entry((Class<?>) XAConnection.class, TdeXaConnection.class)))
                .map(entry -> DynamicTest.dynamicTest(entry.getValue().getSimpleName(), () -> {
                    List<String> inherited = new ArrayList<>();
                    for (Method method : entry.getKey().getMethods()) {
                        if (!Modifier.isStatic(method.getModifiers())
                                && entry.getValue()
                                        .getMethod(method.getName(), method.getParameterTypes())
                                        .getDeclaringClass()
                                        .isInterface()) {
                            inherited.add(signature(method));
                        }
                    }
                    assertThat(inherited).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aCallWithProtectedParametersOverridesWhateverCarriesAValue() {
        return Arrays.stream(CallableStatement.class.getMethods())
                .filter(method ->
                        method.getParameterCount() > 0 && method.getName().matches("(get|set|register).*"))
                .filter(method -> method.getDeclaringClass() == CallableStatement.class
                        || method.getDeclaringClass() == PreparedStatement.class)
                .map(method -> DynamicTest.dynamicTest(
                        signature(method),
                        () -> assertThat(ProtectedCallableStatement.class
                                        .getMethod(method.getName(), method.getParameterTypes())
                                        .getDeclaringClass())
                                .isIn(ProtectedCallableStatement.class, AbstractProtectedCallableStatement.class)));
    }

    /** SQLXML is the thirteenth: it comes only of plain columns, and nothing of it leads back to the connection. */
    @Test
    void theInterfacesThatAWrapperMayTouchAreAllHere() {
        List<Class<?>> all = List.of(
                Array.class,
                Blob.class,
                CallableStatement.class,
                Clob.class,
                Connection.class,
                DatabaseMetaData.class,
                NClob.class,
                ParameterMetaData.class,
                PreparedStatement.class,
                ResultSet.class,
                ResultSetMetaData.class,
                SQLXML.class,
                Statement.class);
        long methods = all.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .count();
        assertThat(methods).isGreaterThanOrEqualTo(930);
        assertThat(Arrays.stream(SQLXML.class.getMethods()).map(Method::getReturnType))
                .doesNotContainAnyElementsOf(OURS);
    }

    @TestFactory
    Stream<DynamicTest> aProtectedWrapperOverridesWhateverCarriesAValue() {
        Set<String> values = Set.of("get", "update", "set");
        Set<String> aboutTheCursor = Set.of(
                "getConcurrency",
                "getCursorName",
                "getFetchDirection",
                "getFetchSize",
                "getHoldability",
                "getRow",
                "getStatement",
                "getType",
                "getWarnings",
                "setFetchDirection",
                "setFetchSize");
        return Arrays.stream(ResultSet.class.getMethods())
                .filter(method ->
                        values.stream().anyMatch(prefix -> method.getName().startsWith(prefix)))
                .filter(method -> !aboutTheCursor.contains(method.getName()))
                .map(method -> DynamicTest.dynamicTest(
                        signature(method),
                        () -> assertThat(ProtectedResultSet.class
                                        .getMethod(method.getName(), method.getParameterTypes())
                                        .getDeclaringClass())
                                .isIn(
                                        ProtectedResultSet.class,
                                        ProtectedUpdates.class,
                                        ProtectedValues.class,
                                        AbstractLabelledResultSet.class)));
    }

    @TestFactory
    Stream<DynamicTest> aProtectedPreparedStatementOverridesEverySetter() {
        return Arrays.stream(PreparedStatement.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("set"))
                .map(method -> DynamicTest.dynamicTest(
                        signature(method),
                        () -> assertThat(ProtectedPreparedStatement.class
                                        .getMethod(method.getName(), method.getParameterTypes())
                                        .getDeclaringClass())
                                .isEqualTo(ProtectedPreparedStatement.class)));
    }

    @Test
    void theCheckedInDelegatesAreWhatTheGeneratorWrites() throws IOException {
        Path folder = Path.of("src/main/java/io/tdejdbc/driver/internal/jdbc");
        for (Map.Entry<String, String> source : DelegateSources.generate().entrySet()) {
            String written = Files.readString(folder.resolve(source.getKey()));
            assertThat(written.replaceAll("\\s+", ""))
                    .as(source.getKey())
                    .isEqualTo(source.getValue().replaceAll("\\s+", ""));
        }
    }

    @Test
    void equalityIsIdentityAndTextFormsHoldNothingButTheClass() {
        wrappers().forEach(wrapped -> {
            assertThat(wrapped.wrapper()).isEqualTo(wrapped.wrapper());
            assertThat(wrapped.wrapper()).isNotEqualTo(wrap(wrapped.type(), wrapped.inner()));
            assertThat(wrapped.wrapper().toString()).startsWith("TDE-JDBC wrapping ");
        });
    }
}
