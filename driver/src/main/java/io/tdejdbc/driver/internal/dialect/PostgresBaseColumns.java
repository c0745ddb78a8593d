package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.PGResultSetMetaData;

/** pgjdbc tells base schemas and columns only through its own interface. */
final class PostgresBaseColumns {
    private PostgresBaseColumns() {}

    static BaseColumns of(ResultSetMetaData metaData) {
        try {
            return Typed.of(metaData);
        } catch (NoClassDefFoundError e) {
            // The real driver was loaded by a class loader that ours cannot see: no column is known.
            return index -> Optional.empty();
        }
    }

    /** Loaded only where pgjdbc is visible. */
    private static final class Typed {
        static BaseColumns of(ResultSetMetaData metaData) {
            return index -> {
                Optional<PGResultSetMetaData> own = own(metaData);
                if (own.isEmpty()) {
                    return Optional.empty();
                }
                String table = own.get().getBaseTableName(index);
                return table == null || table.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new BaseColumns.Base(
                                new TableName(own.get().getBaseSchemaName(index), table),
                                own.get().getBaseColumnName(index)));
            };
        }

        private static Optional<PGResultSetMetaData> own(ResultSetMetaData metaData) throws SQLException {
            if (metaData instanceof PGResultSetMetaData own) {
                return Optional.of(own);
            }
            return metaData.isWrapperFor(PGResultSetMetaData.class)
                    ? Optional.of(metaData.unwrap(PGResultSetMetaData.class))
                    : Optional.empty();
        }
    }
}
