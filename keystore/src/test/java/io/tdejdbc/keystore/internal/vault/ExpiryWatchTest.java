package io.tdejdbc.keystore.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryWatchTest {
    private static final Secret TOKEN = Secret.of("hvs.one");
    /** The monotonic clock may overflow at any time. */
    private static final long BEGIN = Long.MAX_VALUE - 5;

    private static List<String> said(Duration life, Duration step) {
        ExpiryWatch watch = new ExpiryWatch(TOKEN, life, BEGIN, "accessor a");
        List<String> said = new ArrayList<>();
        for (Duration passed = Duration.ZERO; passed.compareTo(life) <= 0; passed = passed.plus(step)) {
            watch.onUse(TOKEN, BEGIN + passed.toNanos()).ifPresent(said::add);
        }
        return said;
    }

    @Test
    void tellsOfAWeekADayAndAnHourOnceEach() {
        assertThat(said(Duration.ofDays(30), Duration.ofMinutes(10)))
                .containsExactly(
                        "the Vault token cannot be renewed and expires in " + (7 * 86_400 - 600) + " s: accessor a",
                        "the Vault token cannot be renewed and expires in " + (86_400 - 600) + " s: accessor a",
                        "the Vault token cannot be renewed and expires in 3000 s: accessor a");
    }

    @Test
    void tellsOnceOfATokenThatIsNearItsEndAtTheStart() {
        assertThat(said(Duration.ofMinutes(30), Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void knowsNothingOfAnotherToken() {
        ExpiryWatch watch = new ExpiryWatch(TOKEN, Duration.ofMinutes(1), BEGIN, "accessor a");
        assertThat(watch.onUse(Secret.of("hvs.other"), BEGIN)).isEmpty();
        assertThat(watch.onUse(TOKEN, BEGIN + Duration.ofHours(1).toNanos()))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("expires in 0 s").doesNotContain("hvs."));
    }
}
