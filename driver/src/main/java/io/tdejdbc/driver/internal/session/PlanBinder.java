package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.internal.catalog.BoundColumn;
import io.tdejdbc.driver.internal.catalog.ProtectedSchema;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Output;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.driver.internal.plan.RowArrangement;
import io.tdejdbc.driver.internal.runtime.BackendRuntime;
import io.tdejdbc.driver.internal.types.ComputingCodec;
import io.tdejdbc.driver.internal.types.ValueOrder;
import io.tdejdbc.sqlparse.Arrangement;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.ResultColumn;
import io.tdejdbc.sqlparse.Segment;
import io.tdejdbc.sqlparse.ValueStep;
import io.tdejdbc.sqlparse.ValueUse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts codecs and ciphers in place of the columns that an analysis speaks of. */
final class PlanBinder {
    private final ProtectedSchema schema;
    private final Dialect dialect;
    private final long resultBytes;

    private PlanBinder(ProtectedSchema schema, Dialect dialect, long resultBytes) {
        this.schema = schema;
        this.dialect = dialect;
        this.resultBytes = resultBytes;
    }

    static ProtectedPlan bind(Plan plan, ProtectedSchema schema, BackendRuntime runtime) {
        PlanBinder binder = new PlanBinder(
                schema, runtime.dialect(), runtime.configuration().resultBytes());
        List<Piece> pieces = plan.segments().stream().map(binder::piece).toList();
        List<Output> result = plan.result().stream().map(binder::output).toList();
        return new ProtectedPlan(
                plan.kind(),
                pieces,
                plan.outerParameters(),
                result,
                plan.effects(),
                plan.bystanders(),
                plan.arrangement().map(binder::arrangement));
    }

    private RowArrangement arrangement(Arrangement arrangement) {
        return new RowArrangement(
                arrangement.keys().stream().map(this::key).toList(),
                arrangement.conditions().stream().map(this::condition).toList(),
                arrangement.offset(),
                arrangement.limit(),
                arrangement.hidden(),
                resultBytes);
    }

    private RowArrangement.Condition condition(Arrangement.Condition condition) {
        Arrangement.Operand operand = condition.operand();
        boolean parameter = operand instanceof Arrangement.Operand.Parameter;
        List<ValueStep> steps = operand instanceof Arrangement.Operand.Parameter one ? one.steps() : List.of();
        return new RowArrangement.Condition(
                condition.place(),
                column(condition.column()),
                taking(condition.column(), ValueUse.COMPARED, steps, 0),
                order(condition.column()),
                condition.comparison(),
                parameter
                        ? OptionalInt.of(((Arrangement.Operand.Parameter) operand).outerIndex())
                        : OptionalInt.empty(),
                parameter ? Optional.empty() : Optional.of(((Arrangement.Operand.Constant) operand).value()));
    }

    private ValueOrder order(ProtectedColumn column) {
        return dialect.types().order(column(column).codec().type()).orElseThrow();
    }

    private RowArrangement.Key key(Arrangement.Key key) {
        boolean nullsFirst = key.nullsFirst().orElse(dialect.nullsAreHigh() == key.descending());
        return new RowArrangement.Key(
                key.place(), column(key.column()), order(key.column()), key.descending(), nullsFirst);
    }

    private Piece piece(Segment segment) {
        if (segment instanceof Segment.Text text) {
            return new Piece.Text(text.text());
        }
        if (segment instanceof Segment.Literal literal) {
            return new Piece.ProtectedLiteral(
                    literal.value(),
                    taking(literal.column(), literal.use(), List.of(), literal.searchKey()),
                    literal.use());
        }
        Segment.Parameter parameter = (Segment.Parameter) segment;
        Segment.Binding binding = parameter.binding();
        if (binding instanceof Segment.Binding.Protected guarded) {
            return new Piece.ProtectedParameter(
                    parameter.outerIndex(),
                    taking(guarded.column(), guarded.use(), guarded.steps(), guarded.searchKey()),
                    guarded.use());
        }
        if (binding instanceof Segment.Binding.ProtectedArray array) {
            return new Piece.ProtectedArray(parameter.outerIndex(), column(array.column()));
        }
        if (binding instanceof Segment.Binding.NullTest test) {
            return new Piece.NullTest(parameter.outerIndex(), test.column().map(this::column));
        }
        return new Piece.PlainParameter(parameter.outerIndex());
    }

    private ColumnBinding taking(ProtectedColumn column, ValueUse use, List<ValueStep> steps, int searchKey) {
        BoundColumn bound = schema.column(column);
        boolean stored = use == ValueUse.ASSIGNED || use == ValueUse.ASSIGNED_AND_COMPARED;
        ColumnBinding binding = stored ? bound.binding() : bound.lookup(searchKey);
        boolean asItIs = use != ValueUse.CHOSEN && steps.isEmpty();
        return asItIs ? binding : binding.taking(new ComputingCodec(binding.codec(), binding.toString(), steps));
    }

    private Output output(ResultColumn column) {
        return new Output(column.label(), column.column().map(this::column));
    }

    private ColumnBinding column(ProtectedColumn column) {
        return schema.column(column).binding();
    }
}
