package io.tdejdbc.sqlparse;

import java.util.Locale;
import java.util.Optional;

/**
 * The statement names something protected and no rule proves that the backend would give the plain table's answer.
 * Nothing of it may reach the backend. No component ever holds a literal's value.
 *
 * @param code {@code TDE-SQL-nnn}, stable
 * @param construct what stands there, such as {@code "ORDER BY on an encrypted column"}
 * @param column {@code table.column}, when one column is the reason
 * @param position where
 * @param remedy what would allow it
 */
public record Refusal(String code, String construct, Optional<String> column, SourcePosition position, String remedy)
        implements Analysis {

    /** Where the documentation says more of it. */
    public String page() {
        return "docs/sql.md#" + code.toLowerCase(Locale.ROOT);
    }
}
