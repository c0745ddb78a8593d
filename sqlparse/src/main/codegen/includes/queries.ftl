SqlNode QueryEof() :
{
    SqlNode e;
}
{
    e = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) <EOF> { return e; }
}

SqlNode TablesEof() :
{
    SqlNode e;
}
{
    e = FromClause() <EOF> { return e; }
}

SqlNodeList ItemsEof() :
{
    SqlNodeList list;
}
{
    list = SelectItems() <EOF> { return list; }
}

SqlNodeList SelectItems() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    AddSelectItem(list)
    ( <COMMA> AddSelectItem(list) )*
    { return new SqlNodeList(list, Span.of(list).pos()); }
}

SqlNode TailEof() :
{
    SqlNode e;
}
{
    e = OrderByLimitOpt(
        SqlStdOperatorTable.VALUES.createCall(SqlParserPos.ZERO)) <EOF>
    { return e; }
}

SqlNodeList WithEof() :
{
    SqlNodeList list;
}
{
    list = WithList() <EOF> { return list; }
}

/** What stands between SELECT and its items: it becomes the first of them, unless it changes no value. */
void SelectModifiers(List<SqlNode> list) :
{
    SqlNodeList keys;
    SqlNode count;
    Span s;
}
{
    (
        LOOKAHEAD(1)
        (
            <SELECT_MODIFIER>
        |
            <DISTINCT_ON> { s = span(); }
            keys = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NON_QUERY)
            { list.add(Clause.DISTINCT_ON.of(s.end(this), keys)); }
        |
            <SELECT_TOP> { s = span(); }
            count = UnsignedNumericLiteralOrParam()
            [ LOOKAHEAD(1) <PERCENT> ]
            [ <WITH_TIES> ]
            { list.add(Clause.TOP.of(s.end(this), count)); }
        )
    )*
}

/** GROUP BY; with WITH ROLLUP one ROLLUP of all its items. */
SqlNodeList Groups() :
{
    SqlNodeList groups;
}
{
    groups = GroupBy()
    [ <WITH_ROLLUP> { groups = SqlNodeList.of(SqlStdOperatorTable.ROLLUP.createCall(groups)); } ]
    { return groups; }
}

/** WHERE, with START WITH and CONNECT BY. */
SqlNode RowFilter() :
{
    SqlNode where = null;
    SqlNode start = null;
    SqlNode connect = null;
    Span s = Span.of();
}
{
    [ where = Where() ]
    [ <START_WITH> { s.add(this); } start = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    [
        <CONNECT_BY> { s.add(this); } connect = Expression(ExprContext.ACCEPT_SUB_QUERY)
        [ <START_WITH> start = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    ]
    {
        if (start == null && connect == null) {
            return where;
        }
        return Clause.HIERARCHY.of(s.end(this), where, start, connect);
    }
}

/** The tail of a query: ORDER BY, LIMIT, OFFSET, FETCH and locks. */
SqlNode OrderByLimitOpt(SqlNode e) :
{
    final List<SqlNodeList> locks = new ArrayList<SqlNodeList>();
}
{
    e = UpstreamOrderByLimitOpt(e, locks)
    ( AddLock(locks) )*
    [ <FOR_FORMAT> { return Clause.FORMATTED.of(getPos(), e); } ]
    { return locks.isEmpty() ? e : LockedQuery.of(getPos(), e, locks); }
}

/** FOR UPDATE and its relatives: the tables that it names. */
void AddLock(List<SqlNodeList> locks) :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    SqlNode e;
    Span s;
}
{
    <FOR_LOCK> { s = span(); }
    [
        <OF> e = CompoundIdentifier() { list.add(e); }
        ( LOOKAHEAD(2) <COMMA> e = CompoundIdentifier() { list.add(e); } )*
    ]
    [ <LOCK_WAIT> ]
    { locks.add(new SqlNodeList(list, s.end(this))); }
}

/** The body of a WITH item: a query, or a data change that returns rows. */
SqlNode WithBody() :
{
    SqlNode e;
}
{
    LOOKAHEAD(<LPAREN> ( <INSERT> | <UPDATE> | <DELETE> | <MERGE> ))
    <LPAREN> e = Change() <RPAREN> { return e; }
|
    e = ParenthesizedExpression(ExprContext.ACCEPT_QUERY) { return e; }
}

/** Tables in vendor syntax: PostgreSQL's ONLY, and the rows that a data change gives. */
SqlNode ExtendedTableRef() :
{
    SqlNode e;
    Span s;
}
{
<#if family == "postgresql">
    <ONLY>
    (
        e = CompoundTableIdentifier()
    |
        <LPAREN> e = CompoundTableIdentifier() <RPAREN>
    )
    { return e; }
|
</#if>
    <FINAL_TABLE> { s = span(); } <LPAREN> e = AnyChange() <RPAREN>
    { return Clause.CHANGED_ROWS.of(s.end(this), e); }
}

void AddOrderedArguments(List<SqlNode> list) :
{
    SqlNode e;
}
{
    e = OrderBy(true) { list.add(e); }
}

/** The unit of an interval, which PostgreSQL lets stand in the string. */
SqlNode IntervalString(Span s, int sign, String p) :
{
    SqlIntervalQualifier qualifier;
}
{
    LOOKAHEAD(1)
    qualifier = IntervalQualifier() {
        return SqlParserUtil.parseIntervalLiteral(s.end(qualifier), sign, p, qualifier);
    }
|
    {
        return SqlStdOperatorTable.INTERVAL.createCall(s.end(this), SqlLiteral.createCharString(p, getPos()));
    }
}

SqlTypeNameSpec VendorType() :
{}
{
    <TYPE_NAME> { return new SqlUserDefinedTypeNameSpec("type", getPos()); }
}

/** The cast {@code value::type}. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    SqlTypeNameSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.INFIX_CAST, getPos()));
    }
    type = VendorType() { list.add(new SqlDataTypeSpec(type, type.getParserPos())); }
}

SqlBinaryOperator VendorBinaryOperator() :
{}
{
    <OTHER_OPERATOR> { return Operators.OTHER; }
|   <AT_TIME_ZONE> { return Operators.AT_TIME_ZONE; }
|   <NULL_SAFE_EQUAL> { return Operators.NULL_SAFE_EQUAL; }
|   <OR_BARS> { return Operators.OR_BARS; }
|   <XOR> { return Operators.XOR; }
|   <ASSIGN_OPERATOR> { return Operators.ASSIGNMENT; }
}

SqlPrefixOperator VendorPrefixOperator() :
{}
{
    <OTHER_OPERATOR> { return Operators.PREFIX; }
|   <PREFIX_OPERATOR> { return Operators.PREFIX; }
}

SqlPostfixOperator VendorPostfixOperator() :
{}
{
    <COLLATE_NAME> { return Operators.COLLATE; }
|   <OUTER_JOIN_MARK> { return Operators.OUTER_JOIN_MARK; }
}

/** Values in vendor syntax. */
SqlNode VendorAtom() :
{
    SqlNode e;
    SqlNodeList list;
    Span s;
}
{
    <INSERTED_VALUE> { s = span(); } <LPAREN> e = CompoundIdentifier() <RPAREN>
    { return Clause.INSERTED_VALUE.of(s.end(this), e); }
|
    <USER_VARIABLE> { return Clause.USER_VARIABLE.of(getPos()); }
|
    <MATCH_AGAINST> { s = span(); }
    list = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NON_QUERY)
    <MATCH_AGAINST> <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) [ <MATCH_MODE> ] <RPAREN>
    { return Clause.MATCH.of(s.end(this), list, e); }
}
