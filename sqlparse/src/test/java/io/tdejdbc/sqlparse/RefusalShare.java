package io.tdejdbc.sqlparse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Of the recorded statements that name a protected table: how many are refused, and why, when every text, number and
 * date column that is no surrogate key is protected. A column has the mode equality where a statement needs it and its
 * type allows it, otherwise random.
 */
final class RefusalShare {
    private static final int LONGEST = 150;

    private final Map<String, Application> applications = new LinkedHashMap<>();

    /** What was counted for one application on one database. */
    private static final class Application {
        private final String dialect;
        private final String framework;
        private int statements;
        private int named;
        private int protectedColumns;
        private int equalityColumns;
        private final Map<String, List<FrameworkStatement>> refused = new TreeMap<>();

        private Application(String dialect, String framework) {
            this.dialect = dialect;
            this.framework = framework;
        }

        private int refusals() {
            return refused.values().stream().mapToInt(List::size).sum();
        }
    }

    /** Analyses everything. */
    static RefusalShare measure() {
        RefusalShare share = new RefusalShare();
        Map<String, List<FrameworkStatement>> statements = FrameworkStatement.all().stream()
                .collect(Collectors.groupingBy(
                        statement -> statement.dialect() + " " + statement.framework(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<String, Map<String, String>> tables = FrameworkCatalog.recorded();
        statements.forEach((key, list) -> share.applications.put(key, application(list, tables.get(key))));
        return share;
    }

    private static Application application(List<FrameworkStatement> statements, Map<String, String> tables) {
        FrameworkStatement first = statements.get(0);
        Application application = new Application(first.dialect(), first.framework());
        Set<String> equality = new TreeSet<>();
        int before;
        do {
            before = equality.size();
            count(application, statements, new FrameworkCatalog(tables, equality), equality);
        } while (equality.size() > before);
        return application;
    }

    private static void count(
            Application application,
            List<FrameworkStatement> statements,
            FrameworkCatalog catalog,
            Set<String> equality) {
        application.statements = statements.size();
        application.named = 0;
        application.refused.clear();
        application.protectedColumns = catalog.columns().size();
        SqlSession session = Sessions.of(application.dialect);
        for (FrameworkStatement statement : statements) {
            Analysis analysis = catalog.analyse(statement.sql(), session);
            if (!catalog.named()) {
                continue;
            }
            application.named++;
            if (analysis instanceof Refusal refusal) {
                application
                        .refused
                        .computeIfAbsent(refusal.code(), code -> new ArrayList<>())
                        .add(statement);
                refusal.column()
                        .filter(column -> refusal.remedy().contains("equality"))
                        .filter(catalog.comparable()::contains)
                        .ifPresent(equality::add);
            }
        }
        application.equalityColumns = equality.size();
    }

    /** The share in hundredths of a percent of an application on a database, or of all if the name is empty. */
    int basisPoints(String framework) {
        int named = 0;
        int refused = 0;
        for (Application application : applications.values()) {
            if (framework.isEmpty() || application.framework.equals(framework)) {
                named += application.named;
                refused += application.refusals();
            }
        }
        return refused * 10_000 / named;
    }

    /** How many distinct statements were analysed. */
    int statements() {
        return applications.values().stream()
                .mapToInt(application -> application.statements)
                .sum();
    }

    /** The tables of the page. */
    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(
                "### By framework\n\n| framework | database | statements | that name a protected table | refused | share | protected columns | of them equality |\n"
                        + "|---|---|---:|---:|---:|---:|---:|---:|\n");
        int statements = 0;
        int named = 0;
        int refused = 0;
        for (Application one : applications.values()) {
            statements += one.statements;
            named += one.named;
            refused += one.refusals();
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %d | %s | %d | %d |%n",
                    one.framework,
                    database(one.dialect),
                    one.statements,
                    one.named,
                    one.refusals(),
                    percent(one.refusals(), one.named),
                    one.protectedColumns,
                    one.equalityColumns));
        }
        out.append(String.format(
                Locale.ROOT,
                "| **all** | | %d | %d | %d | %s | | |%n",
                statements,
                named,
                refused,
                percent(refused, named)));
        out.append("\n### By reason\n\n| code | what | refused | by framework | example |\n|---|---|---:|---|---|\n");
        for (Rule rule : Rule.values()) {
            if (rule.outcome() == Rule.Outcome.REFUSED) {
                reason(out, rule);
            }
        }
        return out.toString().replace("\r\n", "\n");
    }

    private void reason(StringBuilder out, Rule rule) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<FrameworkStatement> all = new ArrayList<>();
        for (Application one : applications.values()) {
            List<FrameworkStatement> refused = one.refused.getOrDefault(rule.code(), List.of());
            if (!refused.isEmpty()) {
                counts.merge(one.framework, refused.size(), Integer::sum);
                all.addAll(refused);
            }
        }
        if (all.isEmpty()) {
            return;
        }
        String example = all.stream()
                .map(FrameworkStatement::sql)
                .min(java.util.Comparator.comparingInt(String::length).thenComparing(sql -> sql))
                .orElseThrow();
        out.append("| ")
                .append(rule.code())
                .append(" | ")
                .append((rule.position() + ": " + rule.meaning()).replace("|", "\\|"))
                .append(" | ")
                .append(all.size())
                .append(" | ")
                .append(counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", ")))
                .append(" | `")
                .append(shortened(example))
                .append("` |\n");
    }

    private static String shortened(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip().replace("|", "\\|");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }

    private static String database(String dialect) {
        return dialect.equals("pg") ? "PostgreSQL" : "H2";
    }

    private static String percent(int part, int of) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100.0 / of);
    }

    /** Every refused statement with its code, for a person who widens the analysis. */
    List<String> refused() {
        List<String> lines = new ArrayList<>();
        applications
                .values()
                .forEach(one -> one.refused.forEach(
                        (code, list) -> list.forEach(statement -> lines.add(code + "\t" + statement.dialect() + "\t"
                                + statement.framework() + "\t" + statement.step() + "\t" + statement.sql()))));
        return lines;
    }
}
