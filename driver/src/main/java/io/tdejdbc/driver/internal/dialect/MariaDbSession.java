package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.types.MariaSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the settings of a MariaDB session mean for its statements. */
final class MariaDbSession {
    /** The parts of {@code sql_mode} under which statements mean what the analysis reads. */
    private static final Set<String> KNOWN_MODES = Set.of(
            "STRICT_TRANS_TABLES",
            "STRICT_ALL_TABLES",
            "ERROR_FOR_DIVISION_BY_ZERO",
            "NO_AUTO_CREATE_USER",
            "NO_ENGINE_SUBSTITUTION",
            "NO_ZERO_DATE",
            "NO_ZERO_IN_DATE",
            "ONLY_FULL_GROUP_BY",
            "NO_AUTO_VALUE_ON_ZERO",
            "NO_BACKSLASH_ESCAPES",
            "ANSI_QUOTES",
            "PIPES_AS_CONCAT",
            "IGNORE_SPACE",
            "NO_UNSIGNED_SUBTRACTION",
            "TRADITIONAL");

    /** The {@code sql_select_limit} of a session whose results are whole. */
    private static final String NO_LIMIT = "18446744073709551615";

    /** The session's time zone by a name that says which. */
    static final String ZONE = "IF(@@time_zone = 'SYSTEM', @@system_time_zone, @@time_zone)";

    private static final String SETTINGS = "SELECT DATABASE(), @@sql_mode, " + ZONE + ", @@character_set_client, "
            + "@@character_set_connection, @@check_constraint_checks, @@sql_auto_is_null, @@sql_select_limit LIMIT 1";

    /** With a limit of its own, which comes before that of the session. */
    private static final String TEMPORARY =
            "SELECT LOWER(TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_TYPE = 'TEMPORARY' LIMIT " + NO_LIMIT;

    private static final String TEMPORARY_MADE = "SHOW SESSION STATUS LIKE 'Com_create_temporary_table'";

    private MariaDbSession() {}

    /** @param known temporary tables that the session had before */
    static SessionFingerprint fingerprint(Connection connection, Set<String> known) throws SQLException {
        Set<String> temporary = temporaryTables(connection, known);
        return Queries.list(connection, SETTINGS, row -> {
                    String database = row.getString(1);
                    Set<String> modes = modes(row.getString(2));
                    return new SessionFingerprint(
                            "def",
                            database == null ? List.of() : List.of(database),
                            !modes.contains("NO_BACKSLASH_ESCAPES"),
                            !modes.contains("ANSI_QUOTES"),
                            modes.contains("PIPES_AS_CONCAT"),
                            row.getString(3),
                            temporary,
                            false,
                            true,
                            objection(
                                    modes,
                                    List.of(row.getString(4), row.getString(5)),
                                    row.getBoolean(6),
                                    row.getBoolean(7),
                                    NO_LIMIT.equals(row.getString(8))));
                })
                .get(0);
    }

    /**
     * To find them, the server looks at all tables of all databases, so it is asked only where there can be any: FLUSH
     * STATUS sets the session's counter back, but not what is known.
     */
    private static Set<String> temporaryTables(Connection connection, Set<String> known) throws SQLException {
        boolean none = known.isEmpty()
                && Queries.list(connection, TEMPORARY_MADE, row -> row.getLong(2))
                        .equals(List.of(0L));
        return none ? Set.of() : new LinkedHashSet<>(Queries.strings(connection, TEMPORARY));
    }

    private static Set<String> modes(String mode) {
        Set<String> modes =
                new LinkedHashSet<>(List.of(mode.toUpperCase(Locale.ROOT).split(",", -1)));
        modes.remove("");
        return modes;
    }

    private static String objection(
            Set<String> modes, List<String> characterSets, boolean checks, boolean autoIsNull, boolean whole) {
        for (String mode : modes) {
            if (!KNOWN_MODES.contains(mode)) {
                return "sql_mode with " + mode + ", which changes how statements are read";
            }
        }
        Optional<String> values = MariaSession.objectionToMode(String.join(",", modes));
        if (values.isPresent()) {
            return values.get();
        }
        for (String characterSet : characterSets) {
            if (!characterSet.startsWith("utf8")) {
                return "character set " + characterSet + " of the connection changes how strings are read";
            }
        }
        if (!checks) {
            return "check_constraint_checks=OFF takes the CHECK of encrypted columns away";
        }
        if (!whole) {
            return "sql_select_limit cuts results before their rows are sorted or chosen";
        }
        return autoIsNull ? "sql_auto_is_null=ON changes what IS NULL finds" : "";
    }
}
