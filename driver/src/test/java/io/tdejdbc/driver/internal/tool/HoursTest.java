package io.tdejdbc.driver.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    @ParameterizedTest
    @CsvSource({
        "22:00-05:00, 22:00, PT0S",
        "22:00-05:00, 23:59:59.999, PT0S",
        "22:00-05:00, 00:00, PT0S",
        "22:00-05:00, 04:59:59, PT0S",
        "22:00-05:00, 05:00, PT17H",
        "22:00-05:00, 21:59:59, PT1S",
        "09:30-17:00, 09:29, PT1M",
        "09:30-17:00, 09:30, PT0S",
        "09:30-17:00, 16:59, PT0S",
        "09:30-17:00, 17:00, PT16H30M",
        "00:00-00:01, 00:00:30, PT0S",
        "00:00-00:01, 00:01, PT23H59M"
    })
    void workGoesOnInItsHoursAlone(String window, LocalTime now, Duration left) {
        Hours hours = new Hours(Hours.of(window).window(), () -> now);
        assertThat(hours.left()).isEqualTo(left);
    }

    @Test
    void withoutAWindowItIsAlwaysTime() {
        assertThat(Hours.always().left()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "22:00", "22-05", "22:00-24:00", "22:00-05:00-06:00", "22:00-22:00", "9:30-17:00", "-05:00"})
    void whatIsNoWindowIsRefused(String text) {
        assertThatThrownBy(() -> Hours.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
