package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is no protected table itself but reaches one.
 *
 * @param kind what it is
 * @param name its name
 * @param target what it reaches, as a phrase
 * @param over the one relation in whose place it stands, for partitions and synonyms
 * @param view the query of a view, where it can be read
 */
public record Reaching(Kind kind, TableName name, String target, Optional<TableName> over, Optional<ViewText> view) {

    /** Something that can only be named. */
    public Reaching(Kind kind, TableName name, String target) {
        this(kind, name, target, Optional.empty(), Optional.empty());
    }

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
        /** A table with encrypted columns that the metadata does not know. */
        UNREGISTERED_TABLE,
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
