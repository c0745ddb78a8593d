package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Arrangement;
import io.tdejdbc.sqlparse.Bystander;
import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.Segment.Binding;
import io.tdejdbc.sqlparse.ValueStep;
import io.tdejdbc.sqlparse.ValueType;
import io.tdejdbc.sqlparse.ValueUse;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.constant.ConstantExpression;
import io.tdejdbc.sqlparse.internal.lex.Names;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.Fragments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * What is found out about one statement while its tree is walked: the role of each parameter and literal, and which
 * names have been bound. Holds the guards that stand between the tree and the edits.
 */
public final class Statement {
    private static final Binding PLAIN = new Binding.Plain();

    private final Tokens tokens;
    private final Fragments fragments;
    private final Catalog catalog;
    private final int[] parameterTokens;
    private final Optional<Binding>[] bindings;
    private final BitSet boundNames = new BitSet();
    /** Tokens whose role is known, beside the bound names: declared aliases, types, literals of several tokens. */
    private final BitSet otherTokens = new BitSet();

    private final BitSet walkedParameters = new BitSet();
    private final Set<String> protectedNames = new HashSet<>();
    private final Set<String> sourceNames = new HashSet<>();
    private final NavigableMap<Integer, Edit> edits = new TreeMap<>();
    private final BitSet plainLiterals = new BitSet();
    private final Surroundings surroundings;
    private final UntypedValues untyped;
    private final NullTests nullTests = new NullTests();
    private final PlainPlaces plainPlaces;
    private final Functions functions;
    private final Nulls nulls;
    private final List<Bystander> bystanders = new ArrayList<>();
    private final List<ProtectedColumn> valued = new ArrayList<>();
    private final List<SqlIdentifier> lockedTables = new ArrayList<>();
    private Optional<SqlNode> withoutRole = Optional.empty();
    private Optional<Arrangement> arrangement = Optional.empty();

    @SuppressWarnings({"unchecked", "rawtypes"})
    public Statement(Tokens tokens, int end, Catalog catalog) {
        this.tokens = tokens;
        this.fragments = new Fragments(tokens, end);
        otherTokens.or(fragments.types());
        this.catalog = catalog;
        this.plainPlaces = new PlainPlaces(tokens);
        this.functions = new Functions(tokens);
        this.nulls = new Nulls(tokens);
        this.surroundings = new Surroundings(tokens.session().family());
        this.untyped = new UntypedValues(tokens);
        this.parameterTokens = new int[tokens.parameters()];
        this.bindings = new Optional[tokens.parameters()];
        int n = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.PARAMETER) {
                bindings[n] = Optional.empty();
                parameterTokens[n++] = i;
            }
        }
    }

    /** The tokens. */
    public Tokens tokens() {
        return tokens;
    }

    Fragments fragments() {
        return fragments;
    }

    Catalog catalog() {
        return catalog;
    }

    int[] parameterTokens() {
        return parameterTokens;
    }

    Binding binding(int parameter) {
        return bindings[parameter].orElse(PLAIN);
    }

    Map<Integer, Edit> edits() {
        return edits;
    }

    List<Bystander> bystanders() {
        return bystanders;
    }

    Optional<Arrangement> arrangement() {
        return arrangement;
    }

    /** Notes what the driver does with the rows. */
    void arranged(Arrangement rows) {
        arrangement = Optional.of(rows);
    }

    /** Puts a text in the place of tokens. */
    void replace(int from, int to, String insertion) {
        edits.put(tokens.start(from), Edit.text(tokens.start(from), tokens.end(to - 1), insertion));
    }

    /** Notes that a value of a column is in the statement. */
    void valued(ProtectedColumn column) {
        valued.add(column);
    }

    /** Tells functions by their names. */
    Functions functions() {
        return functions;
    }

    /** NULLs among values of protected columns. */
    Nulls nulls() {
        return nulls;
    }

    // ---- refusals

    RefusedException refuse(Rule rule, SqlNode node) {
        return RefusedException.of(rule, tokens.text(), offset(node), Optional.empty());
    }

    RefusedException refuse(Rule rule, SqlNode node, ProtectedColumn column) {
        return RefusedException.of(rule, tokens.text(), offset(node), Optional.of(column));
    }

    RefusedException refuse(Rule rule, String construct, SqlNode node) {
        return RefusedException.of(rule, construct, tokens.text(), offset(node), Optional.empty());
    }

    RefusedException refuseAt(Rule rule, int offset, Optional<ProtectedColumn> column) {
        return RefusedException.of(rule, tokens.text(), offset, column);
    }

    static int offset(SqlNode node) {
        return Math.max(0, node.getParserPosition().getColumnNum() - 1);
    }

    // ---- names

    /** The token of one part of an identifier, checked to be a name that stands exactly there. */
    private int nameToken(SqlIdentifier identifier, int part) {
        int offset = identifier.getComponentParserPosition(part).getColumnNum() - 1;
        int token = tokens.at(offset);
        if (token < 0 || !tokens.isName(token) && !tokens.isLabel(token) || tokens.start(token) != offset) {
            throw refuse(Rule.UNEXPECTED_SHAPE, identifier);
        }
        return token;
    }

    /** The parts of an identifier in catalog spelling; a star is an empty part. */
    List<String> names(SqlIdentifier identifier) {
        List<String> names = new ArrayList<>(identifier.names.size());
        for (int i = 0; i < identifier.names.size(); i++) {
            names.add(identifier.names.get(i).isEmpty() ? "" : tokens.name(nameToken(identifier, i)));
        }
        return names;
    }

    /** The last part of an identifier. */
    String name(SqlIdentifier identifier) {
        return tokens.name(nameToken(identifier, identifier.names.size() - 1));
    }

    /** A name that the statement declares or refers to as declared by itself. */
    String simpleName(SqlNode node) {
        if (node instanceof SqlIdentifier identifier && identifier.isSimple()) {
            otherTokens.set(nameToken(identifier, 0));
            return names(identifier).get(0);
        }
        throw refuse(Rule.UNEXPECTED_SHAPE, node);
    }

    /** Notes that the tokens of a node are no names: a type, a literal such as {@code DATE '…'}. */
    void noNames(SqlNode node) {
        Span span = Span.of(node, tokens);
        if (span.to() - span.from() > 1 || node instanceof SqlDataTypeSpec) {
            otherTokens.set(Math.max(0, span.from()), Math.max(0, span.to()));
        }
    }

    /** Notes that a name is that of a sequence. */
    void sequence(SqlIdentifier identifier) {
        for (int i = 0; i < identifier.names.size(); i++) {
            otherTokens.set(nameToken(identifier, i));
        }
    }

    /** Whether a simple name stands without quotes. */
    boolean isUnquoted(SqlIdentifier identifier) {
        return identifier.isSimple() && tokens.kind(nameToken(identifier, 0)) == TokenKind.WORD;
    }

    /** Whether an alias is written without AS. */
    boolean isBareAlias(SqlIdentifier alias) {
        int token = nameToken(alias, 0);
        return tokens.kind(token) == TokenKind.WORD && !tokens.isWord(token - 1, "AS");
    }

    /** Notes a table of the statement: from now on the names of its protected columns must be bound too. */
    void inSight(Relation.Table table) {
        for (Relation.Column column : table.columns()) {
            if (column.protection().isPresent()) {
                protectedNames.add(tokens.session().folding().fold(column.name(), true));
            }
        }
    }

    /** Notes that the names stand for what the catalog says they do. */
    void bound(SqlIdentifier identifier) {
        for (int i = 0; i < identifier.names.size(); i++) {
            if (!identifier.names.get(i).isEmpty()) {
                boundNames.set(nameToken(identifier, i));
            }
        }
    }

    /** Notes that the last part of the identifier is the relation it resolves to. */
    void boundRelation(SqlIdentifier identifier) {
        boundNames.set(nameToken(identifier, identifier.names.size() - 1));
    }

    /** Notes the same of a token that is no part of the tree. */
    void boundToken(int token) {
        boundNames.set(token);
    }

    // ---- values

    Leaf parameter(SqlDynamicParam node) {
        Span span = Span.of(node, tokens);
        int index = span.to() - span.from() == 1 ? Arrays.binarySearch(parameterTokens, span.from()) : -1;
        if (index < 0) {
            throw refuse(Rule.PARAMETERS_DISAGREE, node);
        }
        return parameter(index, span);
    }

    private Leaf parameter(int index, Span span) {
        walkedParameters.set(index);
        return new Leaf(Leaf.Kind.PARAMETER, span, tokens.start(span.from()), index);
    }

    Leaf literal(SqlNode node, Leaf.Kind kind) {
        return new Leaf(kind, Span.of(node, tokens), offset(node), -1);
    }

    /** Settles that a value has nothing to do with protected columns, or refuses by the rule if it has. */
    void plain(Flow flow, Rule rule, SqlNode node) {
        if (flow instanceof Flow.Stored stored) {
            throw refuse(rule, node, stored.column());
        } else if (flow instanceof Flow.Values values) {
            values.leaves().forEach(this::plain);
        } else if (flow instanceof Flow.Row row) {
            row.fields().forEach(field -> plain(field, rule, node));
        }
    }

    private void plain(Leaf leaf) {
        switch (leaf.kind()) {
            case PARAMETER -> bind(leaf, PLAIN);
            case LITERAL -> {
                int from = leaf.span().from();
                if (from >= 0) {
                    if (isEdited(tokens.start(from))) {
                        throw refuseAt(Rule.PARAMETER_ROLES, leaf.offset(), Optional.empty());
                    }
                    plainLiterals.set(from);
                }
            }
            case COMPUTED -> leaf.parts().forEach(this::plain);
            case NULL, TYPED_NULL -> nulls.plain(leaf, this);
            case SESSION -> {}
        }
    }

    private void bind(Leaf leaf, Binding binding) {
        Binding before = bindings[leaf.parameter()].orElse(binding);
        bindings[leaf.parameter()] = Optional.of(Bindings.both(before, binding)
                .orElseThrow(() -> refuseAt(Rule.PARAMETER_ROLES, leaf.offset(), Optional.empty())));
    }

    /** Settles that a value belongs to a protected column. */
    void protect(Leaf leaf, ProtectedColumn column, ValueUse use) {
        boolean parameter = leaf.kind() == Leaf.Kind.PARAMETER;
        if (leaf.text() && !parameter && column.type().kind() != ValueType.Kind.TEXT) {
            throw refuseAt(misfit(use), leaf.offset(), Optional.of(column));
        }
        switch (leaf.kind()) {
            case PARAMETER -> {
                bind(leaf, new Binding.Protected(column, use, leaf.text() ? typed(column) : List.of()));
                valued.add(column);
            }
            case LITERAL -> {
                Span span = leaf.span();
                LiteralValue value = LiteralShape.decode(span, tokens)
                        .orElseThrow(() -> refuseAt(Rule.UNEXPECTED_SHAPE, leaf.offset(), Optional.of(column)));
                if (value.kind() == LiteralValue.Kind.BINARY && tokens.session().family() == LexicalFamily.POSTGRESQL) {
                    // To PostgreSQL it is a string of bits.
                    throw refuseAt(misfit(use), leaf.offset(), Optional.of(column));
                }
                int start = tokens.start(signed(span.from(), leaf, column));
                Edit edit =
                        new Edit(start, tokens.end(span.to() - 1), Optional.of(value), Optional.of(column), use, "");
                edit(edit, span, leaf, column);
                valued.add(column);
            }
            case COMPUTED -> {
                ConstantExpression expression = leaf.computed().orElseThrow();
                if (!expression.fits(column.type())) {
                    throw refuseAt(misfit(use), leaf.offset(), Optional.of(column));
                }
                if (expression.parameter().isEmpty()) {
                    edit(value(leaf, expression.value().orElseThrow(), column, use), leaf.span(), leaf, column);
                } else {
                    computed(leaf, expression, column, use);
                }
                valued.add(column);
            }
            case SESSION -> {
                boolean date = tokens.isAnyWord(leaf.span().from(), "CURRENT_DATE", "CURDATE");
                if (!date || column.type().kind() != ValueType.Kind.DATE || use == ValueUse.CHOSEN) {
                    throw refuseAt(misfit(use), leaf.offset(), Optional.of(column));
                }
                LiteralValue today = new LiteralValue(LiteralValue.Kind.CURRENT_DATE, "");
                edit(value(leaf, today, column, use), leaf.span(), leaf, column);
                valued.add(column);
            }
            case NULL, TYPED_NULL -> nulls.protect(leaf, column, misfit(use), this);
        }
    }

    /** An application may give no type to dates, and to what it sets as an object of another type. */
    private static List<ValueStep> typed(ProtectedColumn column) {
        return switch (column.type().kind()) {
            case TEXT, NUMBER -> List.of();
            case DATE, OTHER -> List.of(ValueStep.of(ValueStep.Kind.TYPED));
        };
    }

    private Edit value(Leaf leaf, LiteralValue value, ProtectedColumn column, ValueUse use) {
        int start = tokens.start(leaf.span().from());
        int end = tokens.end(leaf.span().to() - 1);
        return new Edit(start, end, Optional.of(value), Optional.of(column), use, "");
    }

    /** Settles that an expression may be NULL beside values of a protected column. */
    void besideStored(Flow flow, ProtectedColumn column) {
        if (flow instanceof Flow.Values values) {
            values.leaves().forEach(leaf -> protect(leaf, column, ValueUse.CHOSEN));
        }
    }

    /** Strings and NULLs without a type. */
    UntypedValues untyped() {
        return untyped;
    }

    /** Settles that a parameter is an array of values that are compared with a protected column. */
    void protectArray(Leaf parameter, ProtectedColumn column) {
        bind(parameter, new Binding.ProtectedArray(column));
        valued.add(column);
    }

    /** Puts an edit in place of literals that nothing else has used. */
    private void edit(Edit edit, Span span, Leaf leaf, ProtectedColumn column) {
        int plain = plainLiterals.nextSetBit(span.from());
        if (plain >= 0 && plain < span.to()) {
            throw refuseAt(Rule.PARAMETER_ROLES, leaf.offset(), Optional.of(column));
        }
        Edit before = edits.getOrDefault(edit.start(), edit);
        edits.put(
                edit.start(),
                before.both(edit)
                        .orElseThrow(() -> refuseAt(Rule.PARAMETER_ROLES, leaf.offset(), Optional.of(column))));
    }

    /** The parameter alone stays of an expression that the driver computes from it. */
    private void computed(Leaf leaf, ConstantExpression expression, ProtectedColumn column, ValueUse use) {
        int token = expression.parameter().getAsInt();
        for (Leaf part : leaf.parts()) {
            if (part.kind() == Leaf.Kind.PARAMETER) {
                bind(part, new Binding.Protected(column, use, expression.steps()));
            }
        }
        int from = tokens.start(leaf.span().from());
        int to = tokens.end(leaf.span().to() - 1);
        if (from < tokens.start(token)) {
            edit(Edit.cut(from, tokens.start(token), column), leaf.span(), leaf, column);
        }
        if (to > tokens.end(token)) {
            edit(Edit.cut(tokens.end(token), to, column), leaf.span(), leaf, column);
        }
    }

    private static Rule misfit(ValueUse use) {
        return switch (use) {
            case ASSIGNED, ASSIGNED_AND_COMPARED -> Rule.EXPRESSION_ASSIGNED;
            case COMPARED -> Rule.COMPARED_WITH_PLAIN;
            case CHOSEN -> Rule.UNITED_WITH_OTHER;
        };
    }

    /** Takes the text around a parameter out, so that the parameter stands by itself. */
    void uncovered(SqlNode node, Span whole, Leaf parameter, ProtectedColumn column) {
        Span inner = parameter.span();
        edit(Edit.cut(tokens.start(whole.from()), tokens.start(inner.from()), column), whole, parameter, column);
        edit(Edit.cut(tokens.end(inner.to() - 1), tokens.end(whole.to() - 1), column), whole, parameter, column);
        noNames(node);
    }

    /** The token at which a literal begins, its redundant plus signs included: no database has a plus for bytes. */
    private int signed(int literal, Leaf leaf, ProtectedColumn column) {
        int from = literal;
        while (from > 0 && tokens.isSymbol(from - 1, '+')) {
            from--;
        }
        int open = from;
        while (open > 0 && tokens.isSymbol(open - 1, '(')) {
            open--;
        }
        if (open < from && open > 0 && tokens.isSymbol(open - 1, '+')) {
            throw refuseAt(Rule.UNEXPECTED_SHAPE, leaf.offset(), Optional.of(column));
        }
        return from;
    }

    /** What is written around values. */
    Surroundings surroundings() {
        return surroundings;
    }

    /** A parameter or literal that is only tested for NULL. */
    void nullTest(Leaf leaf) {
        if (leaf.kind() == Leaf.Kind.PARAMETER || leaf.kind() == Leaf.Kind.LITERAL) {
            nullTests.add(leaf);
        } else if (leaf.kind() == Leaf.Kind.COMPUTED) {
            plain(leaf);
        }
    }

    /** Parameters that meet only each other or literals: what they hold cannot be known. */
    void withoutRole(Flow.Values values, SqlNode node) {
        for (Leaf leaf : values.leaves()) {
            if (leaf.kind() == Leaf.Kind.PARAMETER && withoutRole.isEmpty()) {
                withoutRole = Optional.of(node);
            }
        }
    }

    PlainPlaces plainPlaces() {
        return plainPlaces;
    }

    boolean isEdited(int offset) {
        Map.Entry<Integer, Edit> before = edits.floorEntry(offset);
        return before != null && offset < before.getValue().end();
    }

    /** A place in the order of findings, see {@link #nearest}. */
    int[] mark() {
        return new int[] {nullTests.size(), valued.size()};
    }

    /** Gives the NULL tests since a mark the protected column whose value stands beside them. */
    void nearest(int[] mark) {
        if (valued.size() > mark[1]) {
            nullTests.nearest(mark[0], valued.get(mark[1]));
        }
    }

    /** Writes text into the statement. */
    void insert(int offset, String insertion) {
        edits.put(offset, Edit.text(offset, offset, insertion));
    }

    /** Notes the name by which a source of some query in the statement is known. */
    void sourceName(String name) {
        sourceNames.add(name);
    }

    /** Notes a table, or a column of one, whose rows are locked: it must be one of the statement's. */
    void locked(SqlIdentifier table) {
        lockedTables.add(table);
    }

    /** Notes a token as a name that the statement itself declares. */
    void declared(int token) {
        otherTokens.set(token);
    }

    /** Settles a result column's values. */
    void plainUnlessStored(Flow flow) {
        if (flow instanceof Flow.Values values) {
            values.leaves().forEach(this::plain);
        }
    }

    /** Settles what could only be known at the end, and closes the guards. */
    public void finish() {
        if (!valued.isEmpty() && withoutRole.isPresent()) {
            throw refuse(Rule.PARAMETER_WITHOUT_ROLE, withoutRole.get());
        }
        if (!valued.isEmpty()) {
            nullTests.unplaced().ifPresent(leaf -> {
                throw refuseAt(Rule.UNEXPECTED_SHAPE, leaf.offset(), Optional.empty());
            });
            nullTests.constants(tokens).forEach(edit -> edits.put(edit.start(), edit));
        }
        settleNullTests();
        if (!valued.isEmpty()) {
            bystanders.addAll(plainPlaces.bystanders(this));
        }
        closeGuards();
    }

    private void settleNullTests() {
        for (NullTests.NullTest test : nullTests.parameters()) {
            Binding binding = valued.isEmpty() ? PLAIN : new Binding.NullTest(test.column());
            if (bindings[test.parameter()].isPresent()
                    && !bindings[test.parameter()].get().equals(binding)) {
                throw RefusedException.of(
                        Rule.PARAMETER_ROLES,
                        tokens.text(),
                        tokens.start(parameterTokens[test.parameter()]),
                        test.column());
            }
            bindings[test.parameter()] = Optional.of(binding);
        }
    }

    private void closeGuards() {
        for (int i = 0; i < bindings.length; i++) {
            if (!walkedParameters.get(i)) {
                throw RefusedException.of(
                        Rule.PARAMETERS_DISAGREE, tokens.text(), tokens.start(parameterTokens[i]), Optional.empty());
            }
        }
        for (SqlIdentifier table : lockedTables) {
            if (!sourceNames.contains(names(table).get(0))) {
                throw refuse(Rule.UNKNOWN_RELATION, table);
            }
            boundNames.set(nameToken(table, 0));
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isName(i) || boundNames.get(i)) {
                continue;
            }
            boolean column =
                    !otherTokens.get(i) && protectedNames.contains(tokens.name(i)) && !Names.isClause(tokens, i);
            if (column || Names.mayReach(tokens, i, catalog)) {
                throw RefusedException.of(Rule.UNBOUND_NAME, tokens.text(), tokens.start(i), Optional.empty());
            }
        }
    }
}
