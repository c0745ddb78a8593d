package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.util.Locale;

/**
 * Something that is no protected table itself but reaches one.
 *
 * @param kind what it is
 * @param name its name
 * @param target what it reaches, as a phrase
 */
public record Reaching(Kind kind, TableName name, String target) {
    /** The kinds. */
    public enum Kind {
        /** A view. */
        VIEW,
        /** A materialised view, which holds copies of stored values. */
        MATERIALIZED_VIEW,
        /** A partition or inheritance child. */
        PARTITION,
        /** A partitioned table or inheritance parent. */
        PARENT,
        /** A synonym. */
        SYNONYM,
        /** A link to a table of some database. */
        LINK,
        /** A table with a trigger. */
        TRIGGER,
        /** A function or procedure. */
        ROUTINE;

        /** The kind as messages and {@code tde.preflight.allow} write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A phrase for messages. */
    public String what() {
        return kind.label() + " " + name + " over " + target;
    }

    /** The form in {@code tde.preflight.allow}. */
    public String allowance() {
        return kind.label() + ":" + name;
    }
}
