package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.LexicalFamily;

/** What ALTER TABLE may change of a table or of where its values lie, whatever these are. */
final class TableOptions {
    private TableOptions() {}

    /** Steps over the one option that stands from here up to {@code to}; false if it is none of these. */
    static boolean accept(Reader reader, int to) {
        boolean known = switch (reader.tokens().session().family()) {
            case MYSQL -> mariaDb(reader);
            case POSTGRESQL -> postgres(reader);
            case STANDARD -> h2(reader);
            default -> false;
        };
        return known && reader.at() == to;
    }

    /** The same of where the values of one column lie, and what the planner knows of them. */
    static boolean acceptOfColumn(Reader reader, int to) {
        boolean known = reader.tokens().session().family() == LexicalFamily.POSTGRESQL
                && (reader.accept("SET", "STATISTICS")
                        || reader.accept("SET", "STORAGE")
                        || reader.accept("SET", "COMPRESSION"));
        return known && value(reader) && reader.at() == to;
    }

    private static boolean mariaDb(Reader reader) {
        if (reader.accept("FORCE") || reader.accept("ENABLE", "KEYS") || reader.accept("DISABLE", "KEYS")) {
            return true;
        }
        if (reader.accept("ENGINE")) {
            reader.acceptSymbol('=');
            return reader.isAny("INNODB", "ARIA", "MYISAM") && value(reader);
        }
        if (reader.accept("AUTO_INCREMENT")
                || reader.accept("COMMENT")
                || reader.accept("ROW_FORMAT")
                || reader.accept("ALGORITHM")
                || reader.accept("LOCK")) {
            reader.acceptSymbol('=');
            return value(reader);
        }
        return false;
    }

    private static boolean postgres(Reader reader) {
        if (reader.accept("ENABLE") || reader.accept("DISABLE")) {
            if (!reader.accept("ALWAYS")) {
                reader.accept("REPLICA");
            }
            return reader.accept("TRIGGER") && value(reader);
        }
        if (reader.accept("SET", "LOGGED")
                || reader.accept("SET", "UNLOGGED")
                || reader.accept("SET", "WITHOUT", "CLUSTER")) {
            return true;
        }
        if (reader.accept("SET", "TABLESPACE") || reader.accept("CLUSTER", "ON")) {
            return value(reader);
        }
        if (reader.accept("REPLICA", "IDENTITY")) {
            return reader.accept("USING", "INDEX")
                    ? value(reader)
                    : reader.isAny("DEFAULT", "FULL", "NOTHING") && value(reader);
        }
        if ((reader.accept("SET") || reader.accept("RESET")) && reader.isSymbol('(')) {
            int after = reader.tokens().afterGroup(reader.at());
            reader.goTo(Math.max(reader.at(), after));
            return after > 0;
        }
        return false;
    }

    private static boolean h2(Reader reader) {
        if (!reader.accept("SET", "REFERENTIAL_INTEGRITY") || !reader.accept("TRUE") && !reader.accept("FALSE")) {
            return false;
        }
        if (!reader.accept("CHECK")) {
            reader.accept("NOCHECK");
        }
        return true;
    }

    /** Steps over one name, number or string. */
    private static boolean value(Reader reader) {
        boolean value = !reader.done()
                && switch (reader.tokens().kind(reader.at())) {
                    case WORD, QUOTED_NAME, NUMBER, STRING -> true;
                    default -> false;
                };
        reader.goTo(reader.at() + 1);
        return value;
    }
}
