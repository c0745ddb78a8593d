package io.tdejdbc.driver.internal.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/** What all wrappers do alike. */
final class Wrapping {
    private Wrapping() {}

    /** The wrapper itself if it is what is asked for, else the wrapped object, else what that one unwraps to. */
    static <T> T unwrap(Object wrapper, Wrapper delegate, Class<T> type) throws SQLException {
        if (type.isInstance(wrapper)) {
            return type.cast(wrapper);
        }
        return type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
    }

    /** Whether {@link #unwrap} finds something. */
    static boolean isWrapperFor(Object wrapper, Wrapper delegate, Class<?> type) throws SQLException {
        return type.isInstance(wrapper) || type.isInstance(delegate) || delegate.isWrapperFor(type);
    }

    /** The delegate by class and identity: its own text form may hold SQL with values. */
    static String describe(Object delegate) {
        return "TDE-JDBC wrapping " + delegate.getClass().getName() + '@'
                + Integer.toHexString(System.identityHashCode(delegate));
    }

    /** What the inner driver must see in place of a value that may be one of our wrappers. */
    static Object inner(Object value) {
        return value instanceof TdeArray array ? array.delegate : value;
    }

    /** As {@link #inner(Object)}. */
    static java.sql.Array inner(java.sql.Array value) {
        return value instanceof TdeArray array ? array.delegate : value;
    }
}
