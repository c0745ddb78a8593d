package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.PlainPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A planner that is told its plans. A statement is registered in a small notation: {@code ?{T.C}} is a value stored into
 * a protected column, {@code ?={T.C}} one compared with it, {@code 'x'{T.C}} a literal stored, {@code ?null{T.C}} a test
 * for NULL, {@code ?2{T.C}} gives the outer index. Everything that was not registered is plain.
 */
final class HandPlanner implements StatementPlanner {
    private static final Pattern MARK =
            Pattern.compile("\\?(\\d*)(=|null)?\\{(\\w+\\.\\w+)\\}|'([^']*)'\\{(\\w+\\.\\w+)\\}|\\?(\\d*)");

    private final Map<String, ColumnBinding> columns = new HashMap<>();
    private final Map<String, StatementPlan> plans = new HashMap<>();
    final List<String> events = new ArrayList<>();
    String literalPrefix = "X'";

    /** Names a protected column {@code T.C}. */
    void column(String name, ColumnBinding binding) {
        columns.put(name, binding);
    }

    /** Registers a statement; gives the text as the application writes it. */
    String statement(Plan.Kind kind, String notation, String... resultColumns) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder outer = new StringBuilder();
        Matcher matcher = MARK.matcher(notation);
        int end = 0;
        int parameters = 0;
        int highest = 0;
        while (matcher.find()) {
            String text = notation.substring(end, matcher.start());
            pieces.add(new Piece.Text(text));
            outer.append(text);
            end = matcher.end();
            if (matcher.group(5) != null) {
                outer.append('\'').append(matcher.group(4)).append('\'');
                pieces.add(new Piece.ProtectedLiteral(
                        new LiteralValue(LiteralValue.Kind.STRING, matcher.group(4)),
                        columns.get(matcher.group(5)),
                        ValueUse.ASSIGNED));
                continue;
            }
            String given = matcher.group(3) != null ? matcher.group(1) : matcher.group(6);
            int index = given.isEmpty() ? ++parameters : Integer.parseInt(given);
            highest = Math.max(highest, index);
            outer.append('?').append(given);
            if (matcher.group(3) == null) {
                pieces.add(new Piece.PlainParameter(index));
            } else if ("null".equals(matcher.group(2))) {
                pieces.add(new Piece.NullTest(index, Optional.of(columns.get(matcher.group(3)))));
            } else {
                pieces.add(new Piece.ProtectedParameter(
                        index,
                        columns.get(matcher.group(3)),
                        "=".equals(matcher.group(2)) ? ValueUse.COMPARED : ValueUse.ASSIGNED));
            }
        }
        pieces.add(new Piece.Text(notation.substring(end)));
        outer.append(notation.substring(end));
        List<ProtectedPlan.Output> outputs = new ArrayList<>();
        for (String column : resultColumns) {
            outputs.add(new ProtectedPlan.Output(Optional.empty(), Optional.ofNullable(columns.get(column))));
        }
        plans.put(outer.toString(), new ProtectedPlan(kind, pieces, highest, outputs, Effects.NONE));
        return outer.toString();
    }

    /** Registers a plain statement with effects. */
    void plain(String sql, Effects effects) {
        plans.put(sql, new PlainPlan(sql, effects));
    }

    /** Forgets a statement, as a change of state would. */
    void forget(String sql) {
        plans.remove(sql);
    }

    @Override
    public StatementPlan plan(String sql) {
        StatementPlan plan = sql == null ? null : plans.get(sql);
        return plan == null ? new PlainPlan(String.valueOf(sql), Effects.NONE) : plan;
    }

    @Override
    public void beforeExecution(ProtectedPlan plan) {
        events.add("before");
    }

    @Override
    public void afterExecution(ProtectedPlan plan, boolean succeeded) {
        events.add("after " + succeeded);
    }

    @Override
    public void executed(Effects effects, Optional<String> schemaMark) {
        events.add("executed");
    }

    @Override
    public void sessionChanged() {
        events.add("session");
    }

    @Override
    public void close() {
        events.add("closed");
    }

    @Override
    public List<Optional<ColumnBinding>> resolve(ResultSetMetaData metaData) throws SQLException {
        events.add("resolve");
        List<Optional<ColumnBinding>> found = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            found.add(protectedColumn("PUBLIC", metaData.getTableName(i), metaData.getColumnName(i)));
        }
        return found;
    }

    @Override
    public void verify(List<ProtectedPlan.Output> planned, ResultSetMetaData actual) throws SQLException {
        events.add("verify");
        if (planned.size() != actual.getColumnCount()) {
            throw new SQLException("column count", "0AT00");
        }
    }

    @Override
    public LocalDate currentDate() {
        return LocalDate.EPOCH;
    }

    @Override
    public String binaryLiteral(byte[] envelope) {
        return literalPrefix + HexFormat.of().formatHex(envelope) + "'";
    }

    @Override
    public Optional<ColumnBinding> protectedColumn(String schema, String table, String column) {
        return Optional.ofNullable(columns.get(table + "." + column));
    }

    @Override
    public boolean isMetadataTable(String schema, String table) {
        return table != null && table.toLowerCase(Locale.ROOT).startsWith("tde_");
    }
}
