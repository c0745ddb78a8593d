package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.mysql.MysqlParser;
import io.tdejdbc.sqlparse.internal.parse.oracle.OracleParser;
import io.tdejdbc.sqlparse.internal.parse.postgresql.PostgresqlParser;
import io.tdejdbc.sqlparse.internal.parse.sqlserver.SqlServerParser;
import io.tdejdbc.sqlparse.internal.parse.standard.StandardParser;
import java.util.List;
import java.util.function.Function;

/**
 * The grammar of one lexical family, generated from Calcite's with what the databases have beside the standard. A family's
 * parser is loaded when the first of its statements needs it.
 */
final class FamilyGrammar {
    private final Vocabulary vocabulary;
    private final Function<Terminals.Run, GeneratedParser> parsers;

    private FamilyGrammar(List<String> images, Function<Terminals.Run, GeneratedParser> parsers) {
        this.vocabulary = new Vocabulary(images);
        this.parsers = parsers;
    }

    static FamilyGrammar of(LexicalFamily family) {
        return switch (family) {
            case POSTGRESQL -> Postgresql.GRAMMAR;
            case MYSQL -> Mysql.GRAMMAR;
            case STANDARD -> Standard.GRAMMAR;
            case SQL_SERVER -> SqlServer.GRAMMAR;
            case ORACLE -> Oracle.GRAMMAR;
        };
    }

    /** The terminals of a statement's tokens up to {@code end}. */
    Terminals terminals(Tokens tokens, int end) {
        return TerminalReader.read(tokens, end, vocabulary);
    }

    GeneratedParser parser(Terminals.Run run) {
        return parsers.apply(run);
    }

    private static final class Postgresql {
        static final FamilyGrammar GRAMMAR = new FamilyGrammar(PostgresqlParser.vocabulary(), PostgresqlParser::of);
    }

    private static final class Mysql {
        static final FamilyGrammar GRAMMAR = new FamilyGrammar(MysqlParser.vocabulary(), MysqlParser::of);
    }

    private static final class Standard {
        static final FamilyGrammar GRAMMAR = new FamilyGrammar(StandardParser.vocabulary(), StandardParser::of);
    }

    private static final class SqlServer {
        static final FamilyGrammar GRAMMAR = new FamilyGrammar(SqlServerParser.vocabulary(), SqlServerParser::of);
    }

    private static final class Oracle {
        static final FamilyGrammar GRAMMAR = new FamilyGrammar(OracleParser.vocabulary(), OracleParser::of);
    }
}
