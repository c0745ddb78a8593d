package io.tdejdbc.sqlparse;

/** The statement names nothing protected and goes to the backend exactly as it was written. */
public record PassThrough(Effects effects) implements Analysis {}
