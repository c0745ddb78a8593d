package io.tdejdbc.driver.internal.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import io.tdejdbc.driver.PlanCacheMXBean;
import io.tdejdbc.driver.internal.dialect.SessionFingerprint;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import java.util.Optional;

/** Plans by text and state, bounded in bytes. Thread-safe. */
public final class PlanCache implements PlanCacheMXBean {
    /** A node of the cache, its place in the table and the key object. */
    private static final int ENTRY_BYTES = 192;

    private static final int STRING_BYTES = 48;
    private static final int PROTECTED_PLAN_BYTES = 144;
    private static final int OUTPUT_BYTES = 96;
    private static final int PIECE_BYTES = 40;
    private static final int BYSTANDER_BYTES = 96;
    private static final int PLAIN_PLAN_BYTES = 40;

    private final long maximumBytes;
    private final Cache<PlanKey, Optional<StatementPlan>> plans;
    private final Interner<SessionFingerprint> sessions = Interner.newWeakInterner();

    PlanCache(long maximumBytes) {
        this.maximumBytes = maximumBytes;
        this.plans = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((PlanKey key, Optional<StatementPlan> plan) -> bytes(key, plan))
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** The plan of a text, if it is there. */
    public Optional<StatementPlan> find(PlanKey key) {
        Optional<StatementPlan> plan = plans.getIfPresent(key);
        return plan == null ? Optional.empty() : plan;
    }

    /** Keeps a plan as long as there is room. */
    public void keep(PlanKey key, StatementPlan plan) {
        plans.put(key, Optional.of(plan));
    }

    /** The one object for equal settings, so that keys are compared fast. */
    public SessionFingerprint same(SessionFingerprint session) {
        return sessions.intern(session);
    }

    void clear() {
        plans.invalidateAll();
    }

    @Override
    public long getHits() {
        return plans.stats().hitCount();
    }

    @Override
    public long getMisses() {
        return plans.stats().missCount();
    }

    @Override
    public long getEvictions() {
        return plans.stats().evictionCount();
    }

    @Override
    public long getPlans() {
        plans.cleanUp();
        return plans.estimatedSize();
    }

    @Override
    public long getBytes() {
        plans.cleanUp();
        return plans.policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst())
                .orElse(0L);
    }

    @Override
    public long getMaximumBytes() {
        return maximumBytes;
    }

    /** What an entry holds on to; the columns of a plan are the schema's. */
    private static int bytes(PlanKey key, Optional<StatementPlan> plan) {
        int bytes = ENTRY_BYTES + bytes(key.sql());
        if (plan.orElseThrow() instanceof ProtectedPlan guarded) {
            bytes += PROTECTED_PLAN_BYTES;
            bytes += OUTPUT_BYTES * guarded.result().size();
            bytes += BYSTANDER_BYTES * guarded.bystanders().size();
            for (ProtectedPlan.Piece piece : guarded.pieces()) {
                bytes += PIECE_BYTES;
                if (piece instanceof ProtectedPlan.Piece.Text text) {
                    bytes += bytes(text.text());
                }
            }
            return bytes;
        }
        // A plain plan shares its text with the key.
        return bytes + PLAIN_PLAN_BYTES;
    }

    /** Twice as much as most strings take, which hold no character beyond Latin-1. */
    private static int bytes(String text) {
        return STRING_BYTES + 2 * text.length();
    }
}
