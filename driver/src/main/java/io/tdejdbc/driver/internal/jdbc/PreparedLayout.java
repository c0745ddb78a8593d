package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.driver.internal.plan.RowArrangement;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.sqlparse.Arrangement;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the parameters that the application sees map onto the markers of the inner statement. Immutable. */
final class PreparedLayout {

    /** An inner marker that takes an encrypted parameter; 0 for a value that the driver keeps to itself. */
    record Slot(int inner, int outer, ColumnBinding column, ValueUse use, boolean array) {

        /** The canonical values in what was set: one, or the elements of an array. */
        byte[][] values(byte[] set) {
            return array && set != null && set.length > 0 ? ArrayValues.split(set) : new byte[][] {set};
        }
    }

    /** An inner marker that tells only whether the outer parameter is NULL. */
    record NullSlot(int inner, int outer, Optional<ColumnBinding> column) {}

    /** An inner marker that takes an encrypted literal. */
    record LiteralSlot(int inner, LiteralValue value, ColumnBinding column, ValueUse use) {}

    /** One parameter of the application. */
    static final class Outer {
        private final int index;
        private final int[] plain;
        private final int[] slots;
        private final boolean nullTest;
        private final boolean countsRows;

        private Outer(int index, int[] plain, int[] slots, boolean nullTest, boolean countsRows) {
            this.countsRows = countsRows;
            this.index = index;
            this.plain = plain;
            this.slots = slots;
            this.nullTest = nullTest;
        }

        /** Its place, from 1. */
        int index() {
            return index;
        }

        /** Inner markers that take it as it is; not to be changed. */
        int[] plain() {
            return plain;
        }

        /** Whether the driver itself takes it for a number of rows. */
        boolean countsRows() {
            return countsRows;
        }

        /** Indexes into {@link PreparedLayout#slots}; not to be changed. */
        int[] slots() {
            return slots;
        }

        /** Whether no marker takes it encrypted or asks for its being NULL. */
        boolean plainOnly() {
            return slots.length == 0 && !nullTest;
        }
    }

    private final String sql;
    private final Outer[] outers;
    private final Slot[] slots;
    private final NullSlot[] nullSlots;
    private final LiteralSlot[] literals;
    private final int innerCount;
    private final boolean arranges;
    private final int[] operands;
    private final Bystanders bystanders;
    private final ColumnGroups groups;

    private PreparedLayout(
            String sql,
            Outer[] outers,
            List<Slot> slots,
            List<NullSlot> nullSlots,
            List<LiteralSlot> literals,
            int innerCount,
            boolean arranges,
            int[] operands,
            Bystanders bystanders) {
        this.arranges = arranges;
        this.operands = operands;
        this.bystanders = bystanders;
        this.sql = sql;
        this.outers = outers;
        this.slots = slots.toArray(Slot[]::new);
        this.nullSlots = nullSlots.toArray(NullSlot[]::new);
        this.literals = literals.toArray(LiteralSlot[]::new);
        this.groups = new ColumnGroups(Stream.concat(
                        slots.stream().map(Slot::column), literals.stream().map(LiteralSlot::column))
                .toList());
        this.innerCount = innerCount;
    }

    static PreparedLayout of(ProtectedPlan plan) {
        StringBuilder text = new StringBuilder();
        List<List<Integer>> plain = lists(plan.outerParameters());
        List<List<Integer>> outerSlots = lists(plan.outerParameters());
        boolean[] nullTests = new boolean[plan.outerParameters()];
        List<Slot> slots = new ArrayList<>();
        List<NullSlot> nullSlots = new ArrayList<>();
        List<LiteralSlot> literals = new ArrayList<>();
        int inner = 0;
        for (Piece piece : plan.pieces()) {
            if (piece instanceof Piece.Text words) {
                text.append(words.text());
                continue;
            }
            text.append('?');
            inner++;
            if (piece instanceof Piece.PlainParameter parameter) {
                plain.get(parameter.outerIndex() - 1).add(inner);
            } else if (piece instanceof Piece.ProtectedParameter parameter) {
                outerSlots.get(parameter.outerIndex() - 1).add(slots.size());
                slots.add(new Slot(inner, parameter.outerIndex(), parameter.column(), parameter.use(), false));
            } else if (piece instanceof Piece.ProtectedArray array) {
                outerSlots.get(array.outerIndex() - 1).add(slots.size());
                slots.add(new Slot(inner, array.outerIndex(), array.column(), ValueUse.COMPARED, true));
            } else if (piece instanceof Piece.NullTest test) {
                nullTests[test.outerIndex() - 1] = true;
                nullSlots.add(new NullSlot(inner, test.outerIndex(), test.column()));
            } else if (piece instanceof Piece.ProtectedLiteral literal) {
                literals.add(new LiteralSlot(inner, literal.value(), literal.column(), literal.use()));
            }
        }
        int[] operands = operands(plan, slots, outerSlots);
        Outer[] outers = new Outer[plan.outerParameters()];
        for (int i = 0; i < outers.length; i++) {
            outers[i] = new Outer(
                    i + 1, ints(plain.get(i)), ints(outerSlots.get(i)), nullTests[i], countsRows(plan, i + 1));
        }
        return new PreparedLayout(
                text.toString(),
                outers,
                slots,
                nullSlots,
                literals,
                inner,
                plan.arrangement().isPresent(),
                operands,
                new Bystanders(plan.bystanders(), outers.length));
    }

    /** The slots of the conditions that the driver applies to rows; -1 for one whose operand is no parameter. */
    private static int[] operands(ProtectedPlan plan, List<Slot> slots, List<List<Integer>> outerSlots) {
        List<RowArrangement.Condition> conditions =
                plan.arrangement().map(RowArrangement::conditions).orElse(List.of());
        int[] operands = new int[conditions.size()];
        for (int i = 0; i < operands.length; i++) {
            RowArrangement.Condition condition = conditions.get(i);
            operands[i] = condition.parameter().isPresent() ? slots.size() : -1;
            if (condition.parameter().isPresent()) {
                int outer = condition.parameter().getAsInt();
                outerSlots.get(outer - 1).add(slots.size());
                slots.add(new Slot(0, outer, condition.operand(), ValueUse.COMPARED, false));
            }
        }
        return operands;
    }

    private static boolean countsRows(ProtectedPlan plan, int outer) {
        Arrangement.Count.Parameter parameter = new Arrangement.Count.Parameter(outer);
        return plan.arrangement().stream()
                .flatMap(arrangement -> Stream.concat(arrangement.offset().stream(), arrangement.limit().stream()))
                .anyMatch(parameter::equals);
    }

    private static List<List<Integer>> lists(int count) {
        List<List<Integer>> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>(1));
        }
        return lists;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The inner statement, a marker for every value. */
    String sql() {
        return sql;
    }

    /** The number of parameters that the application sees. */
    int outerCount() {
        return outers.length;
    }

    /** The number of markers in the inner statement. */
    int innerCount() {
        return innerCount;
    }

    /** Whether there is a parameter of this index. */
    boolean hasOuter(int index) {
        return index >= 1 && index <= outers.length;
    }

    /** Whether the driver takes a parameter for a number of rows, and the inner statement does not have it. */
    boolean countsRows(int index) {
        return hasOuter(index) && outer(index).countsRows() && outer(index).plain().length == 0;
    }

    /** Whether the inner statement does not have a parameter, because the driver itself uses it. */
    boolean isOwn(int index) {
        return hasOuter(index) && innerIndex(index) < 1 || countsRows(index);
    }

    /** Whether the driver sorts or chooses the rows of the result. */
    boolean arranges() {
        return arranges;
    }

    /** The slots of the conditions that the driver applies to rows; -1 for one without; not to be changed. */
    int[] operands() {
        return operands;
    }

    /** The parameter of an index from 1. */
    Outer outer(int index) {
        return outers[index - 1];
    }

    /** Whether each protected marker of a parameter takes an array. */
    boolean takesArray(Outer outer) {
        for (int slot : outer.slots()) {
            if (!slots[slot].array()) {
                return false;
            }
        }
        return outer.slots().length > 0;
    }

    /** The declared type of a parameter by its first protected use; null for plain ones. */
    DeclaredType declaredType(int index) {
        Outer outer = outers[index - 1];
        if (outer.slots().length > 0) {
            return slots[outer.slots()[0]].column().codec().type();
        }
        for (NullSlot slot : nullSlots) {
            if (slot.outer() == index && slot.column().isPresent()) {
                return slot.column().get().codec().type();
            }
        }
        return null;
    }

    /** The first inner marker of a parameter; for an index out of range one that is out of range there too. */
    int innerIndex(int index) {
        if (!hasOuter(index)) {
            return index < 1 ? index : Math.max(index, innerCount + 1);
        }
        Outer outer = outers[index - 1];
        if (outer.plain().length > 0) {
            return outer.plain()[0];
        }
        for (int slot : outer.slots()) {
            if (slots[slot].inner() > 0) {
                return slots[slot].inner();
            }
        }
        for (NullSlot slot : nullSlots) {
            if (slot.outer() == index) {
                return slot.inner();
            }
        }
        return outer.slots().length > 0 ? 0 : innerCount + 1;
    }

    Slot[] slots() {
        return slots;
    }

    Bystanders bystanders() {
        return bystanders;
    }

    NullSlot[] nullSlots() {
        return nullSlots;
    }

    LiteralSlot[] literals() {
        return literals;
    }

    /** The columns of the slots and, after these, of the literals. */
    ColumnGroups groups() {
        return groups;
    }

    /** The columns by outer index from 1; null for plain parameters. */
    ColumnBinding[] columns() {
        ColumnBinding[] columns = new ColumnBinding[outers.length + 1];
        for (Slot slot : slots) {
            columns[slot.outer()] = slot.column();
        }
        return columns;
    }

    /** The refusal of a name where the parameters of a call are known by their numbers. */
    static SQLException namedParameterRefused() {
        return SqlErrors.of(
                JdbcErrorCode.NAMED_PARAMETER,
                "a call with encrypted parameters",
                "a parameter by its name",
                "the parameter's number",
                "use the number of the parameter marker, from 1");
    }

    /** The refusal of a protected statement as a callable one. */
    static SQLException callableRefused() {
        return SqlErrors.of(
                JdbcErrorCode.CALLABLE_REFUSED,
                "prepareCall of a statement that names encrypted data",
                "a callable statement",
                "a procedure call whose parameters are plain",
                "use prepareStatement for this statement");
    }
}
