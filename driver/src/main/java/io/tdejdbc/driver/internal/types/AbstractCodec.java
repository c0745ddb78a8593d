package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.TimeZone;

/** What the codecs of all backends share. */
abstract class AbstractCodec implements ColumnCodec {
    private final DeclaredType type;
    private final ProtectionMode mode;

    AbstractCodec(DeclaredType type, ProtectionMode mode) {
        this.type = type;
        this.mode = mode;
    }

    @Override
    public final DeclaredType type() {
        return type;
    }

    /** Whether equal values must have equal bytes. */
    final boolean equality() {
        return mode == ProtectionMode.EQUALITY;
    }

    /** Both drivers give their sessions the JVM's zone when they connect. */
    static ZoneId zone() {
        return TimeZone.getDefault().toZoneId();
    }

    /** Checks the length of fixed forms before they are read. */
    final void requireLength(byte[] canonical, int length) throws SQLException {
        if (canonical.length != length) {
            throw TypeErrors.malformed(type);
        }
    }

    @Override
    public String toString() {
        return type.definition() + " " + mode;
    }
}
