package io.tdejdbc.sqlparse;

/** The outcome of analysing one statement text; immutable. None of its {@code toString} forms show literals. */
public sealed interface Analysis permits PassThrough, Plan, TableDefinition, TableChange, Refusal {}
