package io.tdejdbc.driver.cli;

import io.tdejdbc.keystore.TableName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a table as the commands about keys show it. */
final class TableOption implements ITypeConverter<TableName> {

    TableOption() {}

    @Override
    public TableName convert(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            throw new TypeConversionException("SCHEMA.TABLE is wanted, not " + text);
        }
        return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }
}
