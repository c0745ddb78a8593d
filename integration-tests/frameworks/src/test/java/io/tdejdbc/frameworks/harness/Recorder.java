package io.tdejdbc.frameworks.harness;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A data source that keeps the text of every statement that goes through it. */
public final class Recorder {
    private final Map<String, String> statements = new LinkedHashMap<>();
    private String step = "";

    /** The data source with this recorder before it. */
    public DataSource before(DataSource source) {
        return wrap(DataSource.class, source);
    }

    /** Tells under which name the next statements are kept. */
    public synchronized void step(String name) {
        step = name;
    }

    /** The texts in the order in which they first came, each with the step it came in. */
    public synchronized Map<String, String> statements() {
        return new LinkedHashMap<>(statements);
    }

    private synchronized void sent(String sql) {
        statements.putIfAbsent(sql, step);
    }

    private <T> T wrap(Class<T> type, Object target) {
        InvocationHandler handler = (proxy, method, arguments) -> call(target, method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String text && isStatement(method)) {
            sent(text);
        }
        try {
            Object result = method.invoke(target, arguments);
            Class<?> type = method.getReturnType();
            boolean hands = type == Connection.class || Statement.class.isAssignableFrom(type);
            return hands && result != null ? wrap(type, result) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isStatement(Method method) {
        String name = method.getName();
        return name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch");
    }
}
