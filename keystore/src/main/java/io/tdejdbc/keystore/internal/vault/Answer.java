package io.tdejdbc.keystore.internal.vault;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.github.jopenlibs.vault.json.ParseException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a server answered. Nothing in it is taken for granted: every field is asked for, and may be missing. */
final class Answer {
    private static final int MAX_TEXT = 300;

    // Buffers that were recycled would keep key material for as long as the process lives.
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    boolean ok() {
        return status == 200 || status == 204;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body as a JSON object; empty if it is none. Not for answers that hold key material. */
    Optional<JsonObject> json() {
        try {
            JsonValue value = Json.parse(new String(body, StandardCharsets.UTF_8));
            return value.isObject() ? Optional.of(value.asObject()) : Optional.empty();
        } catch (ParseException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Whether the body is one whole JSON object. It may hold key material. */
    boolean isObject() {
        try (JsonParser in = JSON.createParser(body)) {
            return in.nextToken() == JsonToken.START_OBJECT
                    && in.skipChildren().currentToken() == JsonToken.END_OBJECT
                    && in.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** An object below the given names. */
    Optional<JsonObject> object(String... names) {
        Optional<JsonObject> found = json();
        for (String name : names) {
            found = found.flatMap(parent -> member(parent, name))
                    .filter(JsonValue::isObject)
                    .map(JsonValue::asObject);
        }
        return found;
    }

    static Optional<JsonValue> member(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    static Optional<String> text(JsonObject object, String name) {
        return member(object, name).filter(JsonValue::isString).map(JsonValue::asString);
    }

    static Optional<Long> number(JsonObject object, String name) {
        try {
            return member(object, name).filter(JsonValue::isNumber).map(JsonValue::asLong);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static boolean flag(JsonObject object, String name) {
        return member(object, name).map(JsonValue::isTrue).orElse(false);
    }

    static List<String> texts(JsonObject object, String name) {
        List<String> texts = new ArrayList<>();
        member(object, name)
                .filter(JsonValue::isArray)
                .ifPresent(array -> array.asArray().forEach(value -> {
                    if (value.isString()) {
                        texts.add(value.asString());
                    }
                }));
        return texts;
    }

    /** Vault's own words about a failure, made harmless for a message. */
    String errors() {
        String text =
                json().map(object -> String.join("; ", texts(object, "errors"))).orElse("");
        return printable(text.isEmpty() ? "no reason given" : text);
    }

    static String printable(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7E]+", " ").strip();
        return clean.length() > MAX_TEXT ? clean.substring(0, MAX_TEXT) + "…" : clean;
    }

    /**
     * The bytes of {@code data.plaintext}, which never become a String.
     *
     * @return the caller's to wipe; empty if there is no such field or it is no base64
     */
    Optional<byte[]> plaintext() {
        try (JsonParser in = JSON.createParser(body)) {
            Optional<byte[]> found = Optional.empty();
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean data = in.currentName().equals("data");
                if (in.nextToken() == JsonToken.START_OBJECT && data) {
                    while (in.nextToken() == JsonToken.FIELD_NAME) {
                        boolean plaintext = in.currentName().equals("plaintext");
                        if (in.nextToken() == JsonToken.VALUE_STRING && plaintext) {
                            found = Optional.of(in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
                        } else {
                            in.skipChildren();
                        }
                    }
                } else {
                    in.skipChildren();
                }
            }
            return found;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** One item of {@code data.batch_results}; a text that is missing is empty. */
    record Item(Optional<byte[]> plaintext, String error, String reference) {
        void wipe() {
            plaintext.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    /**
     * The items of {@code data.batch_results}, whose plaintexts never become Strings.
     *
     * @return the caller's to wipe; empty if there is no such array or something in it is no object
     */
    Optional<List<Item>> batch() {
        List<Item> items = new ArrayList<>();
        boolean whole = false;
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT
                    || !seek(in, "data", JsonToken.START_OBJECT)
                    || !seek(in, "batch_results", JsonToken.START_ARRAY)) {
                return Optional.empty();
            }
            while (in.nextToken() == JsonToken.START_OBJECT) {
                items.add(item(in));
            }
            boolean ended = in.currentToken() == JsonToken.END_ARRAY;
            readToEnd(in);
            whole = ended;
            return whole ? Optional.of(items) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            if (!whole) {
                items.forEach(Item::wipe);
            }
        }
    }

    private static Item item(JsonParser in) throws IOException {
        Optional<byte[]> plaintext = Optional.empty();
        String error = "";
        String reference = "";
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_STRING) {
                in.skipChildren();
            } else if (name.equals("plaintext")) {
                plaintext = Optional.of(in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS));
            } else if (name.equals("error")) {
                error = in.getText();
            } else if (name.equals("reference")) {
                reference = in.getText();
            }
        }
        return new Item(plaintext, error, reference);
    }

    /** Moves to a member's value within the object that the parser is in; false if there is none of that kind. */
    private static boolean seek(JsonParser in, String name, JsonToken kind) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = in.currentName().equals(name);
            if (in.nextToken() == kind && wanted) {
                return true;
            }
            in.skipChildren();
        }
        return false;
    }

    /** Fails if the text ends before the object that it is. */
    private static void readToEnd(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        while (token != null) {
            token = in.nextToken();
        }
    }

    /** Zeroes the body. */
    void wipe() {
        Arrays.fill(body, (byte) 0);
    }

    @Override
    public String toString() {
        return "answer with status " + status;
    }
}
