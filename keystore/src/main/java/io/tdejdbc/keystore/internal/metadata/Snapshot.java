package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnKeys;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One verified state of all MACed tables. Immutable. */
final class Snapshot {

    private final Manifest manifest;
    private final List<RawRow> rawKeys;
    private final List<RawRow> rawColumns;
    private final List<KeyRow> keys;
    private final Map<UUID, ColumnRecord> columns;
    private final Metadata metadata;

    /** Of rows whose MACs were checked. */
    Snapshot(Manifest manifest, List<RawRow> rawKeys, List<RawRow> rawColumns) {
        this.manifest = manifest;
        this.rawKeys = List.copyOf(rawKeys);
        this.rawColumns = List.copyOf(rawColumns);
        this.keys = rawKeys.stream()
                .map(row -> KeyRow.parse(manifest.deployment(), row))
                .toList();
        List<ColumnRecord> records = rawColumns.stream()
                .map(ColumnRow::parse)
                .sorted(Comparator.comparing(
                                (ColumnRecord column) -> column.table().schema())
                        .thenComparing(column -> column.table().name())
                        .thenComparing(ColumnRecord::column))
                .toList();
        this.columns = records.stream().collect(Collectors.toMap(ColumnRecord::columnId, Function.identity()));
        Map<UUID, ColumnKeys> generations = new HashMap<>();
        records.forEach(column -> keysOf(column).ifPresent(found -> generations.put(column.columnId(), found)));
        this.metadata = new Metadata(manifest.deployment(), manifest.epoch(), records, generations);
    }

    Manifest manifest() {
        return manifest;
    }

    UUID deployment() {
        return manifest.deployment();
    }

    Metadata metadata() {
        return metadata;
    }

    List<RawRow> rawKeys() {
        return rawKeys;
    }

    List<RawRow> rawColumns() {
        return rawColumns;
    }

    Optional<ColumnRecord> column(UUID columnId) {
        return Optional.ofNullable(columns.get(columnId));
    }

    Optional<ColumnRecord> column(TableName table, String column) {
        return metadata.columns().stream()
                .filter(record ->
                        record.table().equals(table) && record.column().equals(column))
                .findFirst();
    }

    Optional<UUID> tableId(TableName table) {
        return metadata.columns().stream()
                .filter(record -> record.table().equals(table))
                .map(ColumnRecord::tableId)
                .findFirst();
    }

    /** All generations of an owner's key of one kind, oldest first. */
    List<KeyRow> keys(KeyKind kind, UUID owner) {
        return keys.stream()
                .filter(key ->
                        key.identity().kind() == kind && key.identity().owner().equals(owner))
                .sorted(Comparator.comparingInt(KeyRow::generation))
                .toList();
    }

    /** The keys of tables and domains by which values may be stored. */
    List<KeyIdentity> liveKeys() {
        return keys.stream()
                .filter(row -> row.state().live() && !row.identity().owner().equals(deployment()))
                .map(KeyRow::identity)
                .toList();
    }

    /** Whether values by a key may be stored. */
    boolean isLive(KeyIdentity key) {
        return keys.stream()
                .anyMatch(row -> row.identity().equals(key) && row.state().live());
    }

    /** The live generations of the key that encrypts a column; empty if none is current. */
    Optional<ColumnKeys> keysOf(ColumnRecord column) {
        List<KeyRow> live =
                keys(KeyRing.kind(column), column.domain().map(KeyDomain::id).orElse(column.tableId())).stream()
                        .filter(key -> key.state().live())
                        .toList();
        return live.stream()
                .filter(key -> key.state() == KeyState.CURRENT)
                .reduce((older, newer) -> newer)
                .map(current ->
                        new ColumnKeys(live.stream().map(KeyRow::generation).toList(), current.generation()));
    }

    /** The id of the domain that has a key under this name. */
    Optional<UUID> domainId(String name) {
        return keys.stream()
                .filter(key -> key.identity().kind() == KeyKind.DOMAIN
                        && key.ownerName().equals(name))
                .map(key -> key.identity().owner())
                .findFirst();
    }
}
