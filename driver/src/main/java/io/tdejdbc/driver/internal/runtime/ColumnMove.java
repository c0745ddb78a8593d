package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.keystore.ColumnName;
import io.tdejdbc.keystore.ColumnRecord;
import java.util.Optional;

/**
 * A protected column that a definition renames or drops.
 *
 * @param record the column before
 * @param newName its name afterwards; empty if it is dropped
 * @param withTable whether it is dropped with its table, so that its record may also stay and wait for another one
 */
public record ColumnMove(ColumnRecord record, Optional<ColumnName> newName, boolean withTable) {}
