package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Values are compared by their canonical bytes as Java compares the values themselves. */
class ValueOrderTest {

    private static <T extends Comparable<? super T>> void sameAsOfValues(
            ValueOrder order, List<T> values, Function<T, byte[]> canonical) {
        for (T one : values) {
            for (T other : values) {
                assertThat(Integer.signum(order.compare(canonical.apply(one), canonical.apply(other))))
                        .as("%s and %s", one, other)
                        .isEqualTo(Integer.signum(one.compareTo(other)));
            }
        }
    }

    @Test
    void textsAreComparedByUtf16Units() {
        List<String> texts = new ArrayList<>(List.of("", "a", "A", "ab", "b", "é", "߿", "ࠀ", "\ud7ff", "\ue000"));
        texts.addAll(List.of("\uffff", "\ud800\udc00", "\udbff\udfff", "x\ud83d\ude00", "x\ufb01", "x\u20ac"));
        sameAsOfValues(ValueOrder.UTF16, texts, Canonical::text);
    }

    @Test
    void integersOfAnyWidth() {
        List<BigInteger> numbers = List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.valueOf(-1),
                BigInteger.valueOf(Long.MAX_VALUE),
                BigInteger.valueOf(Long.MIN_VALUE),
                new BigInteger("18446744073709551615"));
        sameAsOfValues(ValueOrder.INTEGER, numbers, Canonical::integer);
    }

    @Test
    void decimalsOfAnyScale() {
        List<BigDecimal> numbers = List.of(
                new BigDecimal("0"),
                new BigDecimal("0.00"),
                new BigDecimal("-0.01"),
                new BigDecimal("1E+3"),
                new BigDecimal("999.999"),
                new BigDecimal("1000.0"));
        sameAsOfValues(ValueOrder.DECIMAL, numbers, Canonical::decimal);
        byte[] number = Canonical.decimal(new BigDecimal("1E+100"));
        List<byte[]> ascending = List.of(
                Canonical.decimal(Canonical.NEGATIVE_INFINITY),
                number,
                Canonical.decimal(Canonical.PLUS_INFINITY),
                Canonical.decimal(Canonical.NAN));
        for (int i = 0; i < ascending.size(); i++) {
            for (int k = 0; k < ascending.size(); k++) {
                assertThat(Integer.signum(ValueOrder.DECIMAL.compare(ascending.get(i), ascending.get(k))))
                        .isEqualTo(Integer.compare(i, k));
            }
        }
    }

    @Test
    void momentsToTheNanosecond() {
        List<byte[]> ascending = List.of(
                Canonical.moment(Canonical.MINUS_INFINITY, 0),
                Canonical.moment(-1, 999_999_999),
                Canonical.moment(0, 0),
                Canonical.moment(0, 1),
                Canonical.moment(Canonical.INFINITY, 0));
        for (int i = 0; i < ascending.size(); i++) {
            for (int k = 0; k < ascending.size(); k++) {
                assertThat(Integer.signum(ValueOrder.MOMENT.compare(ascending.get(i), ascending.get(k))))
                        .isEqualTo(Integer.compare(i, k));
            }
        }
        assertThat(ValueOrder.MOMENT.compare(Canonical.moment(5, 6, 3600), Canonical.moment(5, 6, 0)))
                .isZero();
    }

    @Test
    void whatNoColumnHoldsIsNoValue() {
        assertThat(ValueOrder.isValue(Canonical.never())).isFalse();
        assertThat(ValueOrder.isValue(Canonical.truth(true))).isTrue();
    }
}
