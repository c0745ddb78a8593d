package io.tdejdbc.it.life;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/** What calls gave, one line each: the answer, or the failure with its SQLState and, of a batch, its counts. */
final class Story {
    private final List<String> lines = new ArrayList<>();

    /** One call, whose answer or failure is told. */
    interface Call {
        Object run() throws SQLException;
    }

    /** One call without an answer. */
    interface Act {
        void run() throws SQLException;
    }

    void tell(String what, Call call) {
        try {
            lines.add(what + " " + shown(call.run()));
        } catch (SQLException e) {
            lines.add(what + " " + failure(e));
        } catch (RuntimeException e) {
            // Connector/J lets some out.
            lines.add(what + " " + e.getClass().getSimpleName());
        }
    }

    /** Tells of a call that answers nothing. */
    void act(String what, Act act) {
        tell(what, () -> {
            act.run();
            return "done";
        });
    }

    List<String> lines() {
        return lines;
    }

    static String failure(SQLException failure) {
        Class<?> type = failure.getClass();
        while (!type.getName().startsWith("java.sql.")) {
            type = type.getSuperclass();
        }
        String counts = failure instanceof BatchUpdateException batch
                ? " " + counts(Arrays.stream(batch.getUpdateCounts()).asLongStream()) + " "
                        + counts(Arrays.stream(batch.getLargeUpdateCounts()))
                : "";
        return type.getSimpleName() + " " + failure.getSQLState() + counts;
    }

    private static String shown(Object value) throws SQLException {
        if (value instanceof ResultSet rows) {
            return rows(rows);
        } else if (value instanceof int[] counts) {
            return counts(Arrays.stream(counts).asLongStream());
        } else if (value instanceof long[] counts) {
            return counts(Arrays.stream(counts));
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof Object[] values) {
            return Arrays.deepToString(values);
        } else if (value instanceof Clob clob) {
            return "clob " + clob.getSubString(1, (int) clob.length());
        } else if (value instanceof Blob blob) {
            return "blob " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof Array array) {
            return "array " + Arrays.deepToString((Object[]) array.getArray());
        } else if (value instanceof SQLWarning warning) {
            return "warning " + warning.getSQLState() + " " + warning.getMessage();
        }
        return value instanceof InputStream || value instanceof Reader ? read(value) : String.valueOf(value);
    }

    private static String read(Object stream) {
        try {
            return stream instanceof Reader reader
                    ? "characters " + readAll(reader)
                    : "bytes " + HexFormat.of().formatHex(((InputStream) stream).readAllBytes());
        } catch (IOException e) {
            return "not read";
        }
    }

    private static String readAll(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            text.append((char) next);
        }
        return text.toString();
    }

    /** The counts, those that are the same one after the other in one. */
    private static String counts(LongStream counts) {
        StringBuilder text = new StringBuilder("[");
        long[] all = counts.toArray();
        for (int i = 0, begin = 0; i < all.length; i++) {
            if (i + 1 == all.length || all[i + 1] != all[begin]) {
                text.append(i + 1 - begin).append(" times ").append(all[begin]).append(", ");
                begin = i + 1;
            }
        }
        return text.append(']').toString();
    }

    private static String rows(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                text.append(columns.getColumnLabel(i))
                        .append('=')
                        .append(rows.getString(i))
                        .append(' ');
            }
            text.append('|');
        }
        return text.toString();
    }
}
