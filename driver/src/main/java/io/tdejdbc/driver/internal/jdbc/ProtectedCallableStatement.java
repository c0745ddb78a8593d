package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import java.sql.CallableStatement;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;

/** A call of which some parameters carry protected values: in as out, the inner driver sees ciphertext. */
final class ProtectedCallableStatement extends AbstractProtectedCallableStatement {
    private final ColumnBinding[] columns;

    ProtectedCallableStatement(
            TdeConnection connection,
            CallableStatement callable,
            String sql,
            ProtectedPlan plan,
            PreparedLayout layout) {
        super(connection, callable, sql, plan, layout);
        this.columns = layout.columns();
    }

    @Override
    boolean isProtected(int index) {
        return index > 0 && index < columns.length && columns[index] != null;
    }

    @Override
    void bind() throws SQLException {
        binder.bind();
    }

    @Override
    public void clearParameters() throws SQLException {
        binder.clearParameters();
    }

    @Override
    public void addBatch() throws SQLException {
        binder.addBatch();
    }

    @Override
    public void clearBatch() throws SQLException {
        binder.clearBatch();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return binder.executeBatch();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return binder.executeLargeBatch();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return binder.getParameterMetaData();
    }

    @Override
    public void close() throws SQLException {
        binder.close();
    }

    @Override
    public void registerOutParameter(int index, int type) throws SQLException {
        if (isProtected(index)) {
            registerStored(index);
        } else {
            super.registerOutParameter(index, type);
        }
    }

    @Override
    public void registerOutParameter(int index, int type, int scale) throws SQLException {
        if (isProtected(index)) {
            registerStored(index);
        } else {
            super.registerOutParameter(index, type, scale);
        }
    }

    @Override
    public void registerOutParameter(int index, int type, String typeName) throws SQLException {
        if (isProtected(index)) {
            registerStored(index);
        } else {
            super.registerOutParameter(index, type, typeName);
        }
    }

    @Override
    public void registerOutParameter(int index, SQLType type) throws SQLException {
        if (isProtected(index)) {
            registerStored(index);
        } else {
            super.registerOutParameter(index, type);
        }
    }

    @Override
    public void registerOutParameter(int index, SQLType type, int scale) throws SQLException {
        if (isProtected(index)) {
            registerStored(index);
        } else {
            super.registerOutParameter(index, type, scale);
        }
    }

    @Override
    public void registerOutParameter(int index, SQLType type, String typeName) throws SQLException {
        if (isProtected(index)) {
            registerStored(index);
        } else {
            super.registerOutParameter(index, type, typeName);
        }
    }

    private void registerStored(int index) throws SQLException {
        callable.registerOutParameter(index, Types.BINARY);
    }
}
