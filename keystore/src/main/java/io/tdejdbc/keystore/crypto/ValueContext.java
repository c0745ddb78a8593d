package io.tdejdbc.keystore.crypto;

import io.tdejdbc.keystore.TypeFamily;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;

/**
 * The place a value belongs to. It is part of every value's associated data and of its key's derivation, so that a value
 * moved elsewhere does not decrypt. The ids stay when tables and columns are renamed.
 *
 * @param deployment the deployment
 * @param table the table's id, or the key domain's
 * @param column the column's id; for a key domain the nil UUID
 * @param family the kind of plaintext
 */
public record ValueContext(UUID deployment, UUID table, UUID column, TypeFamily family) {

    /** Bytes of associated data. */
    public static final int ASSOCIATED_DATA_LENGTH = 53;

    private static final UUID NIL = new UUID(0, 0);

    /** No part is null, and neither deployment nor table is the nil UUID. */
    public ValueContext {
        Objects.requireNonNull(column);
        Objects.requireNonNull(family);
        if (deployment.equals(NIL) || table.equals(NIL)) {
            throw new IllegalArgumentException("neither a deployment nor a table has the nil UUID");
        }
    }

    /** A column's own context. */
    public static ValueContext ofColumn(UUID deployment, UUID table, UUID column, TypeFamily family) {
        if (column.equals(NIL)) {
            throw new IllegalArgumentException("a column does not have the nil UUID");
        }
        return new ValueContext(deployment, table, column, family);
    }

    /** The context that all columns of a key domain share; for {@code equality} alone. */
    public static ValueContext ofDomain(UUID deployment, UUID domain, TypeFamily family) {
        return new ValueContext(deployment, domain, NIL, family);
    }

    /** Whether it is a key domain's context. */
    public boolean isDomain() {
        return column.equals(NIL);
    }

    /** The 32 bytes that name the table and column, or the domain: table id ‖ column id. */
    public byte[] scope() {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        put(bytes, table);
        put(bytes, column);
        return bytes.array();
    }

    /** Deployment id ‖ scope ‖ family ‖ format ‖ generation, 53 bytes, big-endian. */
    public byte[] associatedData(byte format, int generation) {
        ByteBuffer bytes = ByteBuffer.allocate(ASSOCIATED_DATA_LENGTH);
        put(bytes, deployment);
        put(bytes, table);
        put(bytes, column);
        bytes.put(family.code()).put(format);
        bytes.put((byte) (generation >>> 16)).put((byte) (generation >>> 8)).put((byte) generation);
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
}
