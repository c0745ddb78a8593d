package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.dialect.RewriteSteps;
import io.tdejdbc.driver.internal.tool.ValueRewriter.Batch;
import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes values that stand in primary, unique or foreign keys anew: all in one transaction, in which nobody else writes
 * the tables. Used once.
 */
final class LockedRewriting {
    private final ToolAccess access;
    private final List<ValueRewriter> rewriters;
    private final boolean foreignKeys;
    private final KeyJob job;
    private final Pace pace;

    LockedRewriting(ToolAccess access, List<ValueRewriter> rewriters, boolean foreignKeys, KeyJob job, Pace pace) {
        this.access = access;
        this.rewriters = rewriters;
        this.foreignKeys = foreignKeys;
        this.job = job;
        this.pace = pace;
    }

    /**
     * Does it.
     *
     * @return rows that were written
     */
    long run() throws SQLException, KeystoreException {
        Connection connection = access.connection();
        RewriteSteps steps = access.dialect().rewriting();
        List<TableName> tables = rewriters.stream()
                .map(ValueRewriter::table)
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
        long asked = System.nanoTime();
        while (!steps.begin(connection, tables)) {
            if (System.nanoTime() - asked > pace.patience().toNanos()) {
                throw KeystoreError.ROWS_LOCKED.because("transactions on " + tables, "a moment without one");
            }
            job.step("waiting for a lock");
        }
        boolean done = false;
        try {
            List<String> resting = foreignKeys ? steps.restForeignKeys(connection, tables) : List.of();
            long rows = 0;
            for (ValueRewriter rewriter : rewriters) {
                rows += rewrite(rewriter);
            }
            steps.checkForeignKeys(connection, resting);
            done = true;
            return rows;
        } finally {
            steps.end(connection, done);
        }
    }

    private long rewrite(ValueRewriter rewriter) throws SQLException, KeystoreException {
        List<Object> after = List.of();
        long rows = 0;
        while (true) {
            Batch batch = rewriter.rewrite(after, pace.batchSize());
            if (batch.damaged() > 0) {
                throw ValueWork.left(rewriter.table(), batch.damaged(), batch.failure());
            }
            if (batch.isEmpty()) {
                break;
            }
            after = batch.last();
            rows += batch.rewritten();
        }
        long left = rewriter.left();
        if (left > 0) {
            throw KeystoreError.ROWS_LOCKED.because("locks on " + left + " rows of " + rewriter.table(), "none");
        }
        return rows;
    }
}
