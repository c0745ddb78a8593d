package io.tdejdbc.it.life;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A driver's data source whose calls take as long as a test likes: the one that is named, made by the thread that is
 * named, waits inside until it is let go.
 */
final class WaitingDataSource implements DataSource {
    private static final Set<Class<?>> WRAPPED =
            Set.of(Connection.class, Statement.class, PreparedStatement.class, ResultSet.class);

    private final DataSource inner;
    private volatile Optional<Wait> wait = Optional.empty();

    /** Where a call waits. */
    static final class Wait {
        private final Thread thread;
        private final String methods;
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Wait(Thread thread, String methods) {
            this.thread = thread;
            this.methods = methods;
        }

        CountDownLatch inside() {
            return inside;
        }

        void release() {
            released.countDown();
        }
    }

    WaitingDataSource(DataSource inner) {
        this.inner = inner;
    }

    /**
     * Makes the thread's calls of some methods wait from now on.
     *
     * @param methods a regular expression of their names
     */
    Wait hold(Thread thread, String methods) {
        Wait next = new Wait(thread, methods);
        wait = Optional.of(next);
        return next;
    }

    private <T> T wrap(Class<T> type, Object object) {
        InvocationHandler handler = (proxy, method, arguments) -> call(object, method, arguments);
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object object, Method method, Object[] arguments) throws Throwable {
        Optional<Wait> held = wait.filter(
                one -> one.thread == Thread.currentThread() && method.getName().matches(one.methods));
        if (held.isPresent()) {
            held.get().inside.countDown();
            held.get().released.await();
        }
        try {
            Object result = method.invoke(object, arguments);
            return result != null && WRAPPED.contains(method.getReturnType())
                    ? wrap(method.getReturnType(), result)
                    : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return wrap(Connection.class, inner.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return wrap(Connection.class, inner.getConnection(user, password));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return inner.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        inner.setLogWriter(writer);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        inner.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return inner.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("waiting");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return inner.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return inner.isWrapperFor(type);
    }
}
