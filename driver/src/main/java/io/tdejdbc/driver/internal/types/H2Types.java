package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;

/** The types of H2 2.4 in its regular mode. */
public final class H2Types implements BackendTypes {
    private static final int MAX_VARBINARY = 1_048_576;
    private static final int MAX_STRING = 1_000_000_000;
    private static final int MAX_DIGITS = 100_000;
    private static final int OVERHEAD = 44;

    @Override
    public Optional<DeclaredType> ofColumn(int jdbcType, String typeName, int precision, int scale) {
        return switch (typeName) {
            case "CHARACTER" -> Optional.of(text(Types.CHAR, typeName, precision));
            case "CHARACTER VARYING", "VARCHAR_IGNORECASE" -> Optional.of(text(Types.VARCHAR, typeName, precision));
            case "CHARACTER LARGE OBJECT" -> Optional.of(text(Types.CLOB, typeName, precision));
            case "BINARY" -> Optional.of(binary(Types.BINARY, typeName, precision));
            case "BINARY VARYING" -> Optional.of(binary(Types.VARBINARY, typeName, precision));
            case "BINARY LARGE OBJECT" -> Optional.of(binary(Types.BLOB, typeName, precision));
            case "NUMERIC", "DECIMAL" -> Optional.of(decimal(typeName, precision, scale));
            case "TIME", "TIME WITH TIME ZONE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" ->
                Optional.of(temporal(typeName, scale));
            case "REAL", "DOUBLE PRECISION" -> Optional.of(floating(jdbcType, typeName));
            default -> fixed(typeName);
        };
    }

    @Override
    public boolean isChangedByChoice(DeclaredType type) {
        // Without its blanks.
        return type.jdbcType() == Types.CHAR;
    }

    @Override
    public Set<String> castNames(DeclaredType type) {
        return switch (type.typeName()) {
            case "SMALLINT" -> Set.of("SMALLINT");
            case "INTEGER" -> Set.of("INTEGER", "INT");
            case "BIGINT" -> Set.of("BIGINT");
            case "BOOLEAN" -> Set.of("BOOLEAN", "BOOL");
            case "DATE" -> Set.of("DATE");
            case "UUID" -> Set.of("UUID");
            default -> Set.of();
        };
    }

    /**
     * A session in which another collation orders texts cannot read protected columns at all. VARCHAR_IGNORECASE has an
     * order of its own, by the case folding of H2.
     */
    @Override
    public Optional<ValueOrder> order(DeclaredType type) {
        return "CHARACTER VARYING".equals(type.typeName())
                ? Optional.of(ValueOrder.UTF16)
                : BackendTypes.super.order(type);
    }

    @Override
    public Optional<DeclaredType> ofDefinition(String definition) {
        return TypeDefinition.parse(definition).flatMap(H2Types::ofParsed);
    }

    private static Optional<DeclaredType> ofParsed(TypeDefinition d) {
        return switch (d.name()) {
            case "CHARACTER", "CHAR", "NCHAR", "NATIONAL CHARACTER", "NATIONAL CHAR" ->
                Optional.of(text(Types.CHAR, "CHARACTER", d.argument(0, 1)));
            case "CHARACTER VARYING",
                    "CHAR VARYING",
                    "VARCHAR",
                    "VARCHAR2",
                    "NVARCHAR",
                    "NVARCHAR2",
                    "NCHAR VARYING",
                    "NATIONAL CHARACTER VARYING",
                    "NATIONAL CHAR VARYING",
                    "LONGVARCHAR",
                    "VARCHAR_CASESENSITIVE",
                    "TINYTEXT",
                    "TEXT" -> Optional.of(text(Types.VARCHAR, "CHARACTER VARYING", d.argument(0, MAX_STRING)));
            case "VARCHAR_IGNORECASE" -> Optional.of(text(Types.VARCHAR, d.name(), d.argument(0, MAX_STRING)));
            case "CHARACTER LARGE OBJECT",
                    "CHAR LARGE OBJECT",
                    "CLOB",
                    "NCLOB",
                    "NCHAR LARGE OBJECT",
                    "NATIONAL CHARACTER LARGE OBJECT",
                    "MEDIUMTEXT",
                    "LONGTEXT",
                    "NTEXT" ->
                Optional.of(text(Types.CLOB, "CHARACTER LARGE OBJECT", d.argument(0, Integer.MAX_VALUE)));
            case "BINARY" -> Optional.of(binary(Types.BINARY, d.name(), d.argument(0, 1)));
            case "BINARY VARYING", "VARBINARY", "LONGVARBINARY", "RAW", "BYTEA" ->
                Optional.of(binary(Types.VARBINARY, "BINARY VARYING", d.argument(0, MAX_STRING)));
            case "BINARY LARGE OBJECT", "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "IMAGE" ->
                Optional.of(binary(Types.BLOB, "BINARY LARGE OBJECT", d.argument(0, Integer.MAX_VALUE)));
            case "NUMERIC", "NUMBER" -> Optional.of(decimal("NUMERIC", d.argument(0, MAX_DIGITS), d.argument(1, 0)));
            case "DECIMAL", "DEC" -> Optional.of(decimal("DECIMAL", d.argument(0, MAX_DIGITS), d.argument(1, 0)));
            case "FLOAT" -> Optional.of(floating(Types.FLOAT, d.argument(0, 53) <= 24 ? "REAL" : "DOUBLE PRECISION"));
            case "REAL", "FLOAT4" -> Optional.of(floating(Types.REAL, "REAL"));
            case "DOUBLE PRECISION", "DOUBLE", "FLOAT8" -> Optional.of(floating(Types.DOUBLE, "DOUBLE PRECISION"));
            case "TIME", "TIME WITHOUT TIME ZONE" -> Optional.of(temporal("TIME", d.argument(0, 0)));
            case "TIME WITH TIME ZONE" -> Optional.of(temporal(d.name(), d.argument(0, 0)));
            case "TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE" -> Optional.of(temporal("TIMESTAMP", d.argument(0, 6)));
            case "TIMESTAMP WITH TIME ZONE" -> Optional.of(temporal(d.name(), d.argument(0, 6)));
            case "INTEGER", "INT", "INT4", "MEDIUMINT", "SIGNED" -> fixed("INTEGER");
            case "SMALLINT", "INT2" -> fixed("SMALLINT");
            case "BIGINT", "INT8" -> fixed("BIGINT");
            case "BOOLEAN", "BOOL", "BIT" -> fixed("BOOLEAN");
            default -> fixed(d.name());
        };
    }

    private static Optional<DeclaredType> fixed(String name) {
        return switch (name) {
            case "TINYINT" -> Optional.of(integer(Types.TINYINT, name, "java.lang.Integer", 8, 4));
            case "SMALLINT" -> Optional.of(integer(Types.SMALLINT, name, "java.lang.Integer", 16, 6));
            case "INTEGER" -> Optional.of(integer(Types.INTEGER, name, "java.lang.Integer", 32, 11));
            case "BIGINT" -> Optional.of(integer(Types.BIGINT, name, "java.lang.Long", 64, 20));
            case "BOOLEAN" ->
                Optional.of(new DeclaredType(
                        TypeFamily.BOOLEAN, Types.BOOLEAN, name, "java.lang.Boolean", 1, 0, 5, false, true, name));
            case "DATE" ->
                Optional.of(new DeclaredType(
                        TypeFamily.DATE, Types.DATE, name, "java.sql.Date", 10, 0, 10, false, true, name));
            case "UUID" ->
                Optional.of(new DeclaredType(
                        TypeFamily.UUID, Types.BINARY, name, "java.util.UUID", 16, 0, 36, false, true, name));
            default -> Optional.empty();
        };
    }

    private static DeclaredType integer(int jdbcType, String name, String className, int precision, int display) {
        return new DeclaredType(TypeFamily.INTEGER, jdbcType, name, className, precision, 0, display, true, true, name);
    }

    private static DeclaredType text(int jdbcType, String name, int length) {
        String className = jdbcType == Types.CLOB ? "java.sql.Clob" : "java.lang.String";
        return new DeclaredType(
                TypeFamily.TEXT, jdbcType, name, className, length, 0, length, false, true, sized(name, length));
    }

    private static DeclaredType binary(int jdbcType, String name, int length) {
        String className = jdbcType == Types.BLOB ? "java.sql.Blob" : "[B";
        int display = (int) Math.min(2L * length, Integer.MAX_VALUE);
        return new DeclaredType(
                TypeFamily.BINARY, jdbcType, name, className, length, 0, display, false, true, sized(name, length));
    }

    private static String sized(String name, int length) {
        return length == MAX_STRING || length == Integer.MAX_VALUE ? name : name + '(' + length + ')';
    }

    private static DeclaredType decimal(String name, int precision, int scale) {
        String definition = precision == MAX_DIGITS ? name : name + '(' + precision + ", " + scale + ')';
        return new DeclaredType(
                TypeFamily.DECIMAL,
                "DECIMAL".equals(name) ? Types.DECIMAL : Types.NUMERIC,
                name,
                "java.math.BigDecimal",
                precision,
                scale,
                precision + 2,
                true,
                true,
                definition);
    }

    private static DeclaredType floating(int jdbcType, String name) {
        boolean single = "REAL".equals(name);
        String definition = single ? "FLOAT(24)" : "FLOAT";
        return new DeclaredType(
                TypeFamily.FLOAT,
                jdbcType,
                name,
                single ? "java.lang.Float" : "java.lang.Double",
                single ? 24 : 53,
                0,
                single ? 15 : 24,
                true,
                true,
                jdbcType == Types.FLOAT ? definition : name);
    }

    private static DeclaredType temporal(String name, int precision) {
        int fraction = precision == 0 ? 0 : precision + 1;
        return switch (name) {
            case "TIME" -> temporal(TypeFamily.LOCAL_TIME, Types.TIME, name, "java.sql.Time", 8 + fraction, precision);
            case "TIME WITH TIME ZONE" ->
                temporal(
                        TypeFamily.OFFSET_TIME,
                        Types.TIME_WITH_TIMEZONE,
                        name,
                        "java.time.OffsetTime",
                        14 + fraction,
                        precision);
            case "TIMESTAMP" ->
                temporal(
                        TypeFamily.LOCAL_TIMESTAMP,
                        Types.TIMESTAMP,
                        name,
                        "java.sql.Timestamp",
                        19 + fraction,
                        precision);
            default ->
                temporal(
                        TypeFamily.INSTANT,
                        Types.TIMESTAMP_WITH_TIMEZONE,
                        name,
                        "java.time.OffsetDateTime",
                        25 + fraction,
                        precision);
        };
    }

    private static DeclaredType temporal(
            TypeFamily family, int jdbcType, String name, String className, int size, int precision) {
        int blank = name.indexOf(' ');
        String definition = blank < 0
                ? name + '(' + precision + ')'
                : name.substring(0, blank) + '(' + precision + ')' + name.substring(blank);
        return new DeclaredType(family, jdbcType, name, className, size, precision, size, false, true, definition);
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
        if (type.family() == TypeFamily.INSTANT) {
            return Optional.of(type.definition() + " keeps the offset of equal instants; use random");
        }
        if (type.jdbcType() == Types.CLOB || type.jdbcType() == Types.BLOB) {
            return Optional.of(type.typeName() + " cannot be compared in the database; use random");
        }
        boolean padded = "CHARACTER".equals(type.typeName());
        if ((padded || "VARCHAR_IGNORECASE".equals(type.typeName())) && !"binary".equals(comparison)) {
            return Optional.of(Objections.needsBinary(type, padded));
        }
        if (plainBytes(type) + OVERHEAD > MAX_VARBINARY) {
            return Optional.of(type.definition()
                    + " is too long for an index of the database; declare at most "
                    + (MAX_VARBINARY - OVERHEAD) / (type.family() == TypeFamily.TEXT ? 3 : 1)
                    + " characters or bytes, or use random");
        }
        return Optional.empty();
    }

    @Override
    public String storedType(DeclaredType type, ProtectionMode mode) {
        long length = plainBytes(type) + OVERHEAD;
        return length <= MAX_VARBINARY ? "BINARY VARYING(" + length + ')' : "BINARY LARGE OBJECT";
    }

    /** The greatest canonical form of the type, in bytes. */
    private static long plainBytes(DeclaredType type) {
        return switch (type.family()) {
            case TEXT -> 3L * type.precision();
            case BINARY -> type.precision();
            // 3.33 bits a digit, a sign, the tag and the scale.
            case DECIMAL -> 5 + (long) Math.ceil(type.precision() * 0.4153) + 1;
            default -> 16;
        };
    }

    @Override
    public ColumnCodec codec(DeclaredType type, ProtectionMode mode) {
        return switch (type.typeName()) {
            case "CHARACTER" -> new H2TextCodec(type, mode, H2Kind.CHAR);
            case "CHARACTER VARYING" -> new H2TextCodec(type, mode, H2Kind.VARCHAR);
            case "VARCHAR_IGNORECASE" -> new H2TextCodec(type, mode, H2Kind.VARCHAR_IGNORECASE);
            case "CHARACTER LARGE OBJECT" -> new H2TextCodec(type, mode, H2Kind.CLOB);
            case "TINYINT" -> new H2IntegerCodec(type, mode, H2Kind.TINYINT);
            case "SMALLINT" -> new H2IntegerCodec(type, mode, H2Kind.SMALLINT);
            case "INTEGER" -> new H2IntegerCodec(type, mode, H2Kind.INTEGER);
            case "BIGINT" -> new H2IntegerCodec(type, mode, H2Kind.BIGINT);
            case "NUMERIC", "DECIMAL" -> new H2DecimalCodec(type, mode);
            case "REAL" -> new H2FloatCodec(type, mode, H2Kind.REAL);
            case "DOUBLE PRECISION" -> new H2FloatCodec(type, mode, H2Kind.DOUBLE);
            case "BOOLEAN" -> new H2BooleanCodec(type, mode);
            case "DATE" -> new H2TemporalCodec(type, mode, H2Kind.DATE);
            case "TIME" -> new H2TemporalCodec(type, mode, H2Kind.TIME);
            case "TIME WITH TIME ZONE" -> new H2TemporalCodec(type, mode, H2Kind.TIME_TZ);
            case "TIMESTAMP" -> new H2TemporalCodec(type, mode, H2Kind.TIMESTAMP);
            case "TIMESTAMP WITH TIME ZONE" -> new H2TemporalCodec(type, mode, H2Kind.TIMESTAMP_TZ);
            case "BINARY" -> new H2BinaryCodec(type, mode, H2Kind.BINARY);
            case "BINARY VARYING" -> new H2BinaryCodec(type, mode, H2Kind.VARBINARY);
            case "BINARY LARGE OBJECT" -> new H2BinaryCodec(type, mode, H2Kind.BLOB);
            case "UUID" -> new H2UuidCodec(type, mode);
            default -> throw new IllegalArgumentException("no type of H2 that can be protected: " + type.typeName());
        };
    }
}
