package io.tdejdbc.frameworks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The insurer's tables as the applications that do not make their own find them: {@code office.sql}. */
public final class Office {
    private Office() {}

    /** Makes the tables. */
    public static void create(Site.Kind kind, DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : kind.ddl(text("/office.sql")).split(";\n")) {
                statement.execute(sql);
            }
        }
    }

    /** A resource's text. */
    public static String text(String name) {
        try (InputStream in = Office.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
