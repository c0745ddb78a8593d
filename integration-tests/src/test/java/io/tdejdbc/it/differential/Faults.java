package io.tdejdbc.it.differential;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/** Connections that misbehave on purpose, to prove that the comparison notices. */
final class Faults {
    private Faults() {}

    /** What goes wrong. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** The getters of the first two columns of a result answer for each other. */
        COLUMNS_SWAPPED,
        /** The first parameter of a statement keeps the value of the second. */
        PARAMETERS_MIXED_UP,
        /** The first row of a result is lost. */
        ROW_LOST,
        /** An update reports one row more than it changed. */
        COUNT_WRONG,
        /** {@code getString} gives trimmed text. */
        VALUE_TRIMMED,
        /** A result column is called by another label. */
        LABEL_WRONG,
        /** Every UPDATE is silently left out. */
        UPDATE_LOST
    }

    /** A connection with one fault. */
    static Connection with(Fault fault, Connection connection) {
        return (Connection) proxy(Connection.class, connection, fault);
    }

    private static Object proxy(Class<?> type, Object target, Fault fault) {
        InvocationHandler handler = (self, method, arguments) -> {
            Object[] actual = arguments == null ? null : arguments.clone();
            String name = method.getName();
            if (target instanceof ResultSet rows) {
                if (fault == Fault.COLUMNS_SWAPPED
                        && name.startsWith("get")
                        && actual != null
                        && actual[0] instanceof Integer column
                        && rows.getMetaData().getColumnCount() >= 2) {
                    actual[0] = column == 1 ? 2 : column == 2 ? 1 : column;
                }
                if (fault == Fault.ROW_LOST && name.equals("next") && rows.getRow() == 0) {
                    rows.next();
                }
            }
            if (fault == Fault.PARAMETERS_MIXED_UP
                    && target instanceof PreparedStatement
                    && name.startsWith("set")
                    && actual != null
                    && actual.length >= 2
                    && actual[0] instanceof Integer index
                    && index == 2) {
                invoke(target, method, withIndex(actual, 1));
            }
            if (fault == Fault.UPDATE_LOST
                    && target instanceof Connection
                    && name.equals("prepareStatement")
                    && ((String) actual[0]).startsWith("UPDATE")) {
                actual[0] = ((String) actual[0]).contains("WHERE")
                        ? ((String) actual[0]).replaceFirst("WHERE", "WHERE 1 = 0 AND")
                        : actual[0] + " WHERE 1 = 0";
            }
            Object result = invoke(target, method, actual);
            if (fault == Fault.COUNT_WRONG && name.equals("getUpdateCount") && (Integer) result > 0) {
                return (Integer) result + 1;
            }
            if (fault == Fault.VALUE_TRIMMED && name.equals("getString") && result != null) {
                return ((String) result).strip();
            }
            if (fault == Fault.LABEL_WRONG && name.equals("getColumnLabel")) {
                return result + "_";
            }
            if (result instanceof Statement
                    || result instanceof ResultSet
                    || fault == Fault.LABEL_WRONG && result instanceof java.sql.ResultSetMetaData) {
                return proxy(method.getReturnType(), result, fault);
            }
            return result;
        };
        return Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Object[] withIndex(Object[] arguments, int index) {
        Object[] copy = arguments.clone();
        copy[0] = index;
        return copy;
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
