package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ProtectionMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be declared, in which mode, and how it is stored. */
class DeclaredTypesTest {
    private final BackendTypes h2 = new H2Types();
    private final BackendTypes postgresql = new PostgresTypes();

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
