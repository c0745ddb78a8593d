package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.TableName;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose keys a command that all drivers follow is about. */
final class KeyChoice {
    /** When the drivers do it. */
    static final String NEXT = "drivers follow with their next poll, within tde.metadata.poll";

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            converter = TableOption.class,
            description = "Only the keys of this table, as 'tde keys list' shows it.")
    private TableName table;

    KeyChoice() {}

    /** Empty for all keys. */
    Optional<TableName> table() {
        return Optional.ofNullable(table);
    }

    @Override
    public String toString() {
        return table().map(TableName::toString).orElse("all keys");
    }
}
