package io.tdejdbc.sqlparse;

import java.util.Locale;

/** Writes the reference of what SQL works from the list of {@link Rule}s. */
public final class RulePage {
    private RulePage() {}

    /** Two tables in Markdown: what works, and what is refused with which code. */
    public static String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("### What works\n\n| where | what | example |\n|---|---|---|\n");
        for (Rule rule : Rule.values()) {
            if (rule.outcome() != Rule.Outcome.REFUSED) {
                row(out, rule.position(), rule.meaning(), code(rule.example()));
            }
        }
        out.append("\n### What is refused\n\n| code | where | what | what helps | example |\n|---|---|---|---|---|\n");
        for (Rule rule : Rule.values()) {
            if (rule.outcome() == Rule.Outcome.REFUSED) {
                row(
                        out,
                        anchor(rule) + rule.code(),
                        rule.position(),
                        rule.meaning(),
                        rule.remedy(),
                        code(rule.example()));
            }
        }
        return out.toString();
    }

    /** What {@link Refusal#page()} points to. */
    private static String anchor(Rule rule) {
        return "<a id=\"" + rule.code().toLowerCase(Locale.ROOT) + "\"></a>";
    }

    private static String code(String sql) {
        return sql.isEmpty() ? "" : "`" + sql + "`";
    }

    private static void row(StringBuilder out, String... cells) {
        for (String cell : cells) {
            out.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        out.append("|\n");
    }
}
