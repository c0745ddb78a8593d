package io.tdejdbc.driver;

import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;

/**
 * The URL, the properties file or what they name is wrong, so that no connection can be made. The message reads
 * {@code TDE-CFG-nnn what | found: … | expected: … | fix: …} and holds no secret. SQLState 08001.
 */
public final class TdeConfigurationException extends SQLNonTransientConnectionException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** A failure with its stable code and, if there is one, its cause (else null, as in {@link Throwable}). */
    public TdeConfigurationException(String code, String message, Throwable cause) {
        super(code + " " + message, "08001", cause);
        this.code = Objects.requireNonNull(code);
    }

    /** {@code TDE-CFG-nnn}. */
    public String code() {
        return code;
    }
}
