package io.tdejdbc.driver.internal.types;

import java.util.Calendar;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A value as a JDBC setter received it, with what the setter said about it. Never null: NULL has no codec. It is
 * plaintext: {@link #toString} hides it.
 */
public final class SetterValue {
    private final Object value;
    private final OptionalInt targetType;
    private final OptionalInt scaleOrLength;
    private final Optional<Calendar> calendar;

    /**
     * @param value what was set; streams are already read into String or byte[]
     * @param targetType the {@link java.sql.Types} code of {@code setObject}, if one was given
     * @param scaleOrLength the third argument of {@code setObject}, if one was given
     * @param calendar the calendar of {@code setDate}, {@code setTime} or {@code setTimestamp}, if one was given
     */
    public SetterValue(Object value, OptionalInt targetType, OptionalInt scaleOrLength, Optional<Calendar> calendar) {
        this.value = Objects.requireNonNull(value);
        this.targetType = targetType;
        this.scaleOrLength = scaleOrLength;
        this.calendar = calendar;
    }

    /** A value that was set without further hints. */
    public static SetterValue of(Object value) {
        return new SetterValue(value, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** The value. */
    public Object value() {
        return value;
    }

    /** The target type code. */
    public OptionalInt targetType() {
        return targetType;
    }

    /** The scale or length. */
    public OptionalInt scaleOrLength() {
        return scaleOrLength;
    }

    /** The calendar. */
    public Optional<Calendar> calendar() {
        return calendar;
    }

    @Override
    public String toString() {
        return "value of " + value.getClass().getName();
    }
}
