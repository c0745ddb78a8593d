package io.tdejdbc.driver.internal.types;

/**
 * A time with time zone of PostgreSQL.
 *
 * @param nanoOfDay up to 24:00:00
 * @param offset seconds east of UTC
 */
record PgOffsetTime(long nanoOfDay, int offset) {}
