package io.tdejdbc.driver;

import io.tdejdbc.driver.internal.connect.EncryptingBuilders;
import io.tdejdbc.driver.internal.connect.TdeXaConnection;
import io.tdejdbc.driver.internal.jdbc.PooledLogicalConnection;
import io.tdejdbc.driver.internal.session.TransactionEnds;
import java.sql.SQLException;
import java.sql.ShardingKeyBuilder;
import java.util.Objects;
import java.util.Optional;
import javax.sql.CommonDataSource;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;

/**
 * XA connections whose logical connections encrypt. Their {@code XAResource} is the database's own, so that a transaction
 * manager prepares, commits and recovers as with the database's own driver. Keys and metadata never take part in the
 * application's transactions.
 */
public final class TdeXADataSource extends TdePooledDataSource implements XADataSource {
    private static final long serialVersionUID = 1L;

    private transient volatile XADataSource dataSource;

    /** An empty one, for setters. */
    public TdeXADataSource() {}

    /** Wraps a data source of the database's own driver. */
    public static TdeXADataSource wrap(XADataSource dataSource) {
        TdeXADataSource wrapping = new TdeXADataSource();
        wrapping.setXaDataSource(Objects.requireNonNull(dataSource));
        return wrapping;
    }

    /** The data source to wrap. */
    public void setXaDataSource(XADataSource value) {
        dataSource = value;
    }

    @Override
    Optional<? extends CommonDataSource> given() {
        return Optional.ofNullable(dataSource);
    }

    @Override
    Class<XADataSource> kind() {
        return XADataSource.class;
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return guarded(() -> {
            XADataSource target = target(XADataSource.class);
            return encrypting(target, target.getXAConnection());
        });
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return guarded(() -> {
            XADataSource target = target(XADataSource.class);
            return new TdeXaConnection(
                    target.getXAConnection(user, password),
                    new Encrypting(
                            target,
                            () -> PooledLogicalConnection.of(target.getXAConnection(user, password)),
                            TransactionEnds.BY_RESOURCE,
                            Optional.of(text(user)),
                            Optional.of(text(password))));
        });
    }

    private XAConnection encrypting(XADataSource target, XAConnection plain) {
        return new TdeXaConnection(
                plain,
                new Encrypting(
                        target,
                        () -> PooledLogicalConnection.of(target.getXAConnection()),
                        TransactionEnds.BY_RESOURCE,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Override
    public XAConnectionBuilder createXAConnectionBuilder() throws SQLException {
        XADataSource target = target(XADataSource.class);
        return EncryptingBuilders.of(target.createXAConnectionBuilder(), plain -> encrypting(target, plain));
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return target(XADataSource.class).createShardingKeyBuilder();
    }
}
