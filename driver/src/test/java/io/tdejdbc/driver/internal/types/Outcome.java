package io.tdejdbc.driver.internal.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
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

    /** The value with what shows only after it was read; of an error itself. */
    Outcome and(Callable<String> afterwards) {
        if (error) {
            return this;
        }
        try {
            return new Outcome(false, text + afterwards.call());
        } catch (Exception e) {
            return new Outcome(true, text + ", then " + e.getClass().getSimpleName());
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

    private static String describe(Object value) throws SQLException, IOException {
        if (value == null) {
            return "null";
        } else if (value instanceof byte[] bytes) {
            return "byte[] " + HexFormat.of().formatHex(bytes);
        } else if (value instanceof Clob clob) {
            return "String " + clob.getSubString(1, (int) clob.length());
        } else if (value instanceof Blob blob) {
            return "byte[] " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof InputStream stream) {
            return "stream " + HexFormat.of().formatHex(stream.readAllBytes());
        } else if (value instanceof Reader reader) {
            StringWriter out = new StringWriter();
            reader.transferTo(out);
            return "reader " + out;
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
