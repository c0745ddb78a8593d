package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.SQLException;
import java.util.List;

/** Takes columns out of the metadata. */
public final class Forgetting {
    private Forgetting() {}

    /**
     * Takes a column out, if no encrypted value is in it.
     *
     * @param column {@code schema.table.column}
     */
    public static void run(ToolAccess access, String column) throws SQLException {
        List<ColumnStatus> all = ColumnStatus.read(access);
        ColumnStatus found = all.stream()
                .filter(one -> (one.record().table() + "." + one.record().column()).equals(column))
                .findFirst()
                .orElseThrow(() -> PolicyError.COLUMN_MISSING.because(
                        column + ", which is not registered",
                        "one of "
                                + all.stream()
                                        .map(one -> one.record().table() + "."
                                                + one.record().column())
                                        .toList()));
        if (found.encrypted() > 0) {
            throw PolicyError.DIFFERS.withFix(
                    column + " with " + found.encrypted() + " encrypted values",
                    "no encrypted value",
                    "decrypt or delete the values first: nobody could read them afterwards");
        }
        try (Keystore keystore = access.keystore()) {
            keystore.unregister(List.of(found.record().columnId()));
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
    }
}
