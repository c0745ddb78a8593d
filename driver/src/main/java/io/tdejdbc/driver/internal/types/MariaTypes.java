package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import java.sql.Types;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * The types of MariaDB as Connector/J reports and converts them, for sessions that {@link MariaSession} has no objection
 * to.
 */
public final class MariaTypes implements BackendTypes {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int MAX_FRACTION = 6;
    private static final int OVERHEAD = 44;
    /** Longer ones leave the row, whose size is bounded; keys of an index end at 3,072 bytes before that. */
    private static final int MAX_VARBINARY = 4096;

    private static final int MAX_BLOB = 65_535;
    private static final int MAX_MEDIUMBLOB = 16_777_215;
    /** 2038-01-19 03:14:07 UTC. */
    private static final long LAST_SECOND = Integer.MAX_VALUE;
    /** 2106-02-07 06:28:15 UTC. */
    private static final long LAST_UNSIGNED_SECOND = 0xFFFF_FFFFL;

    private final Optional<ZoneId> sessionZone;
    private final long lastSecond;

    /**
     * For sessions of one time zone.
     *
     * @param sessionZone the zone that {@code @@time_zone} stands for, {@code @@system_time_zone} where that is SYSTEM;
     *     empty if it is none that Java knows, and then TIMESTAMP cannot be protected
     * @param unsignedTimestamps whether TIMESTAMP ends in 2106, as from MariaDB 11.5 on 64-bit systems, not in 2038
     */
    public MariaTypes(Optional<ZoneId> sessionZone, boolean unsignedTimestamps) {
        this.sessionZone = sessionZone;
        this.lastSecond = unsignedTimestamps ? LAST_UNSIGNED_SECOND : LAST_SECOND;
    }

    @Override
    public Optional<DeclaredType> ofColumn(int jdbcType, String typeName, int precision, int scale) {
        return switch (typeName) {
            case "CHAR", "VARCHAR" -> Optional.of(text(typeName, precision));
            case "BINARY", "VARBINARY" -> Optional.of(binary(typeName, precision));
            case "DECIMAL", "DECIMAL UNSIGNED" -> Optional.of(decimal(typeName, precision, scale));
            // Connector/J reports a fraction in the size only.
            case "TIME" -> Optional.of(temporal(typeName, Math.max(precision - 11, 0)));
            case "DATETIME", "TIMESTAMP" -> Optional.of(temporal(typeName, Math.max(precision - 20, 0)));
            // FLOAT(7,3) rounds, which the plain types do not.
            case "FLOAT", "FLOAT UNSIGNED", "DOUBLE", "DOUBLE UNSIGNED" ->
                scale == 0 ? fixed(typeName) : Optional.empty();
            case "UUID" -> fixed("uuid");
            default -> fixed(typeName);
        };
    }

    @Override
    public Optional<DeclaredType> ofDefinition(String definition) {
        return TypeDefinition.parse(definition).flatMap(MariaTypes::ofParsed);
    }

    private static Optional<DeclaredType> ofParsed(TypeDefinition d) {
        String unsigned = d.name().endsWith(" UNSIGNED") ? " UNSIGNED" : "";
        String signed = d.name().endsWith(" SIGNED") ? " SIGNED" : unsigned;
        String name = d.name().substring(0, d.name().length() - signed.length());
        Optional<DeclaredType> number = number(name, unsigned, d);
        return number.isPresent() || !signed.isEmpty() ? number : other(d);
    }

    private static Optional<DeclaredType> number(String name, String unsigned, TypeDefinition d) {
        return switch (name) {
            case "TINYINT", "INT1" ->
                unsigned.isEmpty() && d.argument(0, 4) == 1 ? fixed("BOOLEAN") : fixed("TINYINT" + unsigned);
            case "SMALLINT", "INT2" -> fixed("SMALLINT" + unsigned);
            case "MEDIUMINT", "INT3", "MIDDLEINT" -> fixed("MEDIUMINT" + unsigned);
            case "INT", "INTEGER", "INT4" -> fixed("INT" + unsigned);
            case "BIGINT", "INT8" -> fixed("BIGINT" + unsigned);
            case "DECIMAL", "DEC", "NUMERIC", "FIXED" ->
                Optional.of(decimal("DECIMAL" + unsigned, d.argument(0, 10), d.argument(1, 0)));
            case "FLOAT", "FLOAT4" ->
                d.arguments().size() > 1
                        ? Optional.empty()
                        : fixed((d.argument(0, 0) <= 24 ? "FLOAT" : "DOUBLE") + unsigned);
            case "DOUBLE", "DOUBLE PRECISION", "REAL", "FLOAT8" ->
                d.arguments().isEmpty() ? fixed("DOUBLE" + unsigned) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<DeclaredType> other(TypeDefinition d) {
        return switch (d.name()) {
            case "BOOLEAN", "BOOL" -> fixed("BOOLEAN");
            case "CHAR", "CHARACTER", "NCHAR", "NATIONAL CHAR", "NATIONAL CHARACTER" ->
                Optional.of(text("CHAR", d.argument(0, 1)));
            case "VARCHAR",
                    "CHARACTER VARYING",
                    "CHAR VARYING",
                    "VARCHARACTER",
                    "NVARCHAR",
                    "NCHAR VARCHAR",
                    "NCHAR VARYING",
                    "NATIONAL VARCHAR",
                    "NATIONAL CHAR VARYING",
                    "NATIONAL CHARACTER VARYING" ->
                d.arguments().isEmpty() ? Optional.empty() : Optional.of(text("VARCHAR", d.argument(0, 0)));
            case "TEXT" -> fixed(sized(d, "TEXT"));
            case "LONG", "LONG VARCHAR", "LONG CHAR VARYING" -> fixed("MEDIUMTEXT");
            case "JSON" -> fixed("LONGTEXT");
            case "BINARY" -> Optional.of(binary("BINARY", d.argument(0, 1)));
            case "VARBINARY" ->
                d.arguments().isEmpty() ? Optional.empty() : Optional.of(binary("VARBINARY", d.argument(0, 0)));
            case "BLOB" -> fixed(sized(d, "BLOB"));
            case "LONG VARBINARY" -> fixed("MEDIUMBLOB");
            case "TIME", "DATETIME", "TIMESTAMP" ->
                d.argument(0, 0) > MAX_FRACTION ? Optional.empty() : Optional.of(temporal(d.name(), d.argument(0, 0)));
            case "UUID" -> fixed("uuid");
            case "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "DATE" -> fixed(d.name());
            default -> Optional.empty();
        };
    }

    /** The server takes the smallest type that holds the length; characters count four bytes. */
    private static String sized(TypeDefinition d, String name) {
        if (d.arguments().isEmpty()) {
            return name;
        }
        long bytes =
                "TEXT".equals(name) ? d.arguments().get(0) * 4 : d.arguments().get(0);
        return (bytes <= 255 ? "TINY" : bytes <= MAX_BLOB ? "" : bytes <= MAX_MEDIUMBLOB ? "MEDIUM" : "LONG") + name;
    }

    private static Optional<DeclaredType> fixed(String name) {
        return switch (name) {
            case "TINYTEXT" -> Optional.of(largeText(Types.VARCHAR, name, 255));
            case "TEXT" -> Optional.of(largeText(Types.VARCHAR, name, MAX_BLOB));
            case "MEDIUMTEXT" -> Optional.of(largeText(Types.VARCHAR, name, MAX_MEDIUMBLOB));
            case "LONGTEXT" -> Optional.of(largeText(Types.LONGVARCHAR, name, 0));
            case "TINYBLOB" -> Optional.of(largeBinary(Types.VARBINARY, name, 255));
            case "BLOB" -> Optional.of(largeBinary(Types.VARBINARY, name, MAX_BLOB));
            case "MEDIUMBLOB" -> Optional.of(largeBinary(Types.VARBINARY, name, MAX_MEDIUMBLOB));
            case "LONGBLOB" -> Optional.of(largeBinary(Types.LONGVARBINARY, name, -1));
            case "BOOLEAN" -> Optional.of(integer(Types.BOOLEAN, name, "java.lang.Boolean", 1, 1, "tinyint(1)"));
            case "TINYINT" -> Optional.of(integer(Types.TINYINT, name, "java.lang.Integer", 3, 4, "tinyint"));
            case "TINYINT UNSIGNED" -> Optional.of(unsigned(Types.TINYINT, name, "java.lang.Integer", 3));
            case "SMALLINT" -> Optional.of(integer(Types.SMALLINT, name, "java.lang.Short", 5, 6, "smallint"));
            case "SMALLINT UNSIGNED" -> Optional.of(unsigned(Types.SMALLINT, name, "java.lang.Integer", 5));
            case "MEDIUMINT" -> Optional.of(integer(Types.INTEGER, name, "java.lang.Integer", 7, 8, "mediumint"));
            case "MEDIUMINT UNSIGNED" -> Optional.of(unsigned(Types.INTEGER, name, "java.lang.Integer", 8));
            case "INT" -> Optional.of(integer(Types.INTEGER, "INTEGER", "java.lang.Integer", 10, 11, "int"));
            case "INT UNSIGNED" -> Optional.of(unsigned(Types.INTEGER, "INTEGER UNSIGNED", "java.lang.Long", 10));
            case "BIGINT" -> Optional.of(integer(Types.BIGINT, name, "java.lang.Long", 19, 20, "bigint"));
            case "BIGINT UNSIGNED" -> Optional.of(unsigned(Types.BIGINT, name, "java.math.BigInteger", 20));
            case "FLOAT", "FLOAT UNSIGNED" -> Optional.of(floating(Types.REAL, name, "java.lang.Float", 12));
            case "DOUBLE", "DOUBLE UNSIGNED" -> Optional.of(floating(Types.DOUBLE, name, "java.lang.Double", 22));
            case "DATE" ->
                Optional.of(new DeclaredType(
                        TypeFamily.DATE, Types.DATE, name, "java.sql.Date", 10, 0, 10, true, true, "date"));
            case "uuid" ->
                Optional.of(new DeclaredType(
                        TypeFamily.UUID, Types.OTHER, name, "java.util.UUID", 36, 0, 144, false, true, name));
            default -> Optional.empty();
        };
    }

    private static DeclaredType integer(
            int jdbcType, String name, String className, int precision, int display, String definition) {
        return new DeclaredType(
                TypeFamily.INTEGER, jdbcType, name, className, precision, 0, display, true, true, definition);
    }

    private static DeclaredType unsigned(int jdbcType, String name, String className, int precision) {
        String definition = name.replace("INTEGER", "INT").toLowerCase(Locale.ROOT);
        return new DeclaredType(
                TypeFamily.INTEGER, jdbcType, name, className, precision, 0, precision, false, true, definition);
    }

    private static DeclaredType floating(int jdbcType, String name, String className, int size) {
        return new DeclaredType(
                TypeFamily.FLOAT,
                jdbcType,
                name,
                className,
                size,
                31,
                size,
                !name.endsWith("UNSIGNED"),
                true,
                name.toLowerCase(Locale.ROOT));
    }

    private static DeclaredType text(String name, int length) {
        int jdbcType = "CHAR".equals(name) ? Types.CHAR : Types.VARCHAR;
        return sizedString(TypeFamily.TEXT, jdbcType, name, "java.lang.String", length);
    }

    private static DeclaredType binary(String name, int length) {
        return sizedString(TypeFamily.BINARY, Types.VARBINARY, name, "byte[]", length);
    }

    private static DeclaredType sizedString(
            TypeFamily family, int jdbcType, String name, String className, int length) {
        String definition = name.toLowerCase(Locale.ROOT) + '(' + length + ')';
        return new DeclaredType(family, jdbcType, name, className, length, 0, length, true, true, definition);
    }

    private static DeclaredType largeText(int jdbcType, String name, int length) {
        return large(TypeFamily.TEXT, jdbcType, name, "java.lang.String", length);
    }

    private static DeclaredType largeBinary(int jdbcType, String name, int length) {
        return large(TypeFamily.BINARY, jdbcType, name, "java.sql.Blob", length);
    }

    private static DeclaredType large(TypeFamily family, int jdbcType, String name, String className, int length) {
        String definition = name.toLowerCase(Locale.ROOT);
        return new DeclaredType(family, jdbcType, name, className, length, 0, length, true, true, definition);
    }

    /** The length of a character or binary type; Connector/J gives the longest none. */
    static int length(DeclaredType type) {
        return type.typeName().startsWith("LONG") ? UNLIMITED : type.precision();
    }

    private static DeclaredType decimal(String name, int precision, int scale) {
        boolean signed = "DECIMAL".equals(name);
        String definition = "decimal(" + precision + ',' + scale + ')' + (signed ? "" : " unsigned");
        return new DeclaredType(
                TypeFamily.DECIMAL,
                Types.DECIMAL,
                name,
                "java.math.BigDecimal",
                precision,
                scale,
                precision + (scale > 0 ? 1 : 0) + (signed ? 1 : 0),
                signed,
                true,
                definition);
    }

    private static DeclaredType temporal(String name, int precision) {
        int fraction = precision == 0 ? 0 : precision + 1;
        boolean time = "TIME".equals(name);
        boolean instant = "TIMESTAMP".equals(name);
        int size = (time ? 10 : 19) + fraction;
        return new DeclaredType(
                time ? TypeFamily.LOCAL_TIME : instant ? TypeFamily.INSTANT : TypeFamily.LOCAL_TIMESTAMP,
                time ? Types.TIME : Types.TIMESTAMP,
                name,
                time ? "java.sql.Time" : "java.sql.Timestamp",
                size,
                precision,
                size,
                !instant,
                true,
                name.toLowerCase(Locale.ROOT) + '(' + precision + ')');
    }

    @Override
    public Optional<String> objection(
            DeclaredType type, ProtectionMode mode, String comparison, boolean smallDomainAccepted) {
        if (type.family() == TypeFamily.INSTANT && sessionZone.isEmpty()) {
            return Optional.of(
                    type.definition() + " is kept by the session's time zone, and that is none that Java knows;"
                            + " set time_zone to a name or an offset, or declare datetime");
        }
        if (mode == ProtectionMode.RANDOM) {
            return Optional.empty();
        }
        Optional<String> general = Objections.equality(type, smallDomainAccepted);
        if (general.isPresent()) {
            return general;
        }
        if ("BOOLEAN".equals(type.typeName()) && !smallDomainAccepted) {
            return Optional.of(Objections.smallDomain(type));
        }
        if (type.family() == TypeFamily.TEXT && !"binary".equals(comparison)) {
            return Optional.of(type.definition() + " is compared by its collation, which ignores trailing blanks and"
                    + " mostly case; say compare=binary to compare the exact text, or use random");
        }
        return Optional.empty();
    }

    @Override
    public boolean isChangedByChoice(DeclaredType type) {
        // A number then.
        return "BOOLEAN".equals(type.typeName());
    }

    @Override
    public String storedType(DeclaredType type, ProtectionMode mode) {
        long length = plainBytes(type) + OVERHEAD;
        if (length <= MAX_VARBINARY) {
            return "varbinary(" + length + ')';
        }
        return length <= MAX_BLOB ? "blob" : length <= MAX_MEDIUMBLOB ? "mediumblob" : "longblob";
    }

    /** The greatest canonical form of the type, in bytes. */
    private static long plainBytes(DeclaredType type) {
        return switch (type.family()) {
            case TEXT -> (type.typeName().endsWith("TEXT") ? 1L : 4L) * length(type);
            case BINARY -> length(type);
            // 3.33 bits a digit, a sign, the tag and the scale.
            case DECIMAL -> 5 + (long) Math.ceil(type.precision() * 0.4153) + 1;
            default -> 16;
        };
    }

    @Override
    public ColumnCodec codec(DeclaredType type, ProtectionMode mode) {
        return switch (type.typeName()) {
            case "CHAR", "VARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT" -> new MariaTextCodec(type, mode);
            case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" ->
                new MariaBinaryCodec(type, mode);
            case "BOOLEAN", "TINYINT", "TINYINT UNSIGNED" -> new MariaIntegerCodec(type, mode, 8);
            case "SMALLINT", "SMALLINT UNSIGNED" -> new MariaIntegerCodec(type, mode, 16);
            case "MEDIUMINT", "MEDIUMINT UNSIGNED" -> new MariaIntegerCodec(type, mode, 24);
            case "INTEGER", "INTEGER UNSIGNED" -> new MariaIntegerCodec(type, mode, 32);
            case "BIGINT", "BIGINT UNSIGNED" -> new MariaIntegerCodec(type, mode, 64);
            case "DECIMAL", "DECIMAL UNSIGNED" -> new MariaDecimalCodec(type, mode);
            case "FLOAT", "FLOAT UNSIGNED", "DOUBLE", "DOUBLE UNSIGNED" -> new MariaFloatCodec(type, mode);
            case "DATE" -> new MariaDateCodec(type, mode);
            case "TIME" -> new MariaTimeCodec(type, mode);
            case "DATETIME" -> new MariaMomentCodec(type, mode);
            case "TIMESTAMP" ->
                new MariaMomentCodec(
                        type,
                        mode,
                        sessionZone.orElseThrow(
                                () -> new IllegalArgumentException("a TIMESTAMP in a session of an unknown zone")),
                        lastSecond);
            case "uuid" -> new MariaUuidCodec(type, mode);
            default ->
                throw new IllegalArgumentException("no type of MariaDB that can be protected: " + type.typeName());
        };
    }
}
