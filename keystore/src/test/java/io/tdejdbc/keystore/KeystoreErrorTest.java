package io.tdejdbc.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeystoreErrorTest {

    @Test
    void everyCodeIsThereOnce() {
        assertThat(Arrays.stream(KeystoreError.values()).map(KeystoreError::code))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureSaysWhatAndHowToMendIt(KeystoreError error) {
        assertThat(error.code()).matches("TDE-(KEY|MET)-[0-9]{3}");
        assertThat(error.summary()).isNotBlank().doesNotContain("|").doesNotEndWith(".");
        assertThat(error.fix()).isNotBlank().doesNotContain("|").doesNotEndWith(".");
        KeystoreException failure = error.because("this", "that");
        assertThat(failure.code()).isEqualTo(error.code());
        assertThat(failure.kind()).isEqualTo(error.kind());
        assertThat(failure)
                .hasMessage(
                        error.code() + " " + error.summary() + " | found: this | expected: that | fix: " + error.fix());
        assertThat(failure.again())
                .hasMessage(failure.getMessage())
                .hasCause(failure)
                .extracting(e -> ((KeystoreException) e).code())
                .isEqualTo(error.code());
    }
}
