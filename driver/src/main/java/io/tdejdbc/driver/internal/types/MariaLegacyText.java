package io.tdejdbc.driver.internal.types;

import java.sql.Time;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/** The texts that Connector/J sends for dates and times. Years before the first lose their era, as there. */
final class MariaLegacyText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private MariaLegacyText() {}

    private static String format(String pattern, java.util.Date date, Optional<Calendar> calendar) {
        SimpleDateFormat format = new SimpleDateFormat(pattern, Locale.ROOT);
        format.setTimeZone(calendar.map(Calendar::getTimeZone).orElseGet(TimeZone::getDefault));
        return format.format(date);
    }

    static String date(java.util.Date date, Optional<Calendar> calendar) {
        return format("yyyy-MM-dd", date, calendar);
    }

    static String time(Time time, Optional<Calendar> calendar) {
        return format("HH:mm:ss.SSS", time, calendar);
    }

    static String timestamp(java.util.Date moment, int micros, Optional<Calendar> calendar) {
        String seconds = format("yyyy-MM-dd HH:mm:ss", moment, calendar);
        return micros > 0 ? seconds + fraction(micros) : seconds;
    }

    static String time(LocalTime time) {
        String seconds =
                String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        int micros = time.getNano() / 1000;
        return micros > 0 ? seconds + fraction(micros) : seconds;
    }

    private static String fraction(int micros) {
        return micros % 1000 == 0
                ? String.format(Locale.ROOT, ".%03d", micros / 1000)
                : String.format(Locale.ROOT, ".%06d", micros);
    }

    static String moment(LocalDateTime moment) {
        return moment.format(moment.getNano() != 0 ? MICROS : SECONDS);
    }

    static String moment(Instant instant, ZoneId zone) {
        return moment(LocalDateTime.ofInstant(instant, zone));
    }
}
