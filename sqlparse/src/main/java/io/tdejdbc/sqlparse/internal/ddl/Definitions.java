package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.Analysis;
import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.Segment;
import io.tdejdbc.sqlparse.TableChange;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads DDL and utility statements that name something protected from their tokens; the grammar is not asked. */
public final class Definitions {
    private Definitions() {}

    /** What becomes of the statement of the tokens up to {@code end}. */
    public static Analysis analyze(Tokens tokens, int end, Catalog catalog, Effects effects) {
        Reader reader = new Reader(tokens, end, catalog);
        if (tokens.parameters() > 0) {
            throw reader.refuse(Rule.STATEMENT);
        }
        if (reader.accept("CREATE")) {
            return create(reader, catalog, effects);
        }
        if (reader.accept("ALTER", "TABLE")) {
            return Alterations.read(reader, utility(tokens, effects));
        }
        if (reader.isMariaDb() && reader.accept("RENAME", "TABLE")) {
            return Alterations.renamed(reader, utility(tokens, effects));
        }
        if (reader.accept("DROP", "TABLE")) {
            return changed(utility(tokens, effects), dropped(reader));
        }
        // They handle no values; the statistics of ANALYZE are those of the stored values.
        if (reader.isAny("DROP", "TRUNCATE", "VACUUM", "LOCK", "REINDEX", "CLUSTER", "COMMENT", "GRANT", "REVOKE")
                || reader.is("ANALYZE") && !analyzesStatement(tokens)) {
            return utility(tokens, effects);
        }
        throw reader.refuse(Rule.STATEMENT);
    }

    private static Analysis changed(Plan plan, List<TableChange.Move> moves) {
        return moves.isEmpty() ? plan : new TableChange(plan, moves, 0);
    }

    /** The tables of a DROP TABLE that have protected columns. */
    private static List<TableChange.Move> dropped(Reader reader) {
        List<TableChange.Move> moves = new ArrayList<>();
        reader.accept("IF", "EXISTS");
        do {
            Optional<Relation> relation = reader.relation();
            if (relation.isPresent()
                    && relation.get() instanceof Relation.Table table
                    && table.columns().stream()
                            .anyMatch(column -> column.protection().isPresent())) {
                moves.add(new TableChange.Move(table.name(), Optional.empty(), Optional.empty()));
            }
        } while (reader.acceptSymbol(','));
        return moves;
    }

    /** DuckDB and MariaDB run a statement that follows ANALYZE. */
    private static boolean analyzesStatement(Tokens tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.isAnyWord(i, "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "REPLACE")) {
                return true;
            }
        }
        return false;
    }

    private static Analysis create(Reader reader, Catalog catalog, Effects effects) {
        if (reader.accept("OR", "REPLACE") && !reader.isAny("VIEW", "MATERIALIZED")) {
            throw reader.refuse(Rule.DDL);
        }
        int start = reader.at();
        if (reader.accept("UNIQUE") || reader.accept("BITMAP") || reader.accept("HASH")) {
            if (!reader.is("INDEX")) {
                throw reader.refuse(Rule.DDL);
            }
        }
        if (reader.accept("INDEX")) {
            Indexes.read(reader);
            return utility(reader.tokens(), effects);
        }
        reader.goTo(start);
        if (reader.accept("VIEW")) {
            Views.read(reader, catalog);
            return utility(reader.tokens(), effects);
        }
        boolean temporary = false;
        while (reader.isAny("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "CACHED", "MEMORY")) {
            temporary |= reader.isAny("GLOBAL", "LOCAL", "TEMP", "TEMPORARY");
            reader.goTo(reader.at() + 1);
        }
        if (!reader.accept("TABLE")) {
            throw reader.refuse(
                    reader.isAny("VIEW", "MATERIALIZED", "RECURSIVE", "FORCE") ? Rule.TABLE_COPIED : Rule.DDL);
        }
        boolean ifNotExists = reader.accept("IF", "NOT", "EXISTS");
        int nameToken = reader.at();
        RelationName name = reader.name();
        reader.goTo(nameToken);
        Optional<Relation> relation = reader.relation();
        if (relation.isPresent() && relation.get() instanceof Relation.Pending pending) {
            if (temporary) {
                throw reader.refuse(Rule.TABLE_COPIED, nameToken, Optional.empty());
            }
            return Tables.read(reader, name, ifNotExists, pending, effects);
        }
        if (catalog.mayReachProtected(name.simple())) {
            existing(reader, name, nameToken, relation, ifNotExists && !temporary, catalog);
            return utility(reader.tokens(), effects);
        }
        int last = reader.at() - 1;
        if (!temporary
                && reader.tokens().session().family() == LexicalFamily.POSTGRESQL
                && reader.accept("PARTITION", "OF")) {
            Tables.readPartition(reader);
        } else if (reader.is("AS")) {
            Views.table(reader, last, catalog);
        } else {
            Tables.readPlain(reader);
        }
        return utility(reader.tokens(), effects);
    }

    /** A CREATE TABLE that does nothing because the table is there; any other could make a second one. */
    private static void existing(
            Reader reader,
            RelationName name,
            int nameToken,
            Optional<Relation> relation,
            boolean ifNotExists,
            Catalog catalog) {
        boolean sameSchema = relation.isPresent()
                && relation.get() instanceof Relation.Table table
                && (name.parts().size() > 1
                        || table.name().parts().size() > 1
                                && catalog.currentSchema()
                                        .filter(schema -> schema.equals(table.name()
                                                .parts()
                                                .get(table.name().parts().size() - 2)))
                                        .isPresent());
        if (!ifNotExists || !sameSchema) {
            throw reader.refuse(Rule.TABLE_COPIED, nameToken, Optional.empty());
        }
    }

    private static Plan utility(Tokens tokens, Effects effects) {
        return new Plan(
                Plan.Kind.UTILITY,
                List.of(new Segment.Text(tokens.text())),
                tokens.parameters(),
                List.of(),
                effects,
                List.of());
    }
}
