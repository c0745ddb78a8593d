package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.TypeFamily;
import java.util.Optional;

/** Why a type cannot be protected in a mode, as far as all backends agree. */
final class Objections {
    private Objections() {}

    /** What speaks against {@code equality}. */
    static Optional<String> equality(DeclaredType type, boolean smallDomainAccepted) {
        String name = type.definition();
        if (type.family() == TypeFamily.FLOAT) {
            return Optional.of(name + " has equal values that read differently; use random, or a decimal type");
        }
        if (type.family() == TypeFamily.OFFSET_TIME) {
            return Optional.of(name + " keeps the offset of equal times; use random");
        }
        if (type.family() == TypeFamily.BOOLEAN && !smallDomainAccepted) {
            return Optional.of(smallDomain(type));
        }
        return Optional.empty();
    }

    /** The choice for a type of truth values. */
    static String smallDomain(DeclaredType type) {
        return type.definition()
                + " has two values, so that equality shows which rows have the same;"
                + " use random, or say small-domain=accepted";
    }

    /** The choice for a type whose comparison is not that of its bytes. */
    static String needsBinary(DeclaredType type, boolean padded) {
        return type.definition()
                + (padded ? " ignores trailing blanks" : " ignores case")
                + " when it is compared; say compare=binary to compare "
                + (padded ? "the text without trailing blanks" : "the exact text")
                + ", or use random";
    }
}
