package io.tdejdbc.driver.internal.connect;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;

/** Connection builders of wrapped data sources, of which the connections encrypt. */
public final class EncryptingBuilders {
    private EncryptingBuilders() {}

    /** How what was built becomes ours. */
    @FunctionalInterface
    public interface Wrapping<P, C> {
        /** Wraps a plain connection, which is closed if that fails. */
        C wrap(P plain) throws SQLException;
    }

    /** A builder of connections. */
    public static ConnectionBuilder of(ConnectionBuilder delegate, Wrapping<Connection, Connection> wrapping) {
        return new ConnectionBuilder() {
            @Override
            public ConnectionBuilder user(String name) {
                delegate.user(name);
                return this;
            }

            @Override
            public ConnectionBuilder password(String secret) {
                delegate.password(secret);
                return this;
            }

            @Override
            public ConnectionBuilder shardingKey(ShardingKey key) {
                delegate.shardingKey(key);
                return this;
            }

            @Override
            public ConnectionBuilder superShardingKey(ShardingKey key) {
                delegate.superShardingKey(key);
                return this;
            }

            @Override
            public Connection build() throws SQLException {
                return wrapping.wrap(delegate.build());
            }
        };
    }

    /** A builder of pooled connections. */
    public static PooledConnectionBuilder of(
            PooledConnectionBuilder delegate, Wrapping<PooledConnection, PooledConnection> wrapping) {
        return new PooledConnectionBuilder() {
            @Override
            public PooledConnectionBuilder user(String name) {
                delegate.user(name);
                return this;
            }

            @Override
            public PooledConnectionBuilder password(String secret) {
                delegate.password(secret);
                return this;
            }

            @Override
            public PooledConnectionBuilder shardingKey(ShardingKey key) {
                delegate.shardingKey(key);
                return this;
            }

            @Override
            public PooledConnectionBuilder superShardingKey(ShardingKey key) {
                delegate.superShardingKey(key);
                return this;
            }

            @Override
            public PooledConnection build() throws SQLException {
                return wrapping.wrap(delegate.build());
            }
        };
    }

    /** A builder of XA connections. */
    public static XAConnectionBuilder of(XAConnectionBuilder delegate, Wrapping<XAConnection, XAConnection> wrapping) {
        return new XAConnectionBuilder() {
            @Override
            public XAConnectionBuilder user(String name) {
                delegate.user(name);
                return this;
            }

            @Override
            public XAConnectionBuilder password(String secret) {
                delegate.password(secret);
                return this;
            }

            @Override
            public XAConnectionBuilder shardingKey(ShardingKey key) {
                delegate.shardingKey(key);
                return this;
            }

            @Override
            public XAConnectionBuilder superShardingKey(ShardingKey key) {
                delegate.superShardingKey(key);
                return this;
            }

            @Override
            public XAConnection build() throws SQLException {
                return wrapping.wrap(delegate.build());
            }
        };
    }
}
