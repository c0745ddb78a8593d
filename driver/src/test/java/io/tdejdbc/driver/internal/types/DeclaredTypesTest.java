package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be declared, in which mode, and how it is stored. */
class DeclaredTypesTest {
    private final BackendTypes h2 = new H2Types();
    private final BackendTypes postgresql = new PostgresTypes();
    private final BackendTypes mariadb = new MariaTypes(Optional.of(ZoneOffset.UTC), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DECFLOAT", "JSON", "ENUM('a', 'b')", "INTEGER ARRAY", "INTERVAL DAY", "GEOMETRY", "JAVA_OBJECT",
                "SERIAL", "IDENTITY", "UNKNOWN", "", "VARCHAR(a)", "VARCHAR(10", "\"own type\""
            })
    void h2TypesThatCannotBeProtected(String definition) {
        assertThat(h2.ofDefinition(definition)).isEmpty();
        assertThat(h2.ofColumn(java.sql.Types.OTHER, definition, 0, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serial", "bigserial", "smallserial", "money", "json", "jsonb", "xml", "interval", "bit(3)",
                "bit varying(3)", "citext", "oid", "inet", "integer[]", "int4range", "name", "\"char\"", "point",
                "numeric(5,-2)", "", "own_enum"
            })
    void postgresqlTypesThatCannotBeProtected(String definition) {
        assertThat(postgresql.ofDefinition(definition)).isEmpty();
        assertThat(postgresql.ofColumn(java.sql.Types.OTHER, definition, 0, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YEAR",
                "year(4)",
                "bit",
                "bit(3)",
                "enum('a','b')",
                "set('a')",
                "point",
                "geometry",
                "inet4",
                "inet6",
                "serial",
                "vector(3)",
                "varchar",
                "varbinary",
                "float(7,3)",
                "double(10,2)",
                "time(7)",
                "int zerofill",
                "",
                "varchar(10",
                "own_type"
            })
    void mariadbTypesThatCannotBeProtected(String definition) {
        assertThat(mariadb.ofDefinition(definition)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YEAR",
                "BIT",
                "ENUM",
                "SET",
                "POINT",
                "INET6",
                "INT UNSIGNED ZEROFILL",
                "DECIMAL UNSIGNED ZEROFILL"
            })
    void mariadbColumnsThatCannotBeProtected(String typeName) {
        assertThat(mariadb.ofColumn(java.sql.Types.OTHER, typeName, 4, 0)).isEmpty();
    }

    @Test
    void mariadbRoundsNoFloats() {
        assertThat(mariadb.ofColumn(java.sql.Types.REAL, "FLOAT", 7, 3)).isEmpty();
        assertThat(mariadb.ofColumn(java.sql.Types.REAL, "FLOAT", 12, 0)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "Varchar ( 40 ), varchar(40)",
        "national varchar(40), varchar(40)",
        "char, char(1)",
        "bool, tinyint(1)",
        "tinyint(1), tinyint(1)",
        "tinyint(1) unsigned, tinyint unsigned",
        "tinyint(4), tinyint",
        "INTEGER(11) UNSIGNED, int unsigned",
        "bigint signed, bigint",
        "'numeric(10, 2)', 'decimal(10,2)'",
        "'dec unsigned', 'decimal(10,0) unsigned'",
        "float(24), float",
        "float(25), double",
        "double precision unsigned, double unsigned",
        "real, double",
        "text(60), tinytext",
        "text(100), text",
        "blob(70000), mediumblob",
        "long varchar, mediumtext",
        "json, longtext",
        "timestamp, timestamp(0)",
        "datetime(6), datetime(6)",
        "UUID, uuid"
    })
    void mariadbDefinitionsInAnyForm(String written, String definition) {
        assertThat(mariadb.ofDefinition(written).map(DeclaredType::definition)).contains(definition);
    }

    @ParameterizedTest
    @CsvSource({
        "float, binary, true, read differently",
        "double, binary, true, read differently",
        "boolean, '', false, small-domain=accepted",
        "char(4), '', true, compare=binary",
        "varchar(20), '', true, compare=binary",
        "longtext, fold, true, compare=binary"
    })
    void mariadbObjectionsToEquality(String definition, String comparison, boolean smallDomain, String phrase) {
        DeclaredType type = mariadb.ofDefinition(definition).orElseThrow();
        assertThat(mariadb.objection(type, ProtectionMode.EQUALITY, comparison, smallDomain)
                        .orElseThrow())
                .contains(phrase);
        assertThat(mariadb.objection(type, ProtectionMode.RANDOM, "", false)).isEmpty();
    }

    @Test
    void mariadbTimestampsNeedAKnownZone() {
        BackendTypes lost = new MariaTypes(Optional.empty(), false);
        DeclaredType type = lost.ofDefinition("timestamp").orElseThrow();
        for (ProtectionMode mode : ProtectionMode.values()) {
            assertThat(lost.objection(type, mode, "", false).orElseThrow()).contains("time_zone");
        }
        assertThatThrownBy(() -> lost.codec(type, ProtectionMode.RANDOM)).isInstanceOf(IllegalArgumentException.class);
        assertThat(mariadb.objection(type, ProtectionMode.EQUALITY, "", false)).isEmpty();
    }

    @Test
    void mariadbTimestampsOfTheDoubledHourAreRefused() throws SQLException {
        BackendTypes types = new MariaTypes(Optional.of(ZoneId.of("Europe/Berlin")), false);
        ColumnCodec codec = types.codec(types.ofDefinition("timestamp").orElseThrow(), ProtectionMode.EQUALITY);
        for (ValueUse use : ValueUse.values()) {
            assertThatThrownBy(() -> codec.encodeString("2024-10-27 02:30:00", use))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("twice");
        }
        assertThatThrownBy(() -> codec.encodeString("2024-03-31 02:30:00", ValueUse.ASSIGNED))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining("TDE-JDB-107");
        for (String moment : new String[] {"2024-10-27 01:59:59", "2024-10-27 03:00:00", "2024-07-01 12:00:00"}) {
            assertThat(codec.getString(codec.encodeString(moment, ValueUse.ASSIGNED)))
                    .isEqualTo(moment);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "varchar(40), varbinary(204)",
        "varchar(1013), varbinary(4096)",
        "varchar(1014), blob",
        "varchar(16383), mediumblob",
        "tinytext, varbinary(299)",
        "text, mediumblob",
        "mediumtext, longblob",
        "longtext, longblob",
        "varbinary(16), varbinary(60)",
        "blob, mediumblob",
        "int, varbinary(60)",
        "'decimal(65,30)', varbinary(77)"
    })
    void mariadbStoresInTheNarrowestBinaryType(String definition, String stored) {
        assertThat(mariadb.storedType(mariadb.ofDefinition(definition).orElseThrow(), ProtectionMode.RANDOM))
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "'', STRICT_TRANS_TABLES",
        "NO_ENGINE_SUBSTITUTION, STRICT_TRANS_TABLES",
        "'STRICT_ALL_TABLES,ALLOW_INVALID_DATES', ALLOW_INVALID_DATES",
        "'PAD_CHAR_TO_FULL_LENGTH,STRICT_TRANS_TABLES', PAD_CHAR_TO_FULL_LENGTH",
        "'STRICT_TRANS_TABLES,TIME_ROUND_FRACTIONAL', TIME_ROUND_FRACTIONAL"
    })
    void mariadbModesThatChangeValues(String sqlMode, String mode) {
        assertThat(MariaSession.objectionToMode(sqlMode).orElseThrow()).contains(mode);
    }

    @Test
    void mariadbModesAndOptionsThatChangeNothing() {
        assertThat(MariaSession.objectionToMode(
                        "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION"))
                .isEmpty();
        assertThat(MariaSession.objectionToOptions(Map.of("tinyInt1isBit", "true", "preserveInstants", "0")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "preserveinstants, true",
        "preserveInstants, ''",
        "uuidAsString, 1",
        "tinyInt1isBit, false",
        "transformedBitIsBoolean, 0",
        "oldModeNoPrecisionTimestamp, TRUE"
    })
    void mariadbOptionsThatChangeClasses(String option, String value) {
        assertThat(MariaSession.objectionToOptions(Map.of(option, value)).orElseThrow())
                .contains(option);
    }

    @ParameterizedTest
    @CsvSource({
        "Varchar ( 40 ), CHARACTER VARYING(40)",
        "varchar(40 CHARACTERS), CHARACTER VARYING(40)",
        "VARCHAR2(2K), CHARACTER VARYING(2048)",
        "  timestamp (3)   with time   zone, TIMESTAMP(3) WITH TIME ZONE",
        "bit, BOOLEAN",
        "int, INTEGER",
        "double, DOUBLE PRECISION",
        "text, CHARACTER VARYING"
    })
    void h2DefinitionsInAnyForm(String written, String definition) {
        assertThat(h2.ofDefinition(written).map(DeclaredType::definition)).contains(definition);
    }

    @ParameterizedTest
    @CsvSource({
        "Character Varying (40), character varying(40)",
        "pg_catalog.int4, integer",
        "TIMESTAMPTZ, timestamp(6) with time zone",
        "time(3) with time zone, time(3) with time zone",
        "float(24), real",
        "float, double precision",
        "char, character(1)",
        "'decimal(10, 2)', 'numeric(10,2)'"
    })
    void postgresqlDefinitionsInAnyForm(String written, String definition) {
        assertThat(postgresql.ofDefinition(written).map(DeclaredType::definition))
                .contains(definition);
    }

    @ParameterizedTest
    @CsvSource({
        "REAL, binary, true, read differently",
        "DOUBLE PRECISION, binary, true, read differently",
        "BOOLEAN, '', false, small-domain=accepted",
        "TIMESTAMP WITH TIME ZONE, binary, true, offset",
        "TIME WITH TIME ZONE, binary, true, offset",
        "CLOB, binary, true, use random",
        "BLOB, binary, true, use random",
        "CHAR(4), '', true, compare=binary",
        "VARCHAR_IGNORECASE(20), '', true, compare=binary",
        "VARCHAR, binary, true, too long",
        "VARBINARY(2000000), binary, true, too long"
    })
    void h2ObjectionsToEquality(String definition, String comparison, boolean smallDomain, String phrase) {
        DeclaredType type = h2.ofDefinition(definition).orElseThrow();
        assertThat(h2.objection(type, ProtectionMode.EQUALITY, comparison, smallDomain)
                        .orElseThrow())
                .contains(phrase);
        assertThat(h2.objection(type, ProtectionMode.RANDOM, "", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "real, binary, true, read differently",
        "boolean, '', false, small-domain=accepted",
        "timetz, binary, true, offset",
        "numeric, binary, true, declare precision",
        "bpchar, binary, true, declare a length",
        "char(4), '', true, compare=binary"
    })
    void postgresqlObjectionsToEquality(String definition, String comparison, boolean smallDomain, String phrase) {
        DeclaredType type = postgresql.ofDefinition(definition).orElseThrow();
        assertThat(postgresql
                        .objection(type, ProtectionMode.EQUALITY, comparison, smallDomain)
                        .orElseThrow())
                .contains(phrase);
        assertThat(postgresql.objection(type, ProtectionMode.RANDOM, "", false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"varchar(40)", "integer", "numeric(10,2)", "date", "timestamp", "uuid", "bytea"})
    void equalityIsOfferedWhereBytesAreTheColumnsEquality(String definition) {
        assertThat(postgresql.objection(
                        postgresql.ofDefinition(definition).orElseThrow(), ProtectionMode.EQUALITY, "", false))
                .isEmpty();
    }

    @Test
    void acceptedChoicesAreNoObjections() {
        Optional<String> none = Optional.empty();
        DeclaredType truth = h2.ofDefinition("BOOLEAN").orElseThrow();
        assertThat(h2.objection(truth, ProtectionMode.EQUALITY, "", true)).isEqualTo(none);
        DeclaredType padded = h2.ofDefinition("CHAR(4)").orElseThrow();
        assertThat(h2.objection(padded, ProtectionMode.EQUALITY, "binary", false))
                .isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR(40), BINARY VARYING(164)",
        "VARCHAR(349510), BINARY VARYING(1048574)",
        "VARCHAR(349511), BINARY LARGE OBJECT",
        "CLOB, BINARY LARGE OBJECT",
        "BLOB, BINARY LARGE OBJECT",
        "VARBINARY(16), BINARY VARYING(60)",
        "INTEGER, BINARY VARYING(60)",
        "TIMESTAMP WITH TIME ZONE, BINARY VARYING(60)",
        "'NUMERIC(10,2)', BINARY VARYING(55)"
    })
    void h2StoresInTheNarrowestBinaryType(String definition, String stored) {
        assertThat(h2.storedType(h2.ofDefinition(definition).orElseThrow(), ProtectionMode.RANDOM))
                .isEqualTo(stored);
    }

    @Test
    void aTypeOfAnotherBackendHasNoCodec() {
        DeclaredType type = postgresql.ofDefinition("text").orElseThrow();
        assertThatThrownBy(() -> h2.codec(type, ProtectionMode.RANDOM)).isInstanceOf(IllegalArgumentException.class);
    }
}
