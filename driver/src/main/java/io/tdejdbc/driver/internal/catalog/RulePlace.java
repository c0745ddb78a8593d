package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.config.ProtectionRule;
import io.tdejdbc.driver.internal.dialect.StoredColumn;
import io.tdejdbc.keystore.TableName;
import java.util.List;

/**
 * A rule and the column it means in a database.
 *
 * @param rule the rule
 * @param table catalog spelling
 * @param column catalog spelling
 */
public record RulePlace(ProtectionRule rule, TableName table, String column) {

    /** Whether a table has the column. */
    public boolean isIn(List<StoredColumn> columns) {
        return columns.stream().anyMatch(one -> one.name().equals(column));
    }

    /** The place for messages. */
    public String describe() {
        return table + "." + column + " by rule " + rule.describe();
    }
}
