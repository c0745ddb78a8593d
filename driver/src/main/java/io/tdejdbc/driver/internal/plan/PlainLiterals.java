package io.tdejdbc.driver.internal.plan;

import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.sqlparse.Bystander;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Plain values as protected columns would take them, to find those that repeat a protected one in another spelling. */
public final class PlainLiterals {
    private static final int TELLING_LENGTH = 5;
    private static final int UUID_LENGTH = 32;

    private PlainLiterals() {}

    /** A column and what its values are for. */
    private record Target(ColumnBinding column, ValueUse use) {}

    /** Refuses a plan in whose text a literal that stays equals one that is taken out. */
    public static void requireOthers(ProtectedPlan plan) throws SQLException {
        List<Bystander> plain = plan.bystanders().stream()
                .filter(bystander -> bystander.literal().isPresent())
                .toList();
        if (plain.isEmpty()) {
            return;
        }
        Map<Target, Set<ByteBuffer>> taken = new HashMap<>();
        for (ProtectedPlan.Piece piece : plan.pieces()) {
            if (piece instanceof ProtectedPlan.Piece.ProtectedLiteral literal) {
                byte[] value = encoded(literal.value(), literal.column(), literal.use());
                taken.computeIfAbsent(new Target(literal.column(), literal.use()), target -> new HashSet<>())
                        .add(ByteBuffer.wrap(value));
            }
        }
        for (Map.Entry<Target, Set<ByteBuffer>> values : taken.entrySet()) {
            for (Bystander bystander : plain) {
                byte[] value = canonical(
                        bystander.literal().orElseThrow(),
                        values.getKey().column(),
                        values.getKey().use());
                if (value.length > 0 && values.getValue().contains(ByteBuffer.wrap(value))) {
                    throw SqlErrors.refused(bystander.refusal());
                }
            }
        }
    }

    /** A plain literal as a column would take it; empty where it takes no such value. */
    public static byte[] canonical(LiteralValue literal, ColumnBinding column, ValueUse use) {
        TypeFamily family = column.codec().type().family();
        boolean fits = switch (literal.kind()) {
            case STRING -> fits(literal.text(), family);
            case NUMBER -> isNumber(family);
            default -> true;
        };
        return fits ? encoded(literal, column.itself(), use) : new byte[0];
    }

    private static byte[] encoded(LiteralValue literal, ColumnBinding column, ValueUse use) {
        try {
            byte[] value = column.codec().encodeLiteral(literal, use);
            return value == null ? new byte[0] : value;
        } catch (SQLException | RuntimeException e) {
            // No value of this column; what it means to the statement is said when it is executed.
            return new byte[0];
        }
    }

    /** Whether a text, a byte array or a UUID may be a value of a family at all. */
    public static boolean fits(Object value, TypeFamily family) {
        if (value instanceof String text) {
            return switch (family) {
                case TEXT -> true;
                case BOOLEAN -> false;
                case INTEGER, DECIMAL, FLOAT -> text.length() >= TELLING_LENGTH && startsLikeNumber(text);
                case UUID -> text.length() >= UUID_LENGTH;
                case BINARY -> text.length() >= TELLING_LENGTH;
                default -> !text.isEmpty() && startsLikeNumber(text);
            };
        }
        if (value instanceof byte[]) {
            return family == TypeFamily.BINARY;
        }
        return value instanceof UUID && family == TypeFamily.UUID;
    }

    /** Whether values of a family are numbers. */
    public static boolean isNumber(TypeFamily family) {
        return family == TypeFamily.INTEGER || family == TypeFamily.DECIMAL || family == TypeFamily.FLOAT;
    }

    private static boolean startsLikeNumber(String text) {
        char first = text.charAt(0);
        return first >= '0' && first <= '9' || first == '-' || first == '+';
    }
}
