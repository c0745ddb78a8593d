package io.tdejdbc.keystore.internal.file;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads and writes key files: {@code {"format":1,"versions":[{"version":1,"created":"…","key":"<base64>"}],
 * "retired-below":1}}, the last one optional. Reading is strict: an unknown, missing or doubled field is an error, since
 * a file that was edited wrongly must not be used half.
 *
 * <p>Messages of the JSON library quote the input, which is key material here, so none of them is passed on.
 */
final class KeyFileFormat {

    private static final int FORMAT = 1;

    // Buffers that were recycled would keep key material for as long as the process lives.
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private final JsonParser in;
    private final String path;

    private KeyFileFormat(JsonParser in, String path) {
        this.in = in;
        this.path = path;
    }

    static KeyFile parse(byte[] json, String path) throws KeystoreException {
        try (JsonParser parser = JSON.createParser(json)) {
            return new KeyFileFormat(parser, path).file();
        } catch (JsonProcessingException e) {
            throw malformed(path, "no JSON" + where(e.getLocation()));
        } catch (IOException e) {
            throw malformed(path, "no JSON");
        }
    }

    private KeyFile file() throws IOException, KeystoreException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("no JSON object");
        }
        Optional<Integer> format = Optional.empty();
        Optional<Integer> retiredBelow = Optional.empty();
        NavigableMap<Integer, KeyFile.Version> versions = new TreeMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            switch (fieldName()) {
                case "format" -> format = Optional.of(formatNumber());
                case "versions" -> versions = versions();
                case "retired-below" -> retiredBelow = Optional.of(number("retired-below"));
                default -> throw wrong("an unknown field");
            }
        }
        if (in.nextToken() != null) {
            throw wrong("something behind the JSON object");
        }
        if (format.isEmpty()) {
            throw wrong("no field \"format\"");
        }
        if (versions.isEmpty()) {
            throw wrong("no version");
        }
        int below = retiredBelow.orElse(1);
        if (below > versions.lastKey()) {
            throw wrong("\"retired-below\" " + below + " above the newest version " + versions.lastKey());
        }
        return new KeyFile(versions, below);
    }

    private int formatNumber() throws IOException, KeystoreException {
        int format = number("format");
        if (format != FORMAT) {
            throw KeystoreError.KEY_FILE_MALFORMED.because(path + ", format " + format, "format " + FORMAT);
        }
        return format;
    }

    private NavigableMap<Integer, KeyFile.Version> versions() throws IOException, KeystoreException {
        if (in.nextToken() != JsonToken.START_ARRAY) {
            throw wrong("\"versions\" that is no array");
        }
        NavigableMap<Integer, KeyFile.Version> versions = new TreeMap<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("a version that is no object");
            }
            KeyFile.Version version = version();
            if (versions.put(version.number(), version) != null) {
                throw wrong("version " + version.number() + " twice");
            }
        }
        return versions;
    }

    private KeyFile.Version version() throws IOException, KeystoreException {
        Optional<Integer> number = Optional.empty();
        Optional<Instant> created = Optional.empty();
        Optional<SecretKeyBytes> key = Optional.empty();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            switch (fieldName()) {
                case "version" -> number = Optional.of(number("version"));
                case "created" -> created = Optional.of(instant());
                case "key" -> key = Optional.of(key());
                default -> throw wrong("an unknown field of a version");
            }
        }
        if (number.isEmpty() || created.isEmpty() || key.isEmpty()) {
            throw wrong("a version without \"version\", \"created\" or \"key\"");
        }
        return new KeyFile.Version(number.get(), created.get(), key.get());
    }

    private String fieldName() throws IOException, KeystoreException {
        if (in.currentToken() != JsonToken.FIELD_NAME) {
            throw wrong("an incomplete object");
        }
        return in.currentName();
    }

    private int number(String field) throws IOException, KeystoreException {
        if (in.nextToken() != JsonToken.VALUE_NUMBER_INT || in.getNumberType() != JsonParser.NumberType.INT) {
            throw wrong("\"" + field + "\" that is no whole number");
        }
        int number = in.getIntValue();
        if (number < 1) {
            throw wrong("\"" + field + "\" below 1");
        }
        return number;
    }

    private Instant instant() throws IOException, KeystoreException {
        if (in.nextToken() != JsonToken.VALUE_STRING) {
            throw wrong("\"created\" that is no text");
        }
        try {
            return Instant.parse(in.getText());
        } catch (DateTimeParseException e) {
            throw wrong("\"created\" that is no ISO 8601 instant");
        }
    }

    private SecretKeyBytes key() throws IOException, KeystoreException {
        if (in.nextToken() != JsonToken.VALUE_STRING) {
            throw wrong("\"key\" that is no text");
        }
        byte[] bytes;
        try {
            bytes = in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw wrong("\"key\" that is no base64");
        }
        try {
            if (bytes.length != KeyFile.KEY_LENGTH) {
                throw wrong("a key of " + bytes.length + " bytes");
            }
            return SecretKeyBytes.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private KeystoreException wrong(String found) {
        return malformed(path, found + where(in.currentLocation()));
    }

    private static KeystoreException malformed(String path, String found) {
        return KeystoreError.KEY_FILE_MALFORMED.because(
                path + ": " + found,
                "{\"format\":1,\"versions\":[{\"version\":…,\"created\":\"…\",\"key\":\"<base64 of 32 bytes>\"}]}");
    }

    private static String where(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The file's bytes; the caller wipes them. */
    static byte[] write(KeyFile file) {
        WipedOutput output = new WipedOutput();
        try (JsonGenerator out = JSON.createGenerator(output)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeNumberField("format", FORMAT);
            out.writeArrayFieldStart("versions");
            for (KeyFile.Version version : file.versions()) {
                out.writeStartObject();
                out.writeNumberField("version", version.number());
                out.writeStringField("created", version.created().toString());
                out.writeFieldName("key");
                version.key().<Void, IOException>use(bytes -> {
                    out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
                    return null;
                });
                out.writeEndObject();
            }
            out.writeEndArray();
            if (file.retiredBelow() > 1) {
                out.writeNumberField("retired-below", file.retiredBelow());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing JSON into memory failed", e);
        }
        return output.take();
    }

    /** A buffer that leaves no copy behind. */
    private static final class WipedOutput extends ByteArrayOutputStream {
        WipedOutput() {
            super(1 << 16); // large enough that it does not grow, which would leave the old array unwiped
        }

        byte[] take() {
            byte[] bytes = toByteArray();
            Arrays.fill(buf, (byte) 0);
            return bytes;
        }
    }
}
