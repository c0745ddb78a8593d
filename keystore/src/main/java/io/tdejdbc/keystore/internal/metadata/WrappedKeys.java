package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All keys and what wraps them, as the tables say. Nothing of it is verified: who wraps anew need not be able to. A key
 * that is unwrapped proves its row's identity by itself.
 *
 * @param raw the rows as they lie
 * @param keys the canary last, the deployment key before it, so that what proves a master key is worked on last
 * @param destroyed keys whose wrappings were deleted
 */
record WrappedKeys(RawSet raw, List<WrappedKey> keys, List<WrappedKey> destroyed) {

    /** A key and its wrappings. */
    record WrappedKey(KeyRow row, List<Wrapping> wrappings) {
        UUID keyId() {
            return row.identity().keyId();
        }

        KeyIdentity identity() {
            return row.identity();
        }
    }

    static WrappedKeys read(Backend backend, UUID deployment) throws KeystoreException {
        RawSet raw;
        List<RawRow> rows;
        try {
            raw = backend.read(open -> RawSet.read(open, backend.prefix()));
            // After the keys: a key's wrapping is committed with it.
            rows = backend.read(open -> RawSet.rows(open, backend.prefix(), MetaTable.WRAPPING));
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
        Verifier.manifest(raw, deployment, backend.description());
        Map<String, List<Wrapping>> wrappings = new HashMap<>();
        List<WrappedKey> keys = new ArrayList<>();
        try {
            for (RawRow row : rows) {
                wrappings
                        .computeIfAbsent(row.text(0), key -> new ArrayList<>())
                        .add(RawSet.wrapping(UUID.fromString(row.text(0)), row));
            }
            for (RawRow row : raw.keys()) {
                keys.add(new WrappedKey(KeyRow.parse(deployment, row), wrappings.getOrDefault(row.text(0), List.of())));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw KeystoreError.KEY_ROW_ALTERED.because("unreadable fields in a row", "the row that was written", e);
        }
        keys.sort(Comparator.comparingInt(key -> rank(key.identity().kind())));
        Map<Boolean, List<WrappedKey>> byEnd =
                keys.stream().collect(Collectors.partitioningBy(key -> key.row().state() == KeyState.DESTROYED));
        return new WrappedKeys(raw, byEnd.get(false), byEnd.get(true));
    }

    /** The wrappings of each key. */
    Map<UUID, List<Wrapping>> byKey() {
        return keys.stream().collect(Collectors.toMap(WrappedKey::keyId, WrappedKey::wrappings));
    }

    /** The id under which a table's keys are kept. */
    Optional<UUID> tableId(TableName table) {
        return raw.columns().stream()
                .map(ColumnRow::parse)
                .filter(column -> column.table().equals(table))
                .map(ColumnRecord::tableId)
                .findFirst();
    }

    /** The table that has an id. */
    Optional<TableName> tableName(UUID tableId) {
        return raw.columns().stream()
                .map(ColumnRow::parse)
                .filter(column -> column.tableId().equals(tableId))
                .map(ColumnRecord::table)
                .findFirst();
    }

    private static int rank(KeyKind kind) {
        return switch (kind) {
            case CANARY -> 2;
            case DEPLOYMENT -> 1;
            case DATA, SEARCH, DOMAIN -> 0;
        };
    }
}
