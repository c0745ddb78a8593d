package io.tdejdbc.sqlparse.internal;

import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Refusal;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.SourcePosition;
import java.util.Optional;

/** Carries a refusal out of the depth of an analysis; never leaves the module. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    private RefusedException(Refusal refusal) {
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    /** A refusal by a rule at an offset of a text. */
    public static RefusedException of(Rule rule, String text, int offset, Optional<ProtectedColumn> column) {
        return of(rule, rule.position() + " " + rule.meaning(), text, offset, column);
    }

    /** A refusal by a rule whose construct is named more closely. */
    public static RefusedException of(
            Rule rule, String construct, String text, int offset, Optional<ProtectedColumn> column) {
        return new RefusedException(new Refusal(
                rule.code(),
                construct,
                column.map(c -> c.table() + "." + c.column()),
                position(text, offset),
                rule.remedy()));
    }

    /** The refusal. */
    public Refusal refusal() {
        return refusal;
    }

    private static SourcePosition position(String text, int offset) {
        int end = Math.max(0, Math.min(offset, text.length()));
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new SourcePosition(end, line, end - lineStart + 1);
    }
}
