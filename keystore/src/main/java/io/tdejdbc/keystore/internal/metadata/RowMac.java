package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.crypto.Hkdf;
import io.tdejdbc.keystore.crypto.HmacSha256;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * MACs of rows: HMAC-SHA256 under a key of the deployment over the table's name and the row's columns, each with its
 * length before it. Thread-safe.
 */
final class RowMac implements AutoCloseable {

    private static final byte[] INFO = "tde-jdbc v1 metadata mac\0".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeyBytes key;

    private RowMac(SecretKeyBytes key) {
        this.key = key;
    }

    static RowMac of(SecretKeyBytes deploymentKey, UUID deployment) {
        byte[] info = ByteBuffer.allocate(INFO.length + 16)
                .put(INFO)
                .putLong(deployment.getMostSignificantBits())
                .putLong(deployment.getLeastSignificantBits())
                .array();
        return new RowMac(Hkdf.expand(deploymentKey, info, HmacSha256.TAG_LENGTH));
    }

    /** The row with its MAC in the last column, whatever was there. */
    RawRow seal(RawRow row) {
        List<Object> values = new ArrayList<>(row.valuesWithoutMac());
        values.add(HexFormat.of().formatHex(tag(row)));
        return new RawRow(row.table(), values);
    }

    boolean verify(RawRow row) {
        // The text, not the bytes it stands for: one MAC has one form.
        String expected = HexFormat.of().formatHex(tag(row));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), row.mac().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] tag(RawRow row) {
        return HmacSha256.tag(key, canonical(row.table().tableName(), row.valuesWithoutMac()));
    }

    /** SHA-256 over the MACs of all rows, in an order of their own. */
    static String digest(List<RawRow> rows) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
        }
        rows.stream()
                .sorted(Comparator.comparing((RawRow row) -> row.table().tableName())
                        .thenComparing(row -> row.text(0))
                        .thenComparing(RawRow::mac))
                .forEach(row -> sha.update(canonical(row.table().tableName(), List.of(row.text(0), row.mac()))));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static byte[] canonical(String table, List<Object> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, table.getBytes(StandardCharsets.UTF_8));
        for (Object value : values) {
            field(
                    out,
                    value instanceof Long number
                            ? ByteBuffer.allocate(Long.BYTES).putLong(number).array()
                            : ((String) value).getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    @Override
    public void close() {
        key.wipe();
    }
}
