package io.tdejdbc.sqlparse.internal.ddl;

/** Options of a table that ALTER TABLE may change on MariaDB, whatever its columns hold. */
final class MariaDbOptions {
    private MariaDbOptions() {}

    /** Steps over the one option that stands from here up to {@code to}; false if it is none of these. */
    static boolean accept(Reader reader, int to) {
        if (reader.accept("FORCE") || reader.accept("ENABLE", "KEYS") || reader.accept("DISABLE", "KEYS")) {
            return reader.at() == to;
        }
        boolean engine = reader.accept("ENGINE");
        if (!engine
                && !reader.accept("AUTO_INCREMENT")
                && !reader.accept("COMMENT")
                && !reader.accept("ROW_FORMAT")
                && !reader.accept("ALGORITHM")
                && !reader.accept("LOCK")) {
            return false;
        }
        reader.acceptSymbol('=');
        boolean value = engine
                ? reader.isAny("INNODB", "ARIA", "MYISAM")
                : !reader.done()
                        && switch (reader.tokens().kind(reader.at())) {
                            case WORD, NUMBER, STRING -> true;
                            default -> false;
                        };
        reader.goTo(reader.at() + 1);
        return value && reader.at() == to;
    }
}
