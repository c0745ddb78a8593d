package io.tdejdbc.it.harness;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A place where databases can be made: one PostgreSQL server or one folder of H2 files. The plain twin and the protected
 * one never share a backend, so that a search through the files of one finds nothing of the other.
 */
public interface Backend {

    /** What kind of database it is. */
    Kind kind();

    /** Makes an empty database. */
    Database create(String name) throws SQLException;

    /** Everything the backend has ever written lies under this folder. */
    Path folder();

    /** Brings what is still in memory to the files. */
    void flush() throws SQLException;

    /** The kinds of databases. */
    enum Kind {
        /** H2 in files, in this process. */
        H2("CLOB", "BLOB", "VARBINARY(200)"),
        /** PostgreSQL 17, a process of its own. */
        POSTGRESQL("TEXT", "BYTEA", "BYTEA");

        private final String text;
        private final String blob;
        private final String bytes;

        Kind(String text, String blob, String bytes) {
            this.text = text;
            this.blob = blob;
            this.bytes = bytes;
        }

        /** Puts the dialect's type names in place of <code>${text}</code>, <code>${blob}</code>, <code>${bytes}</code>. */
        public String ddl(String template) {
            return template.replace("${text}", text).replace("${blob}", blob).replace("${bytes}", bytes);
        }
    }
}
