/** A whole statement, or in SQL Server's batches several without a sign between them. */
SqlNode StatementEof() :
{
    SqlNode e;
    SqlNode more;
}
{
    e = AnyStatement()
    (
        more = SqlSelect() { e = Clause.BATCH.of(Span.of(e, more).pos(), e, more); }
    )*
    <EOF>
    { return e; }
}

SqlNode AnyStatement() :
{
    SqlNode e;
    Span s;
}
{
    <EXPLAIN_OF> { s = span(); } e = AnyStatement() { return Clause.EXPLAIN.of(s.end(e), e); }
|
    LOOKAHEAD({ changeBegins() })
    e = AnyChange() { return e; }
|
    e = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { return e; }
}

SqlNode AnyChange() :
{
    SqlNode e;
    SqlNodeList with = null;
}
{
    [ with = WithList() ]
    e = Change()
    { return addWith(with, e); }
}

SqlNode Change() :
{
    SqlNode e;
}
{
    (
        e = Insert()
    |
        e = Update()
    |
        e = Delete()
    |
        e = Merge()
    )
    { return e; }
}

SqlNode Insert() :
{
    SqlNode target;
    SqlNodeList columns = null;
    SqlNode source;
    SqlNode alias = null;
    SqlNode upsert = null;
    SqlNodeList output = null;
    SqlNodeList returning = null;
    SqlNode top = null;
    final List<SqlNode> branches = new ArrayList<SqlNode>();
    Span s;
}
{
    ( <INSERT> | <REPLACE_ROWS> ) { s = span(); }
    ( <CHANGE_MODIFIER> )*
    [ top = ChangeTop() ]
    (
        <ALL>
        ( AddInsertBranch(branches) )+
        source = Query(ExprContext.ACCEPT_QUERY)
        { return Clause.INSERT_ALL.of(s.end(this), new SqlNodeList(branches, s.pos()), source); }
    |
        [ <INTO> ]
        target = InsertTarget()
        [ LOOKAHEAD(2) columns = ColumnList() ]
        [ <OVERRIDING_VALUE> ]
        (
            output = Output()
            (
                <DEFAULT_VALUES> { source = Clause.DEFAULT_VALUES.of(getPos()); }
            |
                source = Query(ExprContext.ACCEPT_QUERY)
            )
        |
            <DEFAULT_VALUES> { source = Clause.DEFAULT_VALUES.of(getPos()); }
        |
            <SET> source = AssignmentList()
        |
            source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
        )
        [ alias = RowAlias() ]
        [ upsert = Upsert() ]
        [ returning = Returning() ]
        {
            return Clause.INSERT.of(s.end(this), limited(top, target), columns, output, source, alias, upsert, returning);
        }
    )
}

/** How many rows a change of SQL Server concerns. */
SqlNode ChangeTop() :
{
    SqlNode count;
    Span s;
}
{
    <SELECT_TOP> { s = span(); }
    count = UnsignedNumericLiteralOrParam()
    [ <PERCENT> ]
    { return Clause.TOP.of(s.end(this), count); }
}

JAVACODE SqlNode limited(SqlNode top, SqlNode target) {
    return top == null ? target : SqlNodeList.of(top, target);
}

/** The name of the new row, and of its columns. */
SqlNode RowAlias() :
{
    SqlNode alias;
    SqlNodeList columns = null;
    Span s;
}
{
    <ROW_ALIAS> { s = span(); } alias = SimpleIdentifier()
    [ columns = ColumnList() ]
    { return Clause.ROW_ALIAS.of(s.end(this), alias, columns); }
}

SqlNode InsertTarget() :
{
    SqlNode table;
    SqlNode alias = null;
}
{
    table = CompoundTableIdentifier()
    ( <TABLE_HINT> )*
    [ <AS> alias = SimpleIdentifier() ]
    { return aliased(table, alias); }
}

SqlNode ChangeTarget() :
{
    SqlNode table;
    SqlNode alias = null;
}
{
<#if family == "postgresql">
    [ <ONLY> ]
    (
        table = CompoundTableIdentifier()
    |
        <LPAREN> table = CompoundTableIdentifier() <RPAREN>
    )
<#else>
    table = CompoundTableIdentifier()
</#if>
    ( LOOKAHEAD(1) <TABLE_HINT> )*
    [ [ <AS> ] alias = SimpleIdentifier() ]
    ( <TABLE_HINT> )*
    { return aliased(table, alias); }
}

JAVACODE SqlNode aliased(SqlNode table, SqlNode alias) {
    return alias == null
        ? table
        : SqlStdOperatorTable.AS.createCall(Span.of(table, alias).pos(), table, alias);
}

void AddInsertBranch(List<SqlNode> list) :
{
    SqlNode target;
    SqlNodeList columns = null;
    SqlNode source = null;
    Span s;
}
{
    <INTO> { s = span(); }
    target = InsertTarget()
    [ LOOKAHEAD(2) columns = ColumnList() ]
    [ LOOKAHEAD(1) source = TableConstructor() ]
    {
        list.add(Clause.INSERT.of(s.end(this), target, columns, null, source, null, null, null));
    }
}

SqlNodeList ColumnList() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
    Span s;
}
{
    <LPAREN> { s = span(); }
    e = CompoundIdentifier() { list.add(e); }
    ( <COMMA> e = CompoundIdentifier() { list.add(e); } )*
    <RPAREN>
    { return new SqlNodeList(list, s.end(this)); }
}

SqlNode Upsert() :
{
    SqlNodeList keys = null;
    SqlNode keysWhere = null;
    SqlNode constraint = null;
    SqlNodeList assignments = null;
    SqlNode where = null;
    Span s;
}
{
    <ON_CONFLICT> { s = span(); }
    [
        keys = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NON_QUERY)
        [ keysWhere = Where() ]
    |
        <ON_CONSTRAINT> constraint = SimpleIdentifier()
    ]
    (
        <DO_NOTHING>
    |
        <DO_UPDATE> assignments = AssignmentList()
        [ where = Where() ]
    )
    { return Clause.ON_CONFLICT.of(s.end(this), keys, keysWhere, constraint, assignments, where); }
|
    <ON_DUPLICATE_KEY> { s = span(); }
    assignments = AssignmentList()
    { return Clause.ON_DUPLICATE_KEY.of(s.end(this), assignments); }
}

SqlNodeList Returning() :
{
    SqlNodeList items;
    final List<SqlNode> into = new ArrayList<SqlNode>();
}
{
    <RETURNING_OF> items = SelectItems()
    [
        <INTO> AddExpression(into, ExprContext.ACCEPT_NON_QUERY)
        ( <COMMA> AddExpression(into, ExprContext.ACCEPT_NON_QUERY) )*
    ]
    {
        if (into.isEmpty()) {
            return items;
        }
        SqlNodeList both = new SqlNodeList(items.getList(), items.getParserPosition());
        both.add(Clause.INTO.of(Span.of(into).pos(), new SqlNodeList(into, Span.of(into).pos())));
        return both;
    }
}

SqlNodeList Output() :
{
    SqlNodeList items;
    SqlNodeList more;
    SqlNode table;
    SqlNodeList columns = null;
}
{
    <OUTPUT_OF> items = SelectItems()
    [
        <INTO> table = CompoundTableIdentifier()
        [ LOOKAHEAD(2) columns = ColumnList() ]
        {
            SqlNodeList both = new SqlNodeList(items.getList(), items.getParserPosition());
            both.add(Clause.INTO.of(table.getParserPosition(), table, columns));
            items = both;
        }
        [
            LOOKAHEAD(1)
            <OUTPUT_OF> more = SelectItems()
            {
                for (SqlNode item : more) {
                    items.add(item);
                }
            }
        ]
    ]
    { return items; }
}

SqlNodeList AssignmentsEof() :
{
    SqlNodeList list;
}
{
    list = AssignmentList() <EOF> { return list; }
}

SqlNodeList AssignmentList() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    AddAssignment(list)
    ( <COMMA> AddAssignment(list) )*
    { return new SqlNodeList(list, Span.of(list).pos()); }
}

void AddAssignment(List<SqlNode> list) :
{
    SqlNode target;
    SqlNode value;
}
{
    (
        target = CompoundIdentifier() <EQ>
        (
            value = Default()
        |
            value = Expression(ExprContext.ACCEPT_SUB_QUERY)
        )
    |
        target = ColumnList() <EQ> value = AssignedRow()
    )
    { list.add(Clause.ASSIGN.of(Span.of(target, value).pos(), target, value)); }
}

SqlNode AssignedRow() :
{
    SqlNodeList list;
}
{
    [ <ROW> ]
    list = ParenthesizedQueryOrCommaListWithDefault(ExprContext.ACCEPT_NONCURSOR)
    {
        if (list.size() == 1 && list.get(0).isA(SqlKind.QUERY)) {
            return list.get(0);
        }
        return SqlStdOperatorTable.ROW.createCall(list.getParserPosition(), (List<SqlNode>) list);
    }
}

SqlNode Update() :
{
    SqlNode target;
    SqlNodeList assignments;
    SqlNodeList output = null;
    SqlNode from = null;
    SqlNode where = null;
    SqlNode tail;
    SqlNodeList returning = null;
    SqlNode top = null;
    Span s;
}
{
    <UPDATE> { s = span(); }
    ( <CHANGE_MODIFIER> )*
    [ top = ChangeTop() ]
    target = FromClause()
    <SET> assignments = AssignmentList()
    [ output = Output() ]
    [ <FROM> from = FromClause() ]
    [ where = Where() ]
    tail = ChangeTail()
    [ returning = Returning() ]
    {
        return Clause.UPDATE.of(s.end(this), limited(top, target), assignments, output, from, where, tail, returning);
    }
}

SqlNode Delete() :
{
    SqlNode target;
    SqlNodeList output = null;
    SqlNode from = null;
    SqlNode where = null;
    SqlNode tail;
    SqlNodeList returning = null;
    SqlNode top = null;
    SqlNode alias = null;
    final List<SqlNode> targets = new ArrayList<SqlNode>();
    Span s;
}
{
    <DELETE> { s = span(); }
    ( <CHANGE_MODIFIER> )*
    [ top = ChangeTop() ]
    (
        <FROM> target = ChangeTarget()
        [ output = Output() ]
        [ ( <USING> | <FROM> ) from = FromClause() ]
    |
        target = CompoundIdentifier()
<#if family == "oracle">
        [ alias = SimpleIdentifier() ]
</#if>
        { targets.add(aliased(target, alias)); }
        ( <COMMA> target = CompoundIdentifier() { targets.add(target); } )*
        { target = new SqlNodeList(targets, Span.of(targets).pos()); }
        [ output = Output() ]
        [ <FROM> from = FromClause() ]
    )
    [ where = Where() ]
    tail = ChangeTail()
    [ returning = Returning() ]
    { return Clause.DELETE.of(s.end(this), limited(top, target), output, from, where, tail, returning); }
}

/** ORDER BY and LIMIT of a data change. */
SqlNode ChangeTail() :
{
    final List<SqlNodeList> locks = new ArrayList<SqlNodeList>();
    SqlNode e = SqlStdOperatorTable.VALUES.createCall(SqlParserPos.ZERO);
    SqlNode tail;
}
{
    tail = UpstreamOrderByLimitOpt(e, locks) { return tail == e ? null : tail; }
}

SqlNode Merge() :
{
    SqlNode target;
    SqlNode source;
    SqlNode condition;
    SqlNodeList columns = null;
    SqlNodeList keys = null;
    SqlNodeList output = null;
    SqlNodeList returning = null;
    SqlNode top = null;
    final List<SqlNode> branches = new ArrayList<SqlNode>();
    Span s;
}
{
    <MERGE> { s = span(); }
    [ top = ChangeTop() ]
    [ <INTO> ]
    target = ChangeTarget()
    (
        <USING> source = FromClause()
        <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
        ( AddWhen(branches) )+
        [ output = Output() ]
        [ returning = Returning() ]
        {
            return Clause.MERGE.of(s.end(this), limited(top, target), source, condition,
                new SqlNodeList(branches, s.pos()), output, returning);
        }
    |
        [ LOOKAHEAD(2) columns = ColumnList() ]
        [ <MERGE_KEY> keys = ColumnList() ]
        source = Query(ExprContext.ACCEPT_QUERY)
        { return Clause.MERGE_BY_KEY.of(s.end(this), target, columns, keys, source); }
    )
}

/** One WHEN of MERGE: which rows, and what becomes of them. */
void AddWhen(List<SqlNode> list) :
{
    Clause kind = Clause.WHEN_MATCHED;
    SqlNode condition = null;
    SqlNode action = null;
    SqlNodeList assignments;
    SqlNodeList columns = null;
    SqlNode where = null;
    SqlNode more = null;
    Span s;
    Span a;
}
{
    <WHEN> { s = span(); }
    [ <NOT> { kind = Clause.WHEN_NOT_MATCHED; } ]
    <MATCHED>
    [ <BY_SOURCE> { kind = Clause.WHEN_NOT_MATCHED_BY_SOURCE; } | <BY_TARGET> ]
    [ <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <THEN>
    (
        <DO_NOTHING> { action = Clause.DO_NOTHING.of(getPos()); }
    |
        <DELETE> { action = Clause.DELETE_ROW.of(getPos()); }
    |
        <UPDATE> { a = span(); } <SET> assignments = AssignmentList()
        [ where = Where() ]
        [ <DELETE> more = Where() ]
        { action = Clause.UPDATE_ROW.of(a.end(this), assignments, where, more); }
    |
        <INSERT> { a = span(); }
        [ columns = ColumnList() ]
        [ <OVERRIDING_VALUE> ]
        (
            <DEFAULT_VALUES> { more = Clause.DEFAULT_VALUES.of(getPos()); }
        |
            more = TableConstructor()
        )
        [ where = Where() ]
        { action = Clause.INSERT_ROW.of(a.end(this), columns, more, where); }
    )
    { list.add(kind.of(s.end(this), condition, action)); }
}
