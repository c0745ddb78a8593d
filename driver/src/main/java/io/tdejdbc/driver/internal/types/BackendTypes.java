package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.util.Optional;
import java.util.Set;

/** The value types of one kind of backend: which can be protected, how they behave, and how they are stored. */
public interface BackendTypes {

    /**
     * The declared type of an existing plain column, from what the backend's driver reports.
     *
     * @param jdbcType {@link java.sql.Types} code
     * @param typeName the driver's type name
     * @param precision {@code COLUMN_SIZE}
     * @param scale {@code DECIMAL_DIGITS}
     * @return empty if the type cannot be protected
     */
    Optional<DeclaredType> ofColumn(int jdbcType, String typeName, int precision, int scale);

    /**
     * The declared type that a column definition would get.
     *
     * @param definition as written in CREATE TABLE, such as {@code numeric(10,2)}
     * @return empty if the type is unknown or cannot be protected
     */
    Optional<DeclaredType> ofDefinition(String definition);

    /**
     * Why a type cannot be protected in a mode.
     *
     * @return a phrase for a message that names the choices; empty if it can
     */
    Optional<String> objection(DeclaredType type, ProtectionMode mode, String comparison, boolean smallDomainAccepted);

    /** The binary type wide enough for every envelope of the declared type, as DDL. */
    String storedType(DeclaredType type, ProtectionMode mode);

    /**
     * Names of types, in upper case and without length, to which a cast of a value changes nothing that assigning it to a
     * column of the declared type would not.
     */
    default Set<String> castNames(DeclaredType type) {
        return Set.of();
    }

    /** Whether the database gives another value or class when it chooses among values of a column, as in CASE or UNION. */
    default boolean isChangedByChoice(DeclaredType type) {
        return false;
    }

    /** The order in which the database puts the values of a column; empty if it is not known for certain. */
    default Optional<ValueOrder> order(DeclaredType type) {
        return switch (type.family()) {
            case INTEGER, DATE -> Optional.of(ValueOrder.INTEGER);
            case DECIMAL -> Optional.of(ValueOrder.DECIMAL);
            case LOCAL_TIMESTAMP, INSTANT -> Optional.of(ValueOrder.MOMENT);
            case BOOLEAN -> Optional.of(ValueOrder.TRUTH);
            default -> Optional.empty();
        };
    }

    /** The codec of a column. */
    ColumnCodec codec(DeclaredType type, ProtectionMode mode);
}
