package io.tdejdbc.sqlparse.internal.constant;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueStep;
import io.tdejdbc.sqlparse.ValueType;
import io.tdejdbc.sqlparse.internal.lex.Literals;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.TypeNames;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads expressions of literals and one parameter from tokens and computes them. It knows what all supported databases
 * do alike: {@code ||} and CONCAT of strings, UPPER and LOWER of ASCII, TRIM of blanks, sums and products of integers
 * that fit 32 bits, days added to a date, and casts that change nothing or cut a string. Everything else is no constant
 * to it.
 */
public final class ConstantReader {
    /** Before this year calendars differ, and after year 9999 spellings do. */
    private static final int FIRST_YEAR = 1600;

    private static final int LAST_YEAR = 9999;

    private final Tokens tokens;
    private final int to;
    private final List<Integer> leaves = new ArrayList<>();
    private int at;

    private ConstantReader(Tokens tokens, int from, int to) {
        this.tokens = tokens;
        this.at = from;
        this.to = to;
    }

    /** A part of the expression: its shape and what it holds. */
    private record Part(String shape, Content content) {}

    private sealed interface Content {
        record Text(String text) implements Content {}

        record Number(long number) implements Content {}

        record Day(LocalDate day) implements Content {}

        /** A parameter; without steps its type is that of its neighbours. */
        record Input(int token, List<ValueStep> steps) implements Content {
            Input then(ValueStep step) {
                List<ValueStep> more = new ArrayList<>(steps);
                more.add(step);
                return new Input(token, more);
            }

            /** Whether it is an integer, and no character string. */
            boolean isNumber() {
                return !steps.isEmpty() && steps.get(0).kind() == ValueStep.Kind.ADD;
            }
        }

        /** What was cast to a type that only the column can tell to be its own. */
        record Cast(Content source, String typeName) implements Content {}
    }

    /** Says that the tokens are no expression that is computed here; not an error. */
    private static final class NotConstant extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final NotConstant INSTANCE = new NotConstant();

        private NotConstant() {
            super("not constant", null, false, false);
        }
    }

    /** The expression that exactly the given tokens are; empty if its value is not certain. */
    public static Optional<ConstantExpression> read(Tokens tokens, int from, int to) {
        LexicalFamily family = tokens.session().family();
        if (from < 0
                || to > tokens.size()
                || family != LexicalFamily.POSTGRESQL
                        && family != LexicalFamily.STANDARD
                        && family != LexicalFamily.MYSQL) {
            return Optional.empty();
        }
        ConstantReader reader = new ConstantReader(tokens, from, to);
        try {
            Part part = reader.expression();
            return reader.at == to ? Optional.of(reader.result(part)) : Optional.empty();
        } catch (NotConstant e) {
            return Optional.empty();
        }
    }

    private ConstantExpression result(Part part) {
        Content content = part.content();
        Optional<String> castName = Optional.empty();
        if (content instanceof Content.Cast cast) {
            castName = Optional.of(cast.typeName());
            content = cast.source() instanceof Content.Input input
                    ? input.then(ValueStep.of(ValueStep.Kind.OWN_TYPE))
                    : cast.source();
        }
        if (content instanceof Content.Input input) {
            if (input.steps().isEmpty()) {
                throw NotConstant.INSTANCE;
            }
            return new ConstantExpression(
                    part.shape(),
                    leaves,
                    input.isNumber() ? ValueType.Kind.NUMBER : ValueType.Kind.TEXT,
                    castName,
                    Optional.empty(),
                    OptionalInt.of(input.token()),
                    input.steps());
        }
        ValueType.Kind kind;
        LiteralValue value;
        if (content instanceof Content.Number number) {
            kind = ValueType.Kind.NUMBER;
            value = new LiteralValue(LiteralValue.Kind.NUMBER, Long.toString(number.number()));
        } else if (content instanceof Content.Day day) {
            kind = ValueType.Kind.DATE;
            value = new LiteralValue(LiteralValue.Kind.DATE, day.day().format(DateTimeFormatter.ISO_LOCAL_DATE));
        } else {
            kind = ValueType.Kind.TEXT;
            value = new LiteralValue(LiteralValue.Kind.STRING, ((Content.Text) content).text());
        }
        return new ConstantExpression(
                part.shape(), leaves, kind, castName, Optional.of(value), OptionalInt.empty(), List.of());
    }

    /** One level of operators: databases differ in how {@code ||} binds beside {@code +}, so they do not mix. */
    private Part expression() {
        if (peekConcat(at)) {
            throw NotConstant.INSTANCE;
        }
        Part left = product();
        boolean concat = peekConcat(at);
        while (at < to) {
            if (concat && peekConcat(at)) {
                at += concatWidth();
                left = concatenated(left, product());
            } else if (!concat && (tokens.isSymbol(at, '+') || tokens.isSymbol(at, '-'))) {
                char sign = tokens.text(at).charAt(0);
                at++;
                Part right = product();
                if (isMysql() && left.content() instanceof Content.Day) {
                    // There it is the number of its digits that is added to.
                    throw NotConstant.INSTANCE;
                }
                left = new Part(sign + "(" + left.shape() + "," + right.shape() + ")", sum(left, right, sign));
            } else {
                return left;
            }
        }
        return left;
    }

    private boolean peekConcat(int i) {
        boolean oneToken = i < to && tokens.text(i).equals("||");
        boolean twoTokens = i + 1 < to
                && tokens.isSymbol(i, '|')
                && tokens.isSymbol(i + 1, '|')
                && tokens.start(i + 1) == tokens.end(i);
        return (oneToken || twoTokens) && !isMysql();
    }

    private boolean isMysql() {
        return tokens.session().family() == LexicalFamily.MYSQL;
    }

    private int concatWidth() {
        return tokens.text(at).equals("||") ? 1 : 2;
    }

    private Part product() {
        Part left = unary();
        while (at < to && tokens.isSymbol(at, '*')) {
            at++;
            Part right = unary();
            if (!(left.content() instanceof Content.Number a) || !(right.content() instanceof Content.Number b)) {
                throw NotConstant.INSTANCE;
            }
            left = new Part(
                    "*(" + left.shape() + "," + right.shape() + ")",
                    new Content.Number(within(a.number() * b.number())));
        }
        return left;
    }

    private Part unary() {
        if (at + 1 < to && tokens.isSymbol(at, '-') && tokens.kind(at + 1) != TokenKind.NUMBER) {
            at++;
            Part inner = primary();
            if (!(inner.content() instanceof Content.Number number)) {
                throw NotConstant.INSTANCE;
            }
            return new Part("-(" + inner.shape() + ")", new Content.Number(within(-number.number())));
        }
        return cast(primary());
    }

    private Part cast(Part inner) {
        Part part = inner;
        while (!isMysql() && at + 1 < to && tokens.isSymbol(at, ':') && tokens.isSymbol(at + 1, ':')) {
            at += 2;
            part = new Part("::(" + part.shape() + ")", castToType(part.content()));
        }
        return part;
    }

    private Part primary() {
        if (at >= to) {
            throw NotConstant.INSTANCE;
        }
        int start = at;
        if (tokens.isSymbol(at, '(')) {
            at++;
            Part inner = expression();
            expect(')');
            return inner;
        }
        if (tokens.isSymbol(at, '-') && at + 1 < to && tokens.kind(at + 1) == TokenKind.NUMBER) {
            leaves.add(at);
            at += 2;
            return new Part("L", new Content.Number(within(-integer(start + 1))));
        }
        switch (tokens.kind(at)) {
            case STRING -> {
                leaves.add(at++);
                return new Part("L", new Content.Text(string(start)));
            }
            case NUMBER -> {
                leaves.add(at++);
                return new Part("L", new Content.Number(within(integer(start))));
            }
            case PARAMETER -> {
                leaves.add(at++);
                return new Part("P", new Content.Input(start, List.of()));
            }
            case WORD -> {
                return word();
            }
            default -> throw NotConstant.INSTANCE;
        }
    }

    private Part word() {
        int start = at;
        if (tokens.isWord(at, "DATE") && at + 1 < to && tokens.kind(at + 1) == TokenKind.STRING) {
            leaves.add(start);
            at += 2;
            return new Part("L", new Content.Day(day(string(start + 1))));
        }
        if (!tokens.isSymbol(at + 1, '(') || tokens.isSymbol(at - 1, '.')) {
            throw NotConstant.INSTANCE;
        }
        at += 2;
        if (tokens.isWord(start, "CAST")) {
            if (isMysql()) {
                // Its casts have types of their own.
                throw NotConstant.INSTANCE;
            }
            Part inner = expression();
            if (!tokens.isWord(at, "AS")) {
                throw NotConstant.INSTANCE;
            }
            at++;
            Content cast = castToType(inner.content());
            expect(')');
            return new Part("CAST(" + inner.shape() + ")", cast);
        }
        if (tokens.isWord(start, "CONCAT")) {
            return concat();
        }
        ValueStep.Kind kind;
        if (tokens.isWord(start, "UPPER")) {
            kind = ValueStep.Kind.UPPER;
        } else if (tokens.isWord(start, "LOWER")) {
            kind = ValueStep.Kind.LOWER;
        } else if (tokens.isWord(start, "TRIM")) {
            kind = ValueStep.Kind.TRIM;
        } else {
            throw NotConstant.INSTANCE;
        }
        if (kind != ValueStep.Kind.TRIM && !tokens.session().plainCase()) {
            throw NotConstant.INSTANCE;
        }
        Part inner = expression();
        expect(')');
        return new Part(kind + "(" + inner.shape() + ")", apply(inner.content(), ValueStep.of(kind)));
    }

    /** CONCAT reads NULL as an empty string in some databases: only of literals is its value certain. */
    private Part concat() {
        StringBuilder text = new StringBuilder();
        StringBuilder shape = new StringBuilder("CONCAT(");
        while (true) {
            Part part = expression();
            if (!(part.content() instanceof Content.Text piece)) {
                throw NotConstant.INSTANCE;
            }
            text.append(piece.text());
            shape.append(part.shape());
            if (!tokens.isSymbol(at, ',')) {
                break;
            }
            shape.append(',');
            at++;
        }
        expect(')');
        return new Part(shape.append(')').toString(), new Content.Text(text.toString()));
    }

    private static Content apply(Content content, ValueStep step) {
        if (content instanceof Content.Text text) {
            return new Content.Text(step.apply(text.text()).orElseThrow(() -> NotConstant.INSTANCE));
        }
        if (content instanceof Content.Input input) {
            return string(input).then(step);
        }
        throw NotConstant.INSTANCE;
    }

    /** A parameter that is or may be a character string. */
    private static Content.Input string(Content.Input input) {
        if (input.isNumber()) {
            throw NotConstant.INSTANCE;
        }
        return input;
    }

    private Part concatenated(Part left, Part right) {
        String shape = "||(" + left.shape() + "," + right.shape() + ")";
        if (left.content() instanceof Content.Text a && right.content() instanceof Content.Text b) {
            return new Part(shape, new Content.Text(a.text() + b.text()));
        }
        if (left.content() instanceof Content.Input a && right.content() instanceof Content.Text b) {
            return new Part(shape, string(a).then(new ValueStep(ValueStep.Kind.APPEND, b.text())));
        }
        if (left.content() instanceof Content.Text a && right.content() instanceof Content.Input b) {
            return new Part(shape, string(b).then(new ValueStep(ValueStep.Kind.PREPEND, a.text())));
        }
        throw NotConstant.INSTANCE;
    }

    private static Content sum(Part left, Part right, char sign) {
        if (left.content() instanceof Content.Number a && right.content() instanceof Content.Input b && sign == '+') {
            return added(b, a.number());
        }
        if (!(right.content() instanceof Content.Number b)) {
            throw NotConstant.INSTANCE;
        }
        long added = sign == '+' ? b.number() : -b.number();
        if (left.content() instanceof Content.Number a) {
            return new Content.Number(within(a.number() + added));
        }
        if (left.content() instanceof Content.Input a) {
            return added(a, added);
        }
        if (left.content() instanceof Content.Day a) {
            return new Content.Day(within(a.day().plusDays(added)));
        }
        throw NotConstant.INSTANCE;
    }

    private static Content added(Content.Input input, long number) {
        if (!input.steps().isEmpty() && !input.isNumber()) {
            throw NotConstant.INSTANCE;
        }
        return input.then(new ValueStep(ValueStep.Kind.ADD, Long.toString(number)));
    }

    /** A cast to character strings of any length keeps a string as it is; another is for the column to judge. */
    private static Content cast(Content content, String type, OptionalInt length) {
        if (content instanceof Content.Input input && input.isNumber()) {
            throw NotConstant.INSTANCE;
        }
        boolean text = type.equals("VARCHAR") || type.equals("CHARACTER VARYING");
        if (text && length.isPresent()) {
            return apply(content, new ValueStep(ValueStep.Kind.CUT, Integer.toString(length.getAsInt())));
        }
        if (length.isPresent()) {
            throw NotConstant.INSTANCE;
        }
        if (text && content instanceof Content.Text) {
            return content;
        }
        if (text && content instanceof Content.Input input) {
            return input.then(ValueStep.of(ValueStep.Kind.TEXT));
        }
        if (content instanceof Content.Day && type.equals("DATE")) {
            return content;
        }
        if (content instanceof Content.Text || content instanceof Content.Input) {
            return new Content.Cast(content, type);
        }
        throw NotConstant.INSTANCE;
    }

    /** Reads a type's name, with one length at most. */
    private Content castToType(Content content) {
        int end = TypeNames.end(tokens, at, to);
        if (end < 0) {
            throw NotConstant.INSTANCE;
        }
        OptionalInt length = OptionalInt.empty();
        int nameEnd = end;
        if (end - at > 3
                && tokens.isSymbol(end - 1, ')')
                && tokens.kind(end - 2) == TokenKind.NUMBER
                && tokens.isSymbol(end - 3, '(')) {
            length = OptionalInt.of((int) within(integer(end - 2)));
            if (length.getAsInt() == 0) {
                throw NotConstant.INSTANCE;
            }
            nameEnd = end - 3;
        }
        String name = typeName(nameEnd);
        at = end;
        return cast(content, name, length);
    }

    private String typeName(int end) {
        StringBuilder name = new StringBuilder();
        for (int i = at; i < end; i++) {
            if (tokens.kind(i) != TokenKind.WORD) {
                throw NotConstant.INSTANCE;
            }
            name.append(name.length() > 0 ? " " : "").append(tokens.text(i).toUpperCase(Locale.ROOT));
        }
        return name.toString();
    }

    private void expect(char symbol) {
        if (at >= to || !tokens.isSymbol(at, symbol)) {
            throw NotConstant.INSTANCE;
        }
        at++;
    }

    private String string(int i) {
        return Literals.string(tokens, i).orElseThrow(() -> NotConstant.INSTANCE);
    }

    private long integer(int i) {
        String text = tokens.text(i);
        if (text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw NotConstant.INSTANCE;
        }
        return Long.parseLong(text);
    }

    /** What leaves 32 bits is an error in some databases and a wider number in others. */
    private static long within(long number) {
        if (number > Integer.MAX_VALUE || number <= Integer.MIN_VALUE) {
            throw NotConstant.INSTANCE;
        }
        return number;
    }

    private static LocalDate day(String text) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw NotConstant.INSTANCE;
        }
        try {
            return within(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw NotConstant.INSTANCE;
        }
    }

    private static LocalDate within(LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw NotConstant.INSTANCE;
        }
        return day;
    }
}
