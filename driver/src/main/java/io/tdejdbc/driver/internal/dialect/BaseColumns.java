package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.util.Optional;

/** Where the columns of a result come from, as the real driver reports it. */
@FunctionalInterface
public interface BaseColumns {

    /** A column of a table. */
    record Base(TableName table, String column) {}

    /**
     * The base column of a result column.
     *
     * @param index from 1
     * @return empty for expressions and where the driver does not know
     */
    Optional<Base> of(int index) throws SQLException;
}
