package io.tdejdbc.keystore.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Test vectors: files with an array of flat objects, and hex. */
public final class Vectors {

    private Vectors() {}

    /** One object of a vector file; numbers are read as text. */
    public record Vector(Map<String, String> fields) {

        public String text(String name) {
            return Optional.ofNullable(fields.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no field " + name + " in " + fields));
        }

        public byte[] bytes(String name) {
            return hex(text(name));
        }

        public int number(String name) {
            return Integer.parseInt(text(name));
        }

        public SecretKeyBytes key(String name) {
            return SecretKeyBytes.copyOf(bytes(name));
        }

        public boolean valid() {
            return text("result").equals("valid");
        }

        @Override
        public String toString() {
            return fields.containsKey("tcId") ? "tcId " + text("tcId") : fields.toString();
        }
    }

    /** The objects of the array {@code array} in a resource below {@code /vectors}. */
    public static List<Vector> read(String resource, String array) {
        List<Vector> vectors = new ArrayList<>();
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + resource);
                JsonParser json = new JsonFactory().createParser(in)) {
            while (json.nextToken() != JsonToken.START_ARRAY || !array.equals(json.currentName())) {
                if (json.currentToken() == null) {
                    throw new IllegalArgumentException("no array " + array + " in " + resource);
                }
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> fields = new TreeMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    json.nextToken();
                    fields.put(name, json.getText());
                }
                vectors.add(new Vector(fields));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vectors;
    }

    /** Hex to bytes; blanks between digits are allowed. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Bytes to hex. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** A key of the given hex digits. */
    public static SecretKeyBytes key(String digits) {
        return SecretKeyBytes.copyOf(hex(digits));
    }
}
