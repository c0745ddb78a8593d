package io.tdejdbc.driver;

import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;

/**
 * The protection rules of the properties file cannot be kept in this database: they name what is not there, what cannot
 * be protected, or what the metadata says otherwise. The message reads {@code TDE-POL-nnn what | found: … | expected: …
 * | fix: …} and names the rule. SQLState 08001.
 */
public final class TdePolicyException extends SQLNonTransientConnectionException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** A failure with its stable code and, if there is one, its cause (else null, as in {@link Throwable}). */
    public TdePolicyException(String code, String message, Throwable cause) {
        super(code + " " + message, "08001", cause);
        this.code = Objects.requireNonNull(code);
    }

    /** {@code TDE-POL-nnn}. */
    public String code() {
        return code;
    }
}
