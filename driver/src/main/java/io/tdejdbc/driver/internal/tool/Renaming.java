package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.keystore.ColumnName;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lets the metadata follow a table or column that was renamed without the driver, or while the driver died. */
public final class Renaming {
    private Renaming() {}

    /**
     * Puts the columns of a table, or one column, under the new name, if the old one has gone from the database and the new
     * one is there with the binary type of encrypted values. Keys and values stay.
     *
     * @param old {@code schema.table} or {@code schema.table.column}, as registered
     * @param newName the new name of the table or column, without qualifier
     * @return the new names
     */
    public static List<String> run(ToolAccess access, String old, String newName) throws SQLException {
        try (Keystore keystore = access.keystore()) {
            List<ColumnRecord> all = keystore.metadata().columns();
            Map<UUID, ColumnName> names = new LinkedHashMap<>();
            for (ColumnRecord record : all) {
                if (record.table().toString().equals(old)) {
                    TableName table = new TableName(record.table().schema(), newName);
                    names.put(record.columnId(), moved(access, record, new ColumnName(table, record.column())));
                } else if ((record.table() + "." + record.column()).equals(old)) {
                    names.put(record.columnId(), moved(access, record, new ColumnName(record.table(), newName)));
                }
            }
            if (names.isEmpty()) {
                throw PolicyError.COLUMN_MISSING.because(
                        old + ", which is not registered",
                        "one of "
                                + all.stream()
                                        .map(one -> one.table() + "." + one.column())
                                        .toList());
            }
            keystore.rename(names);
            List<String> result = new ArrayList<>();
            names.values().forEach(name -> result.add(name.toString()));
            return result;
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
    }

    private static ColumnName moved(ToolAccess access, ColumnRecord record, ColumnName name) throws SQLException {
        ColumnName before = new ColumnName(record.table(), record.column());
        if (stored(access, before).isPresent()) {
            throw PolicyError.DIFFERS.withFix(
                    before + ", which is still there", "a column that was renamed", "rename it in the database first");
        }
        if (stored(access, name).filter(StoredColumn::binary).isEmpty()) {
            throw PolicyError.COLUMN_MISSING.withFix(
                    name + " is no column of encrypted values",
                    "the renamed column",
                    "give the name that it has in the database now");
        }
        return name;
    }

    private static Optional<StoredColumn> stored(ToolAccess access, ColumnName name) throws SQLException {
        return access.dialect().columns(access.connection(), name.table()).stream()
                .flatMap(List::stream)
                .filter(column -> column.name().equals(name.column()))
                .findFirst();
    }
}
