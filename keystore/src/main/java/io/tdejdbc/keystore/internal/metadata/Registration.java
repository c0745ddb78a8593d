package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Works out which rows and keys are missing for columns to be registered. Used once. */
final class Registration {

    private static final int MAX_NAME = 256;
    private static final int MAX_TYPE = 1000;
    private static final int MAX_COMPARISON = 32;

    private final Snapshot from;
    private final Wrapper wrapper;
    private final long now;
    private final Map<TableName, UUID> tables = new HashMap<>();
    private final Map<String, UUID> domains = new HashMap<>();
    private final List<ColumnRecord> records = new ArrayList<>();
    private final List<KeyRow> keys = new ArrayList<>();
    private final List<Wrapping> wrappings = new ArrayList<>();

    private Registration(Snapshot from, Wrapper wrapper, long now) {
        this.from = from;
        this.wrapper = wrapper;
        this.now = now;
    }

    static Change plan(Snapshot from, List<ColumnRegistration> columns, Wrapper wrapper, long now)
            throws KeystoreException {
        Registration registration = new Registration(from, wrapper, now);
        for (ColumnRegistration column : columns) {
            registration.add(column);
        }
        return new Change(registration.keys, registration.wrappings, registration.records, Set.of());
    }

    /** Refuses what no state of the metadata could make right. */
    static void validate(List<ColumnRegistration> columns) throws KeystoreException {
        Set<List<Object>> names = new HashSet<>();
        for (ColumnRegistration column : columns) {
            String name = column.table() + "." + column.column();
            if (!names.add(List.of(column.table(), column.column()))) {
                throw KeystoreError.REGISTRATION_INVALID.because(name + " twice in one request", "once");
            }
            if (column.mode() == ProtectionMode.RANDOM && column.domain().isPresent()) {
                throw KeystoreError.REGISTRATION_INVALID.because(
                        name + " as random in domain " + column.domain().get(), "equality, or no domain");
            }
            if (column.domain().isPresent() && column.domain().get().isBlank()) {
                throw KeystoreError.REGISTRATION_INVALID.because(name + " in a domain without a name", "a name");
            }
            limit(name, "schema name", column.table().schema(), MAX_NAME);
            limit(name, "table name", column.table().name(), MAX_NAME);
            limit(name, "column name", column.column(), MAX_NAME);
            limit(name, "domain name", column.domain().orElse(""), MAX_NAME);
            requireDeclaredType(name, column.declaredType());
            limit(name, "comparison", column.comparison(), MAX_COMPARISON);
        }
    }

    static void requireDeclaredType(String column, String declaredType) throws KeystoreException {
        limit(column, "declared type", declaredType, MAX_TYPE);
    }

    private static void limit(String column, String what, String value, int limit) throws KeystoreException {
        if (value.length() > limit) {
            throw KeystoreError.REGISTRATION_INVALID.because(
                    column + " with a " + what + " of " + value.length() + " characters", "at most " + limit);
        }
    }

    private void add(ColumnRegistration wish) throws KeystoreException {
        Optional<ColumnRecord> present = from.column(wish.table(), wish.column());
        if (present.isPresent()) {
            requireSame(wish, present.get());
        }
        UUID table =
                tables.computeIfAbsent(wish.table(), name -> from.tableId(name).orElseGet(Randomness::uuid));
        requireKey(KeyKind.DATA, table, "");
        Optional<KeyDomain> domain = Optional.empty();
        if (wish.domain().isPresent()) {
            String name = wish.domain().get();
            UUID id = domains.computeIfAbsent(name, key -> from.domainId(key).orElseGet(Randomness::uuid));
            domain = Optional.of(new KeyDomain(id, name));
            requireKey(KeyKind.DOMAIN, id, name);
        } else if (wish.mode() == ProtectionMode.EQUALITY) {
            requireKey(KeyKind.SEARCH, table, "");
        }
        if (present.isEmpty()) {
            records.add(new ColumnRecord(
                    table,
                    Randomness.uuid(),
                    wish.table(),
                    wish.column(),
                    wish.mode(),
                    domain,
                    wish.comparison(),
                    wish.declaredType(),
                    wish.family(),
                    wish.state(),
                    now));
        }
    }

    private void requireKey(KeyKind kind, UUID owner, String ownerName) throws KeystoreException {
        boolean planned = keys.stream()
                .anyMatch(key ->
                        key.identity().kind() == kind && key.identity().owner().equals(owner));
        if (planned || !from.keys(kind, owner).isEmpty()) {
            return;
        }
        KeyRow key = KeyRow.first(from.deployment(), Randomness.uuid(), kind, owner, ownerName, now);
        wrappings.add(wrapper.wrapNew(key.identity()));
        keys.add(key);
    }

    private static void requireSame(ColumnRegistration wish, ColumnRecord present) throws KeystoreException {
        String wanted = describe(
                wish.mode(), wish.domain(), wish.comparison(), wish.family().name());
        String found = describe(
                present.mode(),
                present.domain().map(KeyDomain::name),
                present.comparison(),
                present.family().name());
        if (!wanted.equals(found)) {
            throw KeystoreError.REGISTERED_OTHERWISE.because(
                    wish.table() + "." + wish.column() + " as " + found, wanted);
        }
    }

    private static String describe(ProtectionMode mode, Optional<String> domain, String comparison, String family) {
        return mode
                + domain.map(name -> " domain=" + name).orElse("")
                + (comparison.isEmpty() ? "" : " compare=" + comparison)
                + " of " + family;
    }
}
