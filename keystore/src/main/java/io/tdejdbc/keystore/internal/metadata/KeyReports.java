package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.KeyReport.Verdict;
import io.tdejdbc.keystore.KeyReport.WrappingReport;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import io.tdejdbc.keystore.internal.metadata.WrappedKeys.WrappedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of every key what it is and what wraps it. */
final class KeyReports {

    private static final Set<String> UNUSABLE =
            Set.of(KeystoreError.KEK_VERSION_UNKNOWN.code(), KeystoreError.KEK_VERSION_RETIRED.code());

    private final Wrapper wrapper;
    private final WrappedKeys keys;

    KeyReports(Wrapper wrapper, WrappedKeys keys) {
        this.wrapper = wrapper;
        this.keys = keys;
    }

    List<KeyReport> untried() throws KeystoreException {
        List<WrappedKey> all = new ArrayList<>(keys.keys());
        all.addAll(keys.destroyed());
        return reports(all, false, KeyProgress.silent());
    }

    /** Unwraps everything; an outage or a missing right ends it. */
    List<KeyReport> tried(KeyProgress progress) throws KeystoreException {
        progress.begin(keys.keys().size());
        return reports(keys.keys(), true, progress);
    }

    private List<KeyReport> reports(List<WrappedKey> which, boolean trying, KeyProgress progress)
            throws KeystoreException {
        List<KeyReport> reports = new ArrayList<>();
        for (WrappedKey key : which) {
            List<Wrapping> ordered = new ArrayList<>(wrapper.lineage().candidates(key.wrappings()));
            key.wrappings().stream().filter(one -> !ordered.contains(one)).forEach(ordered::add);
            List<WrappingReport> wrappings = new ArrayList<>();
            for (Wrapping one : ordered) {
                wrappings.add(trying ? attempt(key.identity(), one) : report(one, Verdict.UNTRIED, Optional.empty()));
            }
            KeyRow row = key.row();
            reports.add(new KeyReport(
                    key.keyId(),
                    row.identity().kind().word(),
                    owner(row),
                    row.generation(),
                    row.state().name(),
                    Instant.ofEpochMilli(row.identity().createdMillis()),
                    wrappings));
            progress.advance(1);
        }
        reports.sort(Comparator.comparing(KeyReport::owner)
                .thenComparing(KeyReport::kind)
                .thenComparingInt(KeyReport::generation));
        return reports;
    }

    private WrappingReport attempt(KeyIdentity identity, Wrapping wrapping) throws KeystoreException {
        try {
            wrapper.unwrap(identity, List.of(wrapping)).wipe();
            return report(wrapping, Verdict.UNWRAPS, Optional.empty());
        } catch (KeystoreException e) {
            boolean usable = !UNUSABLE.contains(e.code()) && isOwn(wrapping);
            if (e.kind() == Kind.UNAVAILABLE || e.refusesClient()) {
                throw e;
            }
            return report(wrapping, usable ? Verdict.DAMAGED : Verdict.UNUSABLE, Optional.of(e.getMessage()));
        }
    }

    private boolean isOwn(Wrapping wrapping) throws KeystoreException {
        return !wrapper.lineage().own(List.of(wrapping)).isEmpty();
    }

    private static WrappingReport report(Wrapping wrapping, Verdict verdict, Optional<String> failure) {
        return new WrappingReport(wrapping.provider(), wrapping.kekVersion(), wrapping.fingerprint(), verdict, failure);
    }

    private String owner(KeyRow row) {
        KeyKind kind = row.identity().kind();
        if (kind == KeyKind.DOMAIN) {
            return "domain " + row.ownerName();
        }
        if (kind == KeyKind.DEPLOYMENT || kind == KeyKind.CANARY) {
            return "";
        }
        Set<String> tables = keys.raw().columns().stream()
                .map(ColumnRow::parse)
                .filter(column -> column.tableId().equals(row.identity().owner()))
                .map(ColumnRecord::table)
                .map(Object::toString)
                .collect(Collectors.toSet());
        return tables.isEmpty() ? "no table" : String.join(", ", tables);
    }
}
