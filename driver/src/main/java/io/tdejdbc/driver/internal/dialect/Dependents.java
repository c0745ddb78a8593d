package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What in a schema hangs on tables and their columns. */
public interface Dependents {

    /** Everything by whose name protected values of the given tables can be reached, directly or over several steps. */
    List<Reaching> reaching(Connection connection, Set<TableName> tables) throws SQLException;

    /** Everything that depends on the plain values of the given columns of a table. */
    List<Dependent> of(Connection connection, TableName table, Set<String> columns) throws SQLException;

    /** The columns that stand in a primary key, unique constraint or unique index of the table. */
    Set<String> uniqueColumns(Connection connection, TableName table) throws SQLException;
}
