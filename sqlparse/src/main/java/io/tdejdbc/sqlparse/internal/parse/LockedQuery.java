package io.tdejdbc.sqlparse.internal.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;

/** A query whose rows are locked, with the tables that FOR UPDATE OF names. */
public final class LockedQuery extends SqlOrderBy {
    private final SqlNodeList tables;

    private LockedQuery(
            SqlParserPos position,
            SqlNode query,
            SqlNodeList order,
            SqlNode offset,
            SqlNode fetch,
            SqlNodeList tables) {
        super(position, query, order, offset, fetch);
        this.tables = tables;
    }

    /** The locked rows of a query, which may be ordered. */
    public static LockedQuery of(SqlParserPos position, SqlNode query, List<SqlNodeList> locks) {
        SqlNodeList list = new SqlNodeList(position);
        locks.forEach(list::addAll);
        return query instanceof SqlOrderBy ordered
                ? new LockedQuery(position, ordered.query, ordered.orderList, ordered.offset, ordered.fetch, list)
                : new LockedQuery(position, query, SqlNodeList.EMPTY, null, null, list);
    }

    /** The tables that are named; none if the rows of all are locked. */
    public SqlNodeList tables() {
        return tables;
    }

    @Override
    public List<SqlNode> getOperandList() {
        List<SqlNode> operands = new ArrayList<>(super.getOperandList());
        operands.add(tables);
        return ImmutableNullableList.copyOf(operands);
    }
}
