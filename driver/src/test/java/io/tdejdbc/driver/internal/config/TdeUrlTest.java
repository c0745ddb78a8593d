package io.tdejdbc.driver.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.TdeConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TdeUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "jdbc:tde:postgresql://h/shop -> jdbc:postgresql://h/shop",
                "jdbc:tde:postgresql://h/shop?tde.config=/a -> jdbc:postgresql://h/shop",
                "jdbc:tde:postgresql://h/shop?tde.config=/a&ssl=true -> jdbc:postgresql://h/shop?ssl=true",
                "jdbc:tde:postgresql://h/shop?ssl=true&tde.config=/a -> jdbc:postgresql://h/shop?ssl=true",
                "jdbc:tde:postgresql://h/shop?a=1&tde.config=/a&b=2 -> jdbc:postgresql://h/shop?a=1&b=2",
                "jdbc:tde:postgresql://h/shop?tde.config=/a&tde.driver=x&b=2 -> jdbc:postgresql://h/shop?b=2",
                "jdbc:tde:postgresql://h/shop?tde.config=/a&tde.driver=x -> jdbc:postgresql://h/shop",
                "jdbc:tde:h2:mem:x;tde.config=/a -> jdbc:h2:mem:x",
                "jdbc:tde:h2:mem:x;tde.config=/a;DB_CLOSE_DELAY=-1 -> jdbc:h2:mem:x;DB_CLOSE_DELAY=-1",
                "jdbc:tde:h2:mem:x;MODE=PostgreSQL;tde.config=/a -> jdbc:h2:mem:x;MODE=PostgreSQL",
                "jdbc:tde:h2:mem:x;INIT=a\\;tde.b -> jdbc:h2:mem:x;INIT=a\\;tde.b",
                "jdbc:tde:h2:file:/jdbc:tde:x -> jdbc:h2:file:/jdbc:tde:x",
                "JDBC:TDE:h2:mem:x -> jdbc:h2:mem:x"
            })
    void stripsPrefixAndOwnParameters(String url, String inner) throws TdeConfigurationException {
        assertThat(TdeUrl.parse(url).inner()).isEqualTo(inner);
    }

    @Test
    void decodesParametersOfTheQuestionMarkForm() throws TdeConfigurationException {
        assertThat(TdeUrl.parse("jdbc:tde:postgresql://h/s?tde.config=/my%20dir/a+b.properties")
                        .parameters())
                .isEqualTo(Map.of("tde.config", "/my dir/a+b.properties"));
        assertThat(TdeUrl.parse("jdbc:tde:h2:mem:x;tde.config=/a&b%20").parameters())
                .isEqualTo(Map.of("tde.config", "/a&b%20"));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> TdeUrl.parse("jdbc:tde:")).hasMessageContaining("TDE-CFG-009");
        assertThatThrownBy(() -> TdeUrl.parse("jdbc:tde:tde:h2:mem:x")).hasMessageContaining("TDE-CFG-009");
        assertThatThrownBy(() -> TdeUrl.parse("jdbc:tde:h2:mem:x;tde.config")).hasMessageContaining("TDE-CFG-009");
        assertThatThrownBy(() -> TdeUrl.parse("jdbc:tde:postgresql:x?tde.config=%zz"))
                .hasMessageContaining("TDE-CFG-009");
        assertThatThrownBy(() -> TdeUrl.parse("jdbc:tde:h2:mem:x;tde.config=a;tde.config=b"))
                .hasMessageContaining("TDE-CFG-005");
    }

    @Test
    void doesNotAcceptUrlsOfOthers() {
        assertThat(TdeUrl.accepts("jdbc:h2:mem:x")).isFalse();
        assertThat(TdeUrl.accepts("")).isFalse();
        assertThat(TdeUrl.accepts(null)).isFalse();
        assertThat(TdeUrl.accepts("jdbc:tde:h2:mem:x")).isTrue();
    }

    @Test
    void neverShowsSecrets() throws TdeConfigurationException {
        assertThat(TdeUrl.parse("jdbc:tde:postgresql://sa:hunter2@h/shop?password=hunter3")
                        .toString())
                .doesNotContain("hunter")
                .contains("postgresql");
        assertThat(TdeUrl.masked("jdbc:h2:mem:x;PASSWORD=hunter2")).doesNotContain("hunter");
    }
}
