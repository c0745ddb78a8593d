package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import java.sql.SQLException;

/** The checks and failures that Blobs and Clobs of decrypted values share. */
final class LobErrors {
    private LobErrors() {}

    /** The index from 0 of a JDBC position, checked against the size. */
    static int start(long position, long length, long size) throws SQLException {
        if (position < 1 || position > size + 1 || length < 0) {
            throw SqlErrors.of(
                    JdbcErrorCode.LOB_POSITION,
                    "a part of a large object was asked for",
                    "position " + position + ", length " + length,
                    "a position from 1 to " + (size + 1) + " and a length that is not negative",
                    "ask for a part of the value");
        }
        return (int) (position - 1);
    }

    static SQLException freed() {
        return SqlErrors.of(
                JdbcErrorCode.LOB_FREED,
                "a large object was used",
                "it was freed",
                "a large object that is not freed",
                "get it again from the result set");
    }

    static SQLException readOnly(String method) {
        return SqlErrors.of(
                JdbcErrorCode.LOB_READ_ONLY,
                method + " on a value of an encrypted column",
                "a change in place",
                "reading",
                "write the whole new value with a setter or an update method");
    }
}
