package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.config.ProtectionRule;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the columns that rules mean. */
public final class RulePlaces {
    private RulePlaces() {}

    /**
     * Reads names as the database would read them in SQL: folded unless quoted, and looked for in the schemas of the
     * connection's own search path. A table that is nowhere is placed where it would be created.
     *
     * @throws SQLException TDE-POL-012 if two rules mean one column, or what the database's driver throws
     */
    public static List<RulePlace> of(List<ProtectionRule> rules, Dialect dialect, Connection connection)
            throws SQLException {
        String current = dialect.currentSchema(connection);
        List<String> path = dialect.fingerprint(connection).path();
        List<RulePlace> places = new ArrayList<>();
        Map<List<Object>, RulePlace> taken = new HashMap<>();
        for (ProtectionRule rule : rules) {
            String name = spelled(rule.table(), dialect);
            TableName table = rule.schema().isPresent()
                    ? new TableName(spelled(rule.schema().get(), dialect), name)
                    : find(dialect, connection, path, current, name);
            RulePlace place = new RulePlace(rule, table, rule.column().folded(dialect.folding()));
            RulePlace other = taken.putIfAbsent(List.of(table, place.column()), place);
            if (other != null) {
                throw PolicyError.RULE_TWICE.because(
                        other.rule().describe() + " and " + rule.describe() + ", both for " + table + "."
                                + place.column(),
                        "one rule for each column");
            }
            places.add(place);
        }
        return places;
    }

    private static String spelled(ProtectionRule.Identifier name, Dialect dialect) {
        return dialect.spelled(name.text(), name.quoted());
    }

    private static TableName find(
            Dialect dialect, Connection connection, List<String> path, String current, String name)
            throws SQLException {
        for (String schema : path) {
            TableName table = new TableName(schema, name);
            if (!dialect.sessionSchema(schema)
                    && dialect.columns(connection, table).isPresent()) {
                return table;
            }
        }
        return new TableName(current, name);
    }
}
