package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.TableDefinition.DefinedColumn;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the definition of a column that is to be protected: its type, and what stays true of stored values. */
final class ProtectedDefinition {
    /** Collations of PostgreSQL by which equal strings are equal characters; ordering is refused anyway. */
    private static final Set<String> BINARY_COLLATIONS = Set.of("C", "POSIX", "default", "ucs_basic", "pg_c_utf8");

    private ProtectedDefinition() {}

    /** Reads what follows the name; the reader stands behind it then. */
    static DefinedColumn read(Reader reader, String name, int to) {
        Tokens tokens = reader.tokens();
        int type = reader.at();
        int afterType = TypeNames.end(tokens, type, to);
        if (afterType < 0) {
            throw reader.refuse(Rule.NOT_UNDERSTOOD);
        }
        reader.goTo(afterType);
        int replaced = afterType;
        boolean key = false;
        List<ProtectedColumn> references = new ArrayList<>();
        while (reader.at() < to && !isPlace(reader)) {
            if (reader.accept("PRIMARY", "KEY") || reader.accept("UNIQUE")) {
                key = true;
            } else if (reader.accept("CONSTRAINT")) {
                reader.simpleName();
            } else if (reader.accept("COMMENT")) {
                reader.goTo(reader.at() + 1);
            } else if (reader.at() == afterType && isBinaryCollation(reader)) {
                replaced = reader.at();
            } else if (reader.is("REFERENCES")) {
                references.add(reference(reader, to));
            } else if (!reader.accept("NOT", "NULL") && !reader.accept("NULL") && !reader.accept("DEFAULT", "NULL")) {
                throw reader.refuse(Rule.DEFINITION_MENTIONS);
            }
        }
        int start = tokens.start(type);
        return new DefinedColumn(
                name,
                tokens.text().substring(start, tokens.end(afterType - 1)),
                start,
                tokens.end(replaced - 1),
                key,
                references);
    }

    /** FIRST, AFTER c, BEFORE c: where ALTER TABLE puts it. */
    private static boolean isPlace(Reader reader) {
        return reader.isAny("FIRST", "AFTER", "BEFORE");
    }

    private static boolean isBinaryCollation(Reader reader) {
        if (reader.tokens().session().family() != LexicalFamily.POSTGRESQL || !reader.accept("COLLATE")) {
            return false;
        }
        reader.accept("PG_CATALOG");
        reader.acceptSymbol('.');
        return BINARY_COLLATIONS.contains(reader.simpleName());
    }

    /** The column that a foreign key of this column alone refers to, with its actions. */
    static ProtectedColumn reference(Reader reader, int to) {
        int at = reader.at();
        List<Optional<ProtectedColumn>> referenced = reader.referenced(to);
        if (referenced.size() != 1
                || referenced.get(0).isEmpty()
                || !referenced.get(0).get().equality()) {
            throw reader.refuse(Rule.DEFINITION_MENTIONS, at, Optional.empty());
        }
        while (reader.accept("ON")) {
            if (!reader.accept("DELETE") && !reader.accept("UPDATE")) {
                throw reader.refuse(Rule.NOT_UNDERSTOOD);
            }
            if (!reader.accept("NO", "ACTION")
                    && !reader.accept("RESTRICT")
                    && !reader.accept("CASCADE")
                    && !reader.accept("SET", "NULL")) {
                throw reader.refuse(Rule.DEFINITION_MENTIONS);
            }
        }
        return referenced.get(0).get();
    }
}
