package io.tdejdbc.frameworks.harness;

import javax.sql.DataSource;

/**
 * What an application is given.
 *
 * @param kind the kind of database that it is made for
 * @param dataSource its connections
 */
public record Site(Kind kind, DataSource dataSource) {

    /** The kinds of databases. */
    public enum Kind {
        /** H2 in memory. */
        H2("h2", "CLOB", "BLOB", "JSON"),
        /** PostgreSQL 17, a process of its own. */
        POSTGRESQL("pg", "TEXT", "BYTEA", "JSONB");

        private final String dialect;
        private final String text;
        private final String bytes;
        private final String json;

        Kind(String dialect, String text, String bytes, String json) {
            this.dialect = dialect;
            this.text = text;
            this.bytes = bytes;
            this.json = json;
        }

        /** The word that the recorded list has for it. */
        public String dialect() {
            return dialect;
        }

        /** Puts the type names in place of <code>${text}</code>, <code>${bytes}</code> and <code>${json}</code>. */
        public String ddl(String template) {
            return template.replace("${text}", text).replace("${bytes}", bytes).replace("${json}", json);
        }
    }
}
