package io.tdejdbc.driver.internal.tool;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The hours of the day in which work may go on, by the clock of this host and in its time zone. They may go over midnight.
 *
 * @param window when, or empty for always
 * @param clock what time it is
 */
public record Hours(Optional<Window> window, Supplier<LocalTime> clock) {

    /** From one time to another one, which does not belong to it. */
    public record Window(LocalTime from, LocalTime to) {
        /** The two differ. */
        public Window {
            if (from.equals(to)) {
                throw new IllegalArgumentException("a window that ends when it begins");
            }
        }

        boolean has(LocalTime time) {
            boolean afterBegin = !time.isBefore(from);
            boolean beforeEnd = time.isBefore(to);
            return from.isBefore(to) ? afterBegin && beforeEnd : afterBegin || beforeEnd;
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }

    /** All day and night. */
    public static Hours always() {
        return new Hours(Optional.empty(), () -> LocalTime.now(ZoneId.systemDefault()));
    }

    /**
     * By a text such as {@code 22:00-05:00}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Hours of(String text) {
        String[] times = text.split("-", -1);
        if (times.length != 2) {
            throw new IllegalArgumentException(text + " is not HH:MM-HH:MM");
        }
        try {
            Window window = new Window(time(times[0]), time(times[1]));
            return new Hours(Optional.of(window), () -> LocalTime.now(ZoneId.systemDefault()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text + " is not HH:MM-HH:MM", e);
        }
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(
                text, DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));
    }

    /** How long it is until work may go on; nothing if it may now. */
    Duration left() {
        LocalTime now = clock.get();
        if (window.isEmpty() || window.get().has(now)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, window.get().from());
        return wait.isNegative() ? wait.plusDays(1) : wait;
    }
}
