package io.tdejdbc.sqlparse.internal.parse;

import java.util.Optional;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Calcite's own core grammar. */
public final class CoreGrammar implements Grammar {
    // Names keep the case they are written in: the mask's names are placeholders, the real ones come from the tokens.
    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withIdentifierMaxLength(Integer.MAX_VALUE)
            .withConformance(SqlConformanceEnum.BABEL);

    @Override
    public Parsed query(char[] masked) {
        return parse(masked, SqlParser::parseQuery);
    }

    @Override
    public Parsed expression(char[] masked) {
        return parse(masked, SqlParser::parseExpression);
    }

    private interface Entry {
        SqlNode parse(SqlParser parser) throws SqlParseException;
    }

    private static Parsed parse(char[] masked, Entry entry) {
        try {
            return new Parsed(Optional.of(entry.parse(SqlParser.create(new String(masked), CONFIG))), -1);
        } catch (SqlParseException e) {
            int column = e.getPos() == null ? 0 : e.getPos().getColumnNum();
            return new Parsed(Optional.empty(), Math.max(0, Math.min(masked.length, column) - 1));
        } catch (RuntimeException | StackOverflowError e) {
            // The grammar's actions throw on some malformed texts, and deep nesting exhausts the stack.
            return new Parsed(Optional.empty(), 0);
        }
    }
}
