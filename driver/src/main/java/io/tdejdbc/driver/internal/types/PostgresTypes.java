package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;

/** The types of PostgreSQL as pgjdbc reports and converts them. */
public final class PostgresTypes implements BackendTypes {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    /** Fractional digits of seconds where no precision is given. */
    private static final int MOST_DIGITS = 6;

    private final PgBinding binding;

    /** For connections on which pgjdbc declares strings as varchar, its default. */
    public PostgresTypes() {
        this(false);
    }

    /**
     * For connections with or without {@code stringtype=unspecified}.
     *
     * @param stringsUnspecified whether pgjdbc sends strings without a type, so that they fit every column
     */
    public PostgresTypes(boolean stringsUnspecified) {
        this.binding = new PgBinding(stringsUnspecified);
    }

    @Override
    public Optional<DeclaredType> ofColumn(int jdbcType, String typeName, int precision, int scale) {
        return switch (typeName) {
            case "bpchar", "varchar" -> Optional.of(text(typeName, precision));
            case "numeric" -> numeric(precision, scale);
            case "time", "timetz", "timestamp", "timestamptz" -> Optional.of(temporal(typeName, scale));
            default -> fixed(typeName);
        };
    }

    @Override
    public Set<String> castNames(DeclaredType type) {
        return switch (type.typeName()) {
            case "varchar", "text" -> Set.of("TEXT");
            case "int2" -> Set.of("SMALLINT", "INT2");
            case "int4" -> Set.of("INTEGER", "INT", "INT4");
            case "int8" -> Set.of("BIGINT", "INT8");
            case "bool" -> Set.of("BOOLEAN", "BOOL");
            case "date" -> Set.of("DATE");
            case "uuid" -> Set.of("UUID");
            case "timestamp" ->
                type.scale() == MOST_DIGITS ? Set.of("TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE") : Set.of();
            case "timestamptz" ->
                type.scale() == MOST_DIGITS ? Set.of("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE") : Set.of();
            default -> Set.of();
        };
    }

    @Override
    public Optional<DeclaredType> ofDefinition(String definition) {
        String unqualified = definition.trim();
        if (unqualified.regionMatches(true, 0, "pg_catalog.", 0, 11)) {
            unqualified = unqualified.substring(11);
        }
        return TypeDefinition.parse(unqualified).flatMap(PostgresTypes::ofParsed);
    }

    private static Optional<DeclaredType> ofParsed(TypeDefinition d) {
        return switch (d.name()) {
            case "CHARACTER", "CHAR", "NCHAR", "NATIONAL CHARACTER", "NATIONAL CHAR" ->
                Optional.of(text("bpchar", d.argument(0, 1)));
            case "BPCHAR" -> Optional.of(text("bpchar", d.argument(0, UNLIMITED)));
            case "CHARACTER VARYING",
                    "CHAR VARYING",
                    "VARCHAR",
                    "NCHAR VARYING",
                    "NATIONAL CHARACTER VARYING",
                    "NATIONAL CHAR VARYING" -> Optional.of(text("varchar", d.argument(0, UNLIMITED)));
            case "TEXT" -> fixed("text");
            case "SMALLINT", "INT2" -> fixed("int2");
            case "INTEGER", "INT", "INT4" -> fixed("int4");
            case "BIGINT", "INT8" -> fixed("int8");
            case "NUMERIC", "DECIMAL", "DEC" -> numeric(d.argument(0, 0), d.argument(1, 0));
            case "REAL", "FLOAT4" -> fixed("float4");
            case "DOUBLE PRECISION", "FLOAT8" -> fixed("float8");
            case "FLOAT" -> fixed(d.argument(0, 53) <= 24 ? "float4" : "float8");
            case "BOOLEAN", "BOOL" -> fixed("bool");
            case "DATE" -> fixed("date");
            case "TIME", "TIME WITHOUT TIME ZONE" -> Optional.of(temporal("time", d.argument(0, 6)));
            case "TIMETZ", "TIME WITH TIME ZONE" -> Optional.of(temporal("timetz", d.argument(0, 6)));
            case "TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE" -> Optional.of(temporal("timestamp", d.argument(0, 6)));
            case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" -> Optional.of(temporal("timestamptz", d.argument(0, 6)));
            case "BYTEA" -> fixed("bytea");
            case "UUID" -> fixed("uuid");
            default -> Optional.empty();
        };
    }

    private static Optional<DeclaredType> fixed(String name) {
        return switch (name) {
            case "text" -> Optional.of(text(name, UNLIMITED));
            case "int2" -> Optional.of(integer(Types.SMALLINT, name, "java.lang.Integer", 5, 6, "smallint"));
            case "int4" -> Optional.of(integer(Types.INTEGER, name, "java.lang.Integer", 10, 11, "integer"));
            case "int8" -> Optional.of(integer(Types.BIGINT, name, "java.lang.Long", 19, 20, "bigint"));
            case "float4" ->
                Optional.of(new DeclaredType(
                        TypeFamily.FLOAT, Types.REAL, name, "java.lang.Float", 8, 8, 15, true, false, "real"));
            case "float8" ->
                Optional.of(new DeclaredType(
                        TypeFamily.FLOAT,
                        Types.DOUBLE,
                        name,
                        "java.lang.Double",
                        17,
                        17,
                        25,
                        true,
                        false,
                        "double precision"));
            case "bool" ->
                Optional.of(new DeclaredType(
                        TypeFamily.BOOLEAN, Types.BIT, name, "java.lang.Boolean", 1, 0, 1, false, false, "boolean"));
            case "date" ->
                Optional.of(new DeclaredType(
                        TypeFamily.DATE, Types.DATE, name, "java.sql.Date", 13, 0, 13, false, false, name));
            case "bytea" ->
                Optional.of(new DeclaredType(
                        TypeFamily.BINARY, Types.BINARY, name, "[B", UNLIMITED, 0, UNLIMITED, false, true, name));
            case "uuid" ->
                Optional.of(new DeclaredType(
                        TypeFamily.UUID,
                        Types.OTHER,
                        name,
                        "java.util.UUID",
                        UNLIMITED,
                        0,
                        UNLIMITED,
                        false,
                        true,
                        name));
            default -> Optional.empty();
        };
    }

    private static DeclaredType integer(
            int jdbcType, String name, String className, int precision, int display, String definition) {
        return new DeclaredType(
                TypeFamily.INTEGER, jdbcType, name, className, precision, 0, display, true, false, definition);
    }

    private static DeclaredType text(String name, int length) {
        boolean padded = "bpchar".equals(name);
        String definition = name;
        if (length != UNLIMITED) {
            definition = (padded ? "character" : "character varying") + '(' + length + ')';
        }
        return new DeclaredType(
                TypeFamily.TEXT,
                padded ? Types.CHAR : Types.VARCHAR,
                name,
                "java.lang.String",
                length,
                0,
                length,
                false,
                true,
                definition);
    }

    /** A negative scale is refused: pgjdbc reports it as a large positive one. */
    private static Optional<DeclaredType> numeric(int precision, int scale) {
        if (scale < 0 || scale > 1000) {
            return Optional.empty();
        }
        boolean constrained = precision > 0;
        int display = constrained ? precision + (scale > 0 ? 2 : 1) : 131_089;
        return Optional.of(new DeclaredType(
                TypeFamily.DECIMAL,
                Types.NUMERIC,
                "numeric",
                "java.math.BigDecimal",
                Math.max(precision, 0),
                constrained ? scale : 0,
                display,
                true,
                false,
                constrained ? "numeric(" + precision + "," + scale + ')' : "numeric"));
    }

    private static DeclaredType temporal(String name, int precision) {
        int fraction = precision == 0 ? 0 : precision + 1;
        String base = name.startsWith("timestamp") ? "timestamp" : "time";
        boolean zoned = name.endsWith("tz");
        boolean date = "timestamp".equals(base);
        TypeFamily family = date
                ? zoned ? TypeFamily.INSTANT : TypeFamily.LOCAL_TIMESTAMP
                : zoned ? TypeFamily.OFFSET_TIME : TypeFamily.LOCAL_TIME;
        int size = (date ? 22 : 8) + (zoned ? 6 : 0) + fraction;
        return new DeclaredType(
                family,
                date ? Types.TIMESTAMP : Types.TIME,
                name,
                date ? "java.sql.Timestamp" : "java.sql.Time",
                size,
                precision,
                size,
                false,
                false,
                base + '(' + precision + ") " + (zoned ? "with" : "without") + " time zone");
    }

    @Override
    public Optional<String> objection(
            DeclaredType type, ProtectionMode mode, String comparison, boolean smallDomainAccepted) {
        if (mode == ProtectionMode.RANDOM) {
            return Optional.empty();
        }
        Optional<String> general = Objections.equality(type, smallDomainAccepted);
        if (general.isPresent()) {
            return general;
        }
        if (type.family() == TypeFamily.DECIMAL && type.precision() == 0) {
            return Optional.of("numeric without precision reads equal numbers differently (1.0 and 1.00);"
                    + " declare precision and scale, or use random");
        }
        if ("bpchar".equals(type.typeName())) {
            if (type.precision() == UNLIMITED) {
                return Optional.of("bpchar without a length reads equal texts differently (trailing blanks);"
                        + " declare a length, or use random");
            }
            if (!"binary".equals(comparison)) {
                return Optional.of(Objections.needsBinary(type, true));
            }
        }
        return Optional.empty();
    }

    @Override
    public String storedType(DeclaredType type, ProtectionMode mode) {
        return "bytea";
    }

    @Override
    public ColumnCodec codec(DeclaredType type, ProtectionMode mode) {
        return switch (type.typeName()) {
            case "text" -> new PgTextCodec(type, mode, PgKind.TEXT, binding);
            case "varchar" -> new PgTextCodec(type, mode, PgKind.VARCHAR, binding);
            case "bpchar" -> new PgTextCodec(type, mode, PgKind.BPCHAR, binding);
            case "int2" -> new PgIntegerCodec(type, mode, PgKind.INT2, binding);
            case "int4" -> new PgIntegerCodec(type, mode, PgKind.INT4, binding);
            case "int8" -> new PgIntegerCodec(type, mode, PgKind.INT8, binding);
            case "numeric" -> new PgDecimalCodec(type, mode, binding);
            case "float4" -> new PgFloatCodec(type, mode, PgKind.FLOAT4, binding);
            case "float8" -> new PgFloatCodec(type, mode, PgKind.FLOAT8, binding);
            case "bool" -> new PgBooleanCodec(type, mode, binding);
            case "date" -> new PgTemporalCodec(type, mode, PgKind.DATE, binding);
            case "time" -> new PgTemporalCodec(type, mode, PgKind.TIME, binding);
            case "timetz" -> new PgTemporalCodec(type, mode, PgKind.TIMETZ, binding);
            case "timestamp" -> new PgTemporalCodec(type, mode, PgKind.TIMESTAMP, binding);
            case "timestamptz" -> new PgTemporalCodec(type, mode, PgKind.TIMESTAMPTZ, binding);
            case "bytea" -> new PgBinaryCodec(type, mode, binding);
            case "uuid" -> new PgUuidCodec(type, mode, binding);
            default ->
                throw new IllegalArgumentException("no type of PostgreSQL that can be protected: " + type.typeName());
        };
    }
}
