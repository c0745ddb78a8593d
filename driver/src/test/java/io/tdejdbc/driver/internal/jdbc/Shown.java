package io.tdejdbc.driver.internal.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Blob;
import java.sql.Clob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A value with its class as text, so that values of two databases can be compared. */
final class Shown {
    private Shown() {}

    static String of(Object value) throws Exception {
        if (value == null) {
            return "null";
        } else if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        } else if (value instanceof Clob clob) {
            return "clob " + clob.getSubString(1, (int) clob.length());
        } else if (value instanceof Blob blob) {
            return "blob " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof InputStream stream) {
            return "stream " + HexFormat.of().formatHex(stream.readAllBytes());
        } else if (value instanceof Reader reader) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return "reader " + text;
        } else if (value instanceof int[] numbers) {
            return Arrays.toString(numbers);
        } else if (value instanceof List<?> list) {
            List<String> shown = new ArrayList<>();
            for (Object element : list) {
                shown.add(of(element));
            }
            return shown.toString();
        }
        return value.getClass().getSimpleName() + " " + value;
    }
}
