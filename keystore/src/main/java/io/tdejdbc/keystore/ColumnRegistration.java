package io.tdejdbc.keystore;

import java.util.Optional;

/**
 * A wish to have a column in the metadata. Ids and keys are made where they are missing.
 *
 * @param table the table
 * @param column catalog spelling
 * @param mode how it is to be encrypted
 * @param domain name of its key domain
 * @param comparison the {@code compare=} option, or the empty string
 * @param declaredType the application's type, in the driver's serialised form
 * @param family the kind of plaintext
 * @param state the state it starts in
 */
public record ColumnRegistration(
        TableName table,
        String column,
        ProtectionMode mode,
        Optional<String> domain,
        String comparison,
        String declaredType,
        TypeFamily family,
        ColumnState state) {}
