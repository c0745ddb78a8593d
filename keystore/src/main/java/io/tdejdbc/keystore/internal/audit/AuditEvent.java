package io.tdejdbc.keystore.internal.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One use of a master key, without anything that is secret.
 *
 * @param time when it ended
 * @param event the action, or {@code deny} if it was refused
 * @param action what was tried
 * @param provider kind of the key manager
 * @param keyName which master key
 * @param keyId the wrapped key; empty if it is about the master key alone
 * @param version of the master key, if known
 * @param result {@code ok}, or the code of the error
 * @param micros how long it took
 * @param correlation the same for all events of one request
 */
record AuditEvent(
        Instant time,
        String event,
        String action,
        String provider,
        String keyName,
        Optional<UUID> keyId,
        OptionalInt version,
        String result,
        long micros,
        UUID correlation) {

    /** One line, without its end. */
    String json(String actor) {
        StringBuilder json = new StringBuilder(300).append('{');
        text(json, "time", time.toString());
        text(json, "event", event);
        text(json, "action", action);
        text(json, "actor", actor);
        text(json, "provider", provider);
        text(json, "master_key", keyName);
        keyId.ifPresent(id -> text(json, "key", id.toString()));
        version.ifPresent(number -> number(json, "version", number));
        text(json, "result", result);
        number(json, "micros", micros);
        text(json, "correlation", correlation.toString());
        return json.append('}').toString();
    }

    private static void name(StringBuilder json, String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        json.append('"').append(name).append("\":");
    }

    private static void number(StringBuilder json, String name, long value) {
        name(json, name);
        json.append(value);
    }

    private static void text(StringBuilder json, String name, String value) {
        name(json, name);
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                // Whoever reads lines must not meet a line end or a terminal's control sequence in a name.
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
