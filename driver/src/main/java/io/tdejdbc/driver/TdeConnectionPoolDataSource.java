package io.tdejdbc.driver;

import io.tdejdbc.driver.internal.connect.EncryptingBuilders;
import io.tdejdbc.driver.internal.connect.TdePooledConnection;
import io.tdejdbc.driver.internal.jdbc.PooledLogicalConnection;
import io.tdejdbc.driver.internal.session.TransactionEnds;
import java.sql.SQLException;
import java.sql.ShardingKeyBuilder;
import java.util.Objects;
import java.util.Optional;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;

/**
 * Physical connections for a pool, whose logical connections encrypt. Pools hear of closed and broken connections;
 * statement events are not given.
 */
public final class TdeConnectionPoolDataSource extends TdePooledDataSource implements ConnectionPoolDataSource {
    private static final long serialVersionUID = 1L;

    private transient volatile ConnectionPoolDataSource dataSource;

    /** An empty one, for setters. */
    public TdeConnectionPoolDataSource() {}

    /** Wraps a data source of the database's own driver. */
    public static TdeConnectionPoolDataSource wrap(ConnectionPoolDataSource dataSource) {
        TdeConnectionPoolDataSource wrapping = new TdeConnectionPoolDataSource();
        wrapping.setConnectionPoolDataSource(Objects.requireNonNull(dataSource));
        return wrapping;
    }

    /** The data source to wrap. */
    public void setConnectionPoolDataSource(ConnectionPoolDataSource value) {
        dataSource = value;
    }

    @Override
    Optional<? extends CommonDataSource> given() {
        return Optional.ofNullable(dataSource);
    }

    @Override
    Class<ConnectionPoolDataSource> kind() {
        return ConnectionPoolDataSource.class;
    }

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        return guarded(() -> {
            ConnectionPoolDataSource target = target(ConnectionPoolDataSource.class);
            return encrypting(target, target.getPooledConnection());
        });
    }

    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        return guarded(() -> {
            ConnectionPoolDataSource target = target(ConnectionPoolDataSource.class);
            return new TdePooledConnection(
                    target.getPooledConnection(user, password),
                    new Encrypting(
                            target,
                            () -> PooledLogicalConnection.of(target.getPooledConnection(user, password)),
                            TransactionEnds.BY_CONNECTION,
                            Optional.of(text(user)),
                            Optional.of(text(password))));
        });
    }

    private PooledConnection encrypting(ConnectionPoolDataSource target, PooledConnection plain) {
        return new TdePooledConnection(
                plain,
                new Encrypting(
                        target,
                        () -> PooledLogicalConnection.of(target.getPooledConnection()),
                        TransactionEnds.BY_CONNECTION,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Override
    public PooledConnectionBuilder createPooledConnectionBuilder() throws SQLException {
        ConnectionPoolDataSource target = target(ConnectionPoolDataSource.class);
        return EncryptingBuilders.of(target.createPooledConnectionBuilder(), plain -> encrypting(target, plain));
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return target(ConnectionPoolDataSource.class).createShardingKeyBuilder();
    }
}
