package io.tdejdbc.driver.internal.session;

/** Who may end a connection's transactions. */
public enum TransactionEnds {
    /** The connection itself and statements on it. */
    BY_CONNECTION,
    /** Also an {@code XAResource} that the connection does not see, from any thread. */
    BY_RESOURCE
}
