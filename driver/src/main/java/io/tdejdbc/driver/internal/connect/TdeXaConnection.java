package io.tdejdbc.driver.internal.connect;

import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/** An XA connection: its logical connections encrypt, its resource is the database's own. */
public final class TdeXaConnection extends TdePooledConnection implements XAConnection {
    private final XAConnection delegate;

    /** Wraps an XA connection. */
    public TdeXaConnection(XAConnection delegate, Wrapper wrapper) {
        super(delegate, wrapper);
        this.delegate = delegate;
    }

    @Override
    public XAResource getXAResource() throws SQLException {
        return delegate.getXAResource();
    }
}
