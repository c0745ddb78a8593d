package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Lexer;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.Clause;
import io.tdejdbc.sqlparse.internal.parse.Fragments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The grammars read every query and data change of the corpus, each to the tree that is recorded in
 * {@code corpus-trees.tsv}: a change there is a change of what a statement is taken to mean, and is read before it is
 * recorded with {@code -Dtde.corpus.write=true}.
 */
class GrammarTest {
    private static final Path TREES = Path.of("src/test/resources/io/tdejdbc/sqlparse/corpus-trees.tsv");
    private static final String[] BEGINNINGS = {
        "SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "EXPLAIN"
    };

    @Test
    void everyStatementOfTheCorpusHasItsTree() throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String[] line : CorpusTest.corpus()) {
            Tokens tokens = Lexer.lex(line[2].replace("\\n", "\n"), Sessions.of(line[0]));
            List<int[]> statements = statements(tokens);
            for (int[] statement : statements) {
                Optional<SqlNode> tree = tree(tokens, statement);
                if (tree.isPresent()) {
                    lines.add(line[0] + "\t" + line[1] + "\t" + new TreeShape(tokens).of(tree.get()));
                } else {
                    refused.add(line[0] + " " + line[1]);
                }
            }
        }
        String recorded = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("tde.corpus.write")) {
            Files.writeString(TREES, recorded);
        }
        // MySQL's executable comments are code in a comment: the pre-lexer hands on what it refuses.
        assertThat(refused).containsExactly("mysql comment: hash comment and executable comment");
        assertThat(recorded).isEqualTo(Files.readString(TREES));
    }

    /** No visitor misses a parameter, in whatever vendor syntax it stands. */
    @Test
    void everyParameterOfTheCorpusIsInTheTree() {
        for (String[] line : CorpusTest.corpus()) {
            Tokens tokens = Lexer.lex(line[2].replace("\\n", "\n"), Sessions.of(line[0]));
            for (int[] statement : statements(tokens)) {
                tree(tokens, statement)
                        .ifPresent(tree -> assertThat(parameters(tree, tokens))
                                .as(line[2])
                                .isEqualTo(parameters(tokens, statement)));
            }
        }
    }

    /** A parameter that the grammar does not see, as in an index hint, makes the statement a refusal. */
    @Test
    void parameterThatTheGrammarDoesNotSeeIsRefused() {
        int seen = 0;
        List<String> hidden = new ArrayList<>();
        for (String[] line : CasesTest.cases().toList()) {
            String sql = line[1].replace("\\n", "\n").replace("\\r", "\r");
            SqlSession session = Sessions.of(line[0]);
            Tokens tokens = Lexer.lex(sql, session);
            for (int[] statement : statements(tokens)) {
                Optional<SqlNode> tree = tree(tokens, statement);
                if (tree.isEmpty()) {
                    continue;
                }
                seen++;
                if (!parameters(tree.get(), tokens).equals(parameters(tokens, statement))) {
                    hidden.add(sql);
                    assertThat(SqlAnalyzers.standard().analyze(sql, session, new ShopCatalog(session)))
                            .as(sql)
                            .isInstanceOf(Refusal.class);
                }
            }
        }
        assertThat(seen).isGreaterThan(500);
        assertThat(hidden).hasSizeBetween(1, 20);
    }

    /** The outline that is read from the tokens is that of the grammar's tree. */
    @Test
    void outlineOfEachPlanIsThatOfTheTree() {
        int changes = 0;
        for (String[] line : CasesTest.cases().toList()) {
            SqlSession session = Sessions.of(line[0]);
            String sql = line[1].replace("\\n", "\n").replace("\\r", "\r");
            if (SqlAnalyzers.standard().analyze(sql, session, new ShopCatalog(session)) instanceof Plan plan
                    && plan.kind() != Plan.Kind.UTILITY) {
                Tokens tokens = Lexer.lex(sql, session);
                Optional<SqlNode> tree = tree(tokens, statements(tokens).get(0));
                assertThat(tree).as(sql).isPresent();
                assertThat(kind(tree.get())).as(sql).isEqualTo(plan.kind());
                changes += plan.kind() == Plan.Kind.QUERY ? 0 : 1;
            }
        }
        assertThat(changes).isGreaterThan(90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg", "mysql", "h2", "mssql", "oracle"})
    void deepNestingIsRefused(String dialect) {
        SqlSession session = Sessions.of(dialect);
        String sql = "SELECT id FROM customers WHERE " + "(".repeat(60_000) + "1" + ")".repeat(60_000) + " = id";
        assertThat(SqlAnalyzers.standard().analyze(sql, session, new ShopCatalog(session)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.construct()).isEqualTo("nesting this deep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg", "mysql", "h2", "mssql", "oracle"})
    void refusalNamesThePlaceWhereReadingStopped(String dialect) {
        SqlSession session = Sessions.of(dialect);
        String sql = "SELECT id -- all\n  FROM customers\n WHERE id = ? OR OR ssn = 'x'";
        assertThat(SqlAnalyzers.standard().analyze(sql, session, new ShopCatalog(session)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.position()).hasToString("line 3, column 15"));
    }

    /** Parsers share nothing: the corpus in many threads at once has the outcomes that it has in one. */
    @Test
    void familiesAreReadInManyThreads() {
        List<String[]> corpus = CorpusTest.corpus();
        List<String> one = corpus.stream().map(GrammarTest::shown).toList();
        List<String> many = corpus.parallelStream().map(GrammarTest::shown).toList();
        assertThat(many).isEqualTo(one);
    }

    private static String shown(String[] line) {
        SqlSession session = Sessions.of(line[0]);
        return Shown.of(SqlAnalyzers.standard().analyze(line[2], session, new CorpusCatalog(session)));
    }

    private static Plan.Kind kind(SqlNode node) {
        if (node instanceof SqlWith with) {
            return kind(with.body);
        }
        return Clause.of(node)
                .map(clause -> switch (clause) {
                    case INSERT, INSERT_ALL -> Plan.Kind.INSERT;
                    case UPDATE -> Plan.Kind.UPDATE;
                    case DELETE -> Plan.Kind.DELETE;
                    case MERGE, MERGE_BY_KEY -> Plan.Kind.MERGE;
                    default -> Plan.Kind.QUERY;
                })
                .orElse(Plan.Kind.QUERY);
    }

    /** The queries and data changes of a text, as their first token and the one after their last. */
    private static List<int[]> statements(Tokens tokens) {
        List<int[]> statements = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.isSymbol(i, ';')) {
                int first = from;
                while (first < i && tokens.isSymbol(first, '(')) {
                    first++;
                }
                if (first < i && tokens.isAnyWord(first, BEGINNINGS)) {
                    statements.add(new int[] {from, i});
                }
                from = i + 1;
            }
        }
        return statements;
    }

    private static Optional<SqlNode> tree(Tokens tokens, int[] statement) {
        try {
            return Optional.of(new Fragments(tokens, tokens.size()).statement(statement[0], statement[1]));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static TreeSet<Integer> parameters(SqlNode tree, Tokens tokens) {
        TreeSet<Integer> offsets = new TreeSet<>();
        tree.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlDynamicParam parameter) {
                int token = tokens.at(parameter.getParserPosition().getColumnNum() - 1);
                while (tokens.isSymbol(token, '(')) {
                    token++;
                }
                offsets.add(tokens.start(token));
                return null;
            }
        });
        return offsets;
    }

    private static TreeSet<Integer> parameters(Tokens tokens, int[] statement) {
        TreeSet<Integer> offsets = new TreeSet<>();
        for (int i = statement[0]; i < statement[1]; i++) {
            boolean variable = tokens.session().family() == LexicalFamily.SQL_SERVER
                    && tokens.kind(i) == TokenKind.WORD
                    && tokens.text().charAt(tokens.start(i)) == '@';
            if (variable || tokens.kind(i) == TokenKind.PARAMETER || tokens.kind(i) == TokenKind.FOREIGN_PARAMETER) {
                offsets.add(tokens.start(i));
            }
        }
        return offsets;
    }
}
