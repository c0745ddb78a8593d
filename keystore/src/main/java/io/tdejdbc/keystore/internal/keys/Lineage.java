package io.tdejdbc.keystore.internal.keys;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Tells which wrappings of a key one key manager made. The number of a version does not: another master key of the same
 * kind has versions of the same numbers, and so has a master key that was restored from an old copy and rotated again.
 * The fingerprint does; where a manager gives none, the word in {@code tde_wrapping.provider} does, which is the kind, or
 * kind, colon and a mark where two lineages meet at one key.
 */
public final class Lineage {

    private static final int MARK_DIGITS = 16;

    private final MasterKeyProvider provider;
    private volatile Optional<Boolean> nameless = Optional.empty();

    /** How sure it is that a wrapping is of this key manager. */
    private enum Rank {
        FOREIGN,
        UNKNOWN,
        OWN
    }

    private record Ranked(Wrapping wrapping, Rank rank) {}

    /** The lineage of one key manager's master key. */
    public Lineage(MasterKeyProvider provider) {
        this.provider = provider;
    }

    /** Whether a key manager of this kind made a wrapping. */
    public boolean isOfKind(Wrapping wrapping) {
        return wrapping.provider().equals(provider.kind())
                || wrapping.provider().startsWith(provider.kind() + ":");
    }

    /** Those of a key's wrappings that are worth trying, the most promising first. */
    public List<Wrapping> candidates(List<Wrapping> wrappings) throws KeystoreException {
        List<Wrapping> ofKind = wrappings.stream().filter(this::isOfKind).toList();
        return ofKind.size() < 2
                ? ofKind
                : ranked(ofKind).stream().map(Ranked::wrapping).toList();
    }

    /**
     * Those of a key's wrappings that this master key made, newest first. A version that the key manager does not know is
     * not among them, unless it can name none of its versions.
     */
    public List<Wrapping> own(List<Wrapping> wrappings) throws KeystoreException {
        boolean unknownIsOwn = isNameless();
        return ranked(wrappings.stream().filter(this::isOfKind).toList()).stream()
                .filter(one -> one.rank() == Rank.OWN || unknownIsOwn && one.rank() == Rank.UNKNOWN)
                .map(Ranked::wrapping)
                .toList();
    }

    /** Asked once: it is a trait of the key manager, and asking for the version may be a request to it. */
    private boolean isNameless() throws KeystoreException {
        if (nameless.isEmpty()) {
            nameless = Optional.of(fingerprint(provider.currentVersion()).isEmpty());
        }
        return nameless.get();
    }

    /**
     * A fresh wrapping with such a word for its key manager that its row meets none that is there.
     *
     * @param another whether those that are there may be by another master key of the same kind
     */
    public Wrapping placed(Wrapping fresh, List<Wrapping> present, boolean another) {
        String mark = mark(fresh.fingerprint());
        boolean meets = present.stream()
                .filter(this::isOfKind)
                .anyMatch(one -> another
                        || one.kekVersion() == fresh.kekVersion()
                        || one.provider().equals(mark));
        return meets
                ? new Wrapping(
                        fresh.keyId(),
                        mark,
                        fresh.kekVersion(),
                        fresh.fingerprint(),
                        fresh.wrapped(),
                        fresh.createdMillis())
                : fresh;
    }

    private List<Ranked> ranked(List<Wrapping> ofKind) throws KeystoreException {
        String mine = mark("");
        boolean marked = ofKind.stream().anyMatch(one -> one.provider().equals(mine));
        List<Ranked> ranked = new ArrayList<>();
        for (Wrapping one : ofKind) {
            ranked.add(new Ranked(one, rank(one, mine, marked)));
        }
        ranked.sort(Comparator.comparing(Ranked::rank)
                .thenComparingInt(one -> one.wrapping().kekVersion())
                .reversed());
        return ranked;
    }

    private Rank rank(Wrapping wrapping, String mine, boolean marked) throws KeystoreException {
        if (!wrapping.fingerprint().isEmpty()) {
            String known = fingerprint(wrapping.kekVersion());
            if (!known.isEmpty()) {
                return known.equals(wrapping.fingerprint()) ? Rank.OWN : Rank.FOREIGN;
            }
        }
        if (marked) {
            return wrapping.provider().equals(mine) ? Rank.OWN : Rank.FOREIGN;
        }
        return Rank.UNKNOWN;
    }

    private String fingerprint(int version) throws KeystoreException {
        return provider.fingerprint(version).orElse("");
    }

    /** The kind with a mark of the version, or of the key's name where versions have no fingerprints. */
    private String mark(String fingerprint) {
        String named = fingerprint.isEmpty() ? provider.keyName() : fingerprint;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(named.getBytes(StandardCharsets.UTF_8));
            return provider.kind() + ":" + HexFormat.of().formatHex(digest).substring(0, MARK_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
        }
    }
}
