package io.tdejdbc.keystore;

import java.util.Optional;
import java.util.UUID;

/**
 * What the metadata says of one protected column.
 *
 * @param tableId stable under rename
 * @param columnId stable under rename
 * @param table current name
 * @param column current name, catalog spelling
 * @param mode how it is encrypted
 * @param domain the key domain it shares; empty if its context is its own
 * @param comparison the {@code compare=} option that was chosen, or the empty string
 * @param declaredType the application's type, in the driver's serialised form
 * @param family the kind of plaintext
 * @param state where the column stands
 * @param since when it came there, milliseconds since 1970-01-01T00:00Z by the clock of whoever moved it
 */
public record ColumnRecord(
        UUID tableId,
        UUID columnId,
        TableName table,
        String column,
        ProtectionMode mode,
        Optional<KeyDomain> domain,
        String comparison,
        String declaredType,
        TypeFamily family,
        ColumnState state,
        long since) {}
