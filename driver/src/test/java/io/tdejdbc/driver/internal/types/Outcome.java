package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.concurrent.Callable;

/**
 * What a call gave: a value in a comparable form, or a kind of error.
 *
 * @param error whether it failed
 * @param text the value with its class, or the nearest java.sql exception class and the SQLState
 */
record Outcome(boolean error, String text) {

    static Outcome of(Callable<?> call) {
        try {
            return new Outcome(false, describe(call.call()));
        } catch (SQLException e) {
            return new Outcome(true, kind(e));
        } catch (Exception e) {
            return new Outcome(true, e.getClass().getSimpleName());
        }
    }

    private static String kind(SQLException e) {
        String name = "SQLException";
        if (e instanceof SQLDataException) {
            name = "SQLDataException";
        } else if (e instanceof SQLFeatureNotSupportedException) {
            name = "SQLFeatureNotSupportedException";
        }
        return name + ' ' + e.getSQLState();
    }

    private static String describe(Object value) throws SQLException {
        if (value == null) {
            return "null";
        } else if (value instanceof byte[] bytes) {
            return "byte[] " + HexFormat.of().formatHex(bytes);
        } else if (value instanceof Clob clob) {
            return "String " + clob.getSubString(1, (int) clob.length());
        } else if (value instanceof Blob blob) {
            return "byte[] " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof BigDecimal number) {
            return "BigDecimal " + number.unscaledValue() + " scale " + number.scale();
        } else if (value instanceof Timestamp timestamp) {
            return "Timestamp " + timestamp.getTime() + " nanos " + timestamp.getNanos();
        } else if (value instanceof java.util.Date date) {
            return value.getClass().getSimpleName() + ' ' + date.getTime();
        } else if (value instanceof Calendar calendar) {
            return "Calendar " + calendar.getTimeInMillis() + ' '
                    + calendar.getTimeZone().getID();
        }
        return value.getClass().getSimpleName() + ' ' + value;
    }
}
