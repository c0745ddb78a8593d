package io.tdejdbc.sqlparse;

/**
 * Every position in which something protected may stand in a statement, and what becomes of it there: the one list by
 * which the analysis decides and from which the reference page is written. A position without a rule is refused.
 *
 * <p>The examples use a table {@code customers} with the plain columns {@code id}, {@code full_name} and {@code status},
 * the {@code equality} column {@code ssn} and the {@code random} column {@code email}; {@code orders} has the plain
 * columns {@code id} and {@code total} and the column {@code customer_ssn}, which shares a domain with {@code ssn}.
 */
public enum Rule {
    NOTHING_PROTECTED(
            Outcome.PASSED,
            "any statement",
            "names nothing protected: it goes to the database as it is",
            "SELECT id FROM products WHERE name = ?"),
    DUMPED(
            Outcome.PASSED,
            "SCRIPT, BACKUP of a whole H2 database",
            "copies the database as it lies there: stored values, which RUNSCRIPT and RESTORE put back",
            "SCRIPT NOPASSWORDS"),
    PLAIN_POSITION(
            Outcome.REWRITTEN,
            "plain columns of a protected table",
            "anything the database can do",
            "SELECT upper(full_name) FROM customers WHERE id > ? ORDER BY status"),
    SELECTED(
            Outcome.REWRITTEN,
            "select list",
            "a protected column by itself, *, t.*, with alias or without; decrypted in the result",
            "SELECT id, ssn, c.email AS mail FROM customers c"),
    CARRIED(
            Outcome.REWRITTEN,
            "derived table, CTE, scalar sub-query",
            "a protected column that is handed on by itself",
            "WITH x AS (SELECT ssn AS s FROM customers) SELECT s FROM x WHERE s = ?"),
    ASSIGNED(
            Outcome.REWRITTEN,
            "INSERT values, UPDATE SET",
            "a parameter, a literal, NULL or DEFAULT for a protected column; parameters and literals are encrypted",
            "INSERT INTO customers (id, ssn, email) VALUES (?, ?, 'a@example.org')"),
    INSERT_WITHOUT_LIST(
            Outcome.REWRITTEN,
            "INSERT without a column list",
            "the list is written into the statement",
            "INSERT INTO customers VALUES (?, ?, ?, ?, ?)"),
    COPIED(
            Outcome.REWRITTEN,
            "UPDATE SET, INSERT … SELECT",
            "a column that has the same key and context as the target",
            "UPDATE customers SET ssn = ssn WHERE id = ?"),
    CHOSEN(
            Outcome.REWRITTEN,
            "COALESCE, CASE … THEN, on H2 and MariaDB IFNULL and NVL, on MariaDB IF, on H2 CASEWHEN",
            "branches that are all the same protected column or NULL; on the assigned side parameters and literals too",
            "UPDATE customers SET ssn = COALESCE(?, ssn) WHERE id = ?"),
    CHOSEN_VALUE(
            Outcome.REWRITTEN,
            "COALESCE, CASE … THEN in a query",
            "parameters and literals beside a protected string, integer or date column, if the column could hold them; "
                    + "they are encrypted",
            "SELECT COALESCE(ssn, 'none'), CASE WHEN id > 3 THEN email ELSE ? END FROM customers"),
    ROW_VALUE(
            Outcome.REWRITTEN,
            "FIRST_VALUE, LAST_VALUE, NTH_VALUE, LAG, LEAD, ANY_VALUE",
            "a protected column; for LAG and LEAD also a parameter or literal that stands for rows that are not there; the "
                    + "window is sorted by plain columns",
            "SELECT id, LAG(ssn) OVER (ORDER BY id) AS s FROM customers"),
    COMPUTED(
            Outcome.REWRITTEN,
            "an expression of literals and one parameter, assigned or compared",
            "computed by the driver, where all databases agree: UPPER and LOWER of ASCII text, TRIM, ||, CONCAT of "
                    + "literals, +, - and * of integers, days added to a DATE; a parameter in a sum must be set as an integer, elsewhere "
                    + "as a string",
            "SELECT id FROM customers WHERE ssn = UPPER(?) || '-1' OR ssn = LOWER('ABC')"),
    CAST_TO_OWN_TYPE(
            Outcome.REWRITTEN,
            "CAST(? AS t), ?::t, assigned or compared, not on MariaDB",
            "left out, if t is the column's own type, or VARCHAR for a string column; with a length it cuts, also in "
                    + "the driver",
            "UPDATE customers SET ssn = CAST(? AS VARCHAR) WHERE id = 1"),
    CURRENT_DAY(
            Outcome.REWRITTEN,
            "CURRENT_DATE",
            "assigned to or compared with a protected DATE column: the driver asks the database for it and encrypts it; "
                    + "CURRENT_DATE, CURRENT_TIMESTAMP, CURRENT_USER and the like in plain places are the database's own",
            "SELECT id, CURRENT_DATE FROM customers WHERE ssn = ?"),
    COMPARED(
            Outcome.REWRITTEN,
            "=, <>, !=, IN, NOT IN, IS [NOT] DISTINCT FROM, CASE x WHEN",
            "an equality column with parameters, literals or NULL, on either side, also inside row values",
            "SELECT id FROM customers WHERE ssn = ? OR (id, ssn) IN ((?, ?), (?, '1'))"),
    COMPARED_WITH_ARRAY(
            Outcome.REWRITTEN,
            "= ANY (?), <> ALL (?) on PostgreSQL",
            "an equality column with an array that is set by setArray or setObject; its elements are encrypted one by "
                    + "one; a cast to an array of the column's own type is left out",
            "SELECT id FROM customers WHERE ssn = ANY (?)"),
    JOINED(
            Outcome.REWRITTEN,
            "=, <>, IN (SELECT …), USING, NATURAL between two columns",
            "two equality columns of one domain",
            "SELECT c.id FROM customers c JOIN orders o ON o.customer_ssn = c.ssn"),
    NULL_TESTED(
            Outcome.REWRITTEN,
            "IS NULL, IS NOT NULL",
            "any protected column, on MariaDB also by ISNULL, on H2 and MariaDB by NVL2 of other values; a parameter that is only "
                    + "tested is bound as NULL or as a constant",
            "SELECT id FROM customers WHERE email IS NULL AND (? IS NULL OR ssn = ?)"),
    COUNTED(
            Outcome.REWRITTEN,
            "COUNT",
            "COUNT(c) of any protected column, COUNT(DISTINCT c) of an equality column",
            "SELECT COUNT(email), COUNT(DISTINCT ssn) FROM customers"),
    GROUPED(
            Outcome.REWRITTEN,
            "GROUP BY, GROUPING, DISTINCT, PARTITION BY",
            "equality columns",
            "SELECT ssn, COUNT(*) FROM customers GROUP BY ssn"),
    RECURSIVE(
            Outcome.REWRITTEN,
            "WITH RECURSIVE, not on H2",
            "a protected column that both branches hand on by itself, with the same key and context",
            "WITH RECURSIVE r(n, s) AS (SELECT 1, ssn FROM customers UNION ALL SELECT n + 1, s FROM r WHERE n < 3) "
                    + "SELECT s FROM r"),
    UNITED(
            Outcome.REWRITTEN,
            "UNION, INTERSECT, EXCEPT",
            "the same key and context, or NULL, at the same place; NULL may be cast to the column's own type; a random column "
                    + "only in UNION ALL",
            "SELECT email FROM customers UNION ALL SELECT email FROM customers"),
    SORTED(
            Outcome.REWRITTEN,
            "ORDER BY, LIMIT and OFFSET of the outermost query",
            "protected numbers, dates, timestamps and booleans, on H2 strings too, which come first in ORDER BY: the "
                    + "driver sorts and counts; plain columns may follow",
            "SELECT id, tax_no FROM tenants ORDER BY tax_no DESC, id LIMIT 3"),
    RANGE_CHOSEN(
            Outcome.REWRITTEN,
            "<, <=, >, >=, BETWEEN in WHERE of the outermost query",
            "the same kinds of columns with a parameter or literal, if it holds of every row (AND) and the select list "
                    + "is of columns: the driver chooses the rows, and counts them",
            "SELECT id FROM tenants WHERE tax_no >= ? AND name <> ?"),
    LOCKED(
            Outcome.REWRITTEN,
            "FOR UPDATE, FOR SHARE",
            "as the database has it",
            "SELECT ssn FROM customers WHERE id = ? FOR UPDATE"),
    RETURNED(
            Outcome.REWRITTEN,
            "RETURNING of INSERT, UPDATE, DELETE, MERGE; on SQL Server OUTPUT",
            "as in a select list; OUTPUT … INTO as INSERT … SELECT",
            "INSERT INTO customers (ssn) VALUES (?) RETURNING id, ssn"),
    UPSERTED(
            Outcome.REWRITTEN,
            "ON CONFLICT, ON DUPLICATE KEY UPDATE, MERGE … KEY",
            "plain and equality columns as the key; SET as in UPDATE, excluded.c included",
            "INSERT INTO customers (id, ssn) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET ssn = excluded.ssn"),
    MERGED(
            Outcome.REWRITTEN,
            "MERGE",
            "values and comparisons as in INSERT, UPDATE and a join; a value that is both stored and compared must be one "
                    + "that the column stores as it is",
            "MERGE INTO customers c USING orders o ON (c.ssn = o.customer_ssn) WHEN MATCHED THEN UPDATE SET status = o.status WHEN NOT MATCHED THEN INSERT (id, ssn) VALUES (o.id, o.customer_ssn)"),
    CHANGED_BY_JOIN(
            Outcome.REWRITTEN,
            "UPDATE … FROM, DELETE … USING, WITH before and inside a change; on MariaDB UPDATE and DELETE of a join, on "
                    + "SQL Server of an alias in FROM",
            "as in UPDATE and a join",
            "UPDATE customers c SET ssn = o.customer_ssn FROM orders o WHERE o.id = c.id"),
    CHANGED_ROWS(
            Outcome.REWRITTEN,
            "FINAL TABLE, OLD TABLE, NEW TABLE on H2",
            "the rows of a change that is understood, as those of its table",
            "SELECT id, ssn FROM FINAL TABLE (INSERT INTO customers (id, ssn) VALUES (99, ?))"),
    EXPLAINED(
            Outcome.REWRITTEN,
            "EXPLAIN, on MariaDB also with FORMAT=JSON",
            "of a statement that is understood; the plan shows stored values",
            "EXPLAIN SELECT id FROM customers WHERE ssn = ?"),
    TABLE_CREATED(
            Outcome.REWRITTEN,
            "CREATE TABLE of a table that waits for it, and PARTITION OF a protected table",
            "the type of each protected column becomes the stored type; a partition has the columns of its table",
            "CREATE TABLE pending_people (id int primary key, ssn varchar(11) not null)"),
    UTILITY(
            Outcome.REWRITTEN,
            "DROP TABLE, TRUNCATE, ANALYZE, VACUUM, LOCK, COMMENT, GRANT, REVOKE",
            "passed: they handle no values; after DROP TABLE the metadata forgets columns that no rule names",
            "TRUNCATE TABLE customers"),
    INDEXED(
            Outcome.REWRITTEN,
            "CREATE INDEX, on MariaDB ALTER TABLE ADD INDEX",
            "plain columns and equality columns by themselves",
            "CREATE INDEX i ON customers (ssn, status)"),
    COLUMN_ADDED(
            Outcome.REWRITTEN,
            "ALTER TABLE ADD; on MariaDB MODIFY and CHANGE of plain columns",
            "a new plain column, or one that a rule waits for (tde.missing-column), with the stored type in place of its own",
            "ALTER TABLE customers ADD COLUMN phone varchar(20)"),
    MOVED(
            Outcome.REWRITTEN,
            "ALTER TABLE RENAME TO, RENAME COLUMN, DROP COLUMN; on MariaDB RENAME TABLE",
            "of what no rule of the properties file names, so that the metadata alone protects it: the metadata follows; on "
                    + "databases whose definitions can be rolled back in auto-commit mode only",
            "ALTER TABLE customers RENAME COLUMN ssn TO social_number"),
    WIDENED(
            Outcome.REWRITTEN,
            "ALTER TABLE … ALTER COLUMN … TYPE, SET DATA TYPE; on MariaDB MODIFY",
            "of a protected VARCHAR, VARBINARY or NUMERIC column to the same type with more room; the stored type takes its "
                    + "place, and the metadata follows; on PostgreSQL in auto-commit mode only",
            "ALTER TABLE customers ALTER COLUMN ssn SET DATA TYPE VARCHAR(60)"),
    VIEW(
            Outcome.REWRITTEN,
            "a view, a synonym, a partition or inheritance child by its own name",
            "a view is read like its query, if that is understood and hands columns on by themselves; the others stand for "
                    + "their table, also in changes",
            "SELECT id, ssn FROM v_customers WHERE ssn = ?"),
    VIEW_CREATED(
            Outcome.REWRITTEN,
            "CREATE [OR REPLACE] VIEW",
            "over a query that is understood, without a value of a protected column in it",
            "CREATE VIEW v_new AS SELECT id, ssn FROM customers WHERE status = 'open'"),
    PLAIN_COPY(
            Outcome.REWRITTEN,
            "CREATE TABLE AS",
            "of plain columns",
            "CREATE TABLE names AS SELECT id, full_name FROM customers"),

    HIDDEN_CODE(
            "TDE-SQL-001",
            "text that hides code",
            "an executable comment, an unfinished string, anything the database could read otherwise, in a text with a protected name",
            "SELECT id FROM customers WHERE status = 'open",
            "write the statement without it"),
    SEVERAL_STATEMENTS(
            "TDE-SQL-002",
            "several statements in one text",
            "if one of them names something protected",
            "DELETE FROM tenants; DELETE FROM customers",
            "send them one by one"),
    NOT_UNDERSTOOD(
            "TDE-SQL-003",
            "syntax",
            "that the analysis does not know",
            "SELECT ssn FRM customers",
            "write the statement in plainer SQL, or leave the protected table out of it"),
    FOREIGN_PARAMETER(
            "TDE-SQL-004",
            "$1, :name",
            "parameters that JDBC does not know",
            "SELECT id FROM customers WHERE id = :id",
            "use ?"),
    PARAMETERS_DISAGREE(
            "TDE-SQL-005",
            "a parameter",
            "that the grammar and the pre-lexer do not both see",
            "",
            "report the statement's shape; rewrite it"),
    UNBOUND_NAME(
            "TDE-SQL-006",
            "the name of something protected",
            "in a place where it stands for something else: an alias of a table or without AS, a function, a CTE",
            "SELECT customers.id FROM tenants AS customers",
            "choose another name there"),
    UNEXPECTED_SHAPE(
            "TDE-SQL-007",
            "a value for a protected column",
            "that is not exactly one parameter or one literal in the text",
            "UPDATE customers SET ssn = X'123' WHERE id = ?",
            "use a parameter"),
    STATEMENT(
            "TDE-SQL-008",
            "a kind of statement",
            "that has no rule for protected tables",
            "COPY customers FROM STDIN",
            "use INSERT, UPDATE, DELETE or SELECT"),
    DYNAMIC_SQL(
            "TDE-SQL-009",
            "SQL in strings: DO, EXECUTE IMMEDIATE, PREPARE, function bodies, query_to_xml",
            "if the text names something protected or is put together while running",
            "EXECUTE IMMEDIATE 'DELETE FROM customers'",
            "send the inner statement by itself"),
    UNKNOWN_RELATION(
            "TDE-SQL-010",
            "a table beside a protected one",
            "that this session does not see, or a table function",
            "SELECT c.id FROM customers c, no_such_table",
            "check the name and the search path"),
    OPAQUE_RELATION(
            "TDE-SQL-011",
            "a view or other relation over a protected table",
            "a view whose definition is not understood, a materialised view, a parent table, a link; or a change of a "
                    + "view",
            "SELECT * FROM copied_customers",
            "name the table itself"),
    PENDING_RELATION(
            "TDE-SQL-012",
            "a table of the policy that does not exist yet",
            "only its CREATE TABLE may name it",
            "SELECT * FROM pending_people",
            "create the table through this driver first"),
    UNKNOWN_COLUMN(
            "TDE-SQL-013",
            "a name",
            "that is no column in sight; whole-row references",
            "SELECT c FROM customers c",
            "name the columns"),
    AMBIGUOUS_COLUMN(
            "TDE-SQL-014",
            "a name",
            "that is a column of more than one table in sight",
            "SELECT id FROM customers, tenants",
            "qualify it"),
    PARAMETER_ROLES(
            "TDE-SQL-015",
            "a value",
            "that is used for a protected column and for something else",
            "SELECT x.v FROM (SELECT ? AS v) x JOIN customers c ON c.ssn = x.v AND c.status = x.v",
            "use a parameter for each"),
    PARAMETER_WITHOUT_ROLE(
            "TDE-SQL-016",
            "a parameter compared with a literal or another parameter",
            "beside a value of a protected column: it may be that value",
            "SELECT id FROM customers WHERE (? = '' OR ssn = ?)",
            "test it in the application, or write IS NULL"),
    REPEATED_VALUE(
            "TDE-SQL-017",
            "a literal or parameter",
            "that equals a value of a protected column in the same statement: the database would see that value in plain",
            "SELECT 'Alice' AS who FROM customers WHERE ssn = 'Alice'",
            "leave the value out of the other place, or send two statements"),
    COMPARISON_CHAIN(
            "TDE-SQL-018",
            "a comparison of a comparison, without parentheses",
            "databases differ in which of the two comes first, and so in what is compared with a protected column",
            "SELECT id FROM customers WHERE 'x' = ssn IN ('y')",
            "put the inner comparison into parentheses"),
    RETURNED_INTO(
            "TDE-SQL-019",
            "RETURNING … INTO on Oracle",
            "whose values come back in parameters of the statement",
            "",
            "leave the clause out, and select the row or ask for the generated keys"),
    RANDOM_COMPARED(
            "TDE-SQL-020",
            "a random column",
            "compared, grouped, made distinct, joined or united",
            "SELECT id FROM customers WHERE email = ?",
            "give the column the mode equality"),
    COMPARED_WITH_PLAIN(
            "TDE-SQL-021",
            "a protected column",
            "compared with a plain column or an expression",
            "SELECT id FROM customers WHERE ssn = full_name",
            "compare it with a parameter or a literal"),
    DIFFERENT_DOMAIN(
            "TDE-SQL-022",
            "two protected columns",
            "compared without a common domain",
            "SELECT c.id FROM customers c JOIN tenants t ON t.tax_no = c.ssn",
            "give both columns the same domain"),
    EXPRESSION_ASSIGNED(
            "TDE-SQL-023",
            "a plain column or an expression",
            "assigned to a protected column: the database would store it as it is",
            "UPDATE customers SET ssn = upper(full_name)",
            "assign a parameter or a literal"),
    PROTECTED_INTO_PLAIN(
            "TDE-SQL-024",
            "a protected column",
            "assigned to a plain one",
            "UPDATE customers SET full_name = ssn",
            "protect the target too, in the same domain"),
    DIFFERENT_KEY(
            "TDE-SQL-025",
            "a protected column",
            "copied to, united with or chosen beside one of another key or type",
            "UPDATE customers SET ssn = email",
            "give both columns the same domain and the same type with its length, or copy in the application"),
    EXPRESSION(
            "TDE-SQL-026",
            "a function, operator or cast",
            "on a protected column",
            "SELECT upper(ssn) FROM customers",
            "select the column and compute in the application"),
    RANGE(
            "TDE-SQL-027",
            "<, >, BETWEEN, LIKE",
            "on a protected column",
            "SELECT id FROM customers WHERE ssn LIKE ?",
            "compare by =, or leave the column unprotected"),
    ORDERED(
            "TDE-SQL-028",
            "ORDER BY, by name, alias or ordinal",
            "a protected column",
            "SELECT x.ssn FROM (SELECT id, ssn FROM customers ORDER BY ssn LIMIT 2) x",
            "order in the application, or by a plain column"),
    AGGREGATED(
            "TDE-SQL-029",
            "MIN, MAX, SUM, AVG and other aggregates",
            "of a protected column",
            "SELECT max(ssn) FROM customers",
            "select the column and compute in the application"),
    CONDITION(
            "TDE-SQL-030",
            "a protected boolean column",
            "as a condition by itself",
            "SELECT id FROM customers WHERE ssn",
            "compare it: column = TRUE"),
    RECURSION(
            "TDE-SQL-031",
            "WITH RECURSIVE",
            "that hands on a protected column in one branch and something else in the other; any protected column on H2",
            "WITH RECURSIVE r(s) AS (SELECT ssn FROM customers UNION ALL SELECT s || 'x' FROM (SELECT full_name AS s "
                    + "FROM customers) t) SELECT s FROM r",
            "hand on the key only and join the column at the end"),
    UNITED_WITH_OTHER(
            "TDE-SQL-032",
            "UNION, INTERSECT, EXCEPT, COALESCE, CASE",
            "a protected column beside a value or a plain column",
            "SELECT ssn FROM customers UNION SELECT full_name FROM customers",
            "query them one by one"),
    COLUMN_COUNT(
            "TDE-SQL-033",
            "a list of values",
            "that is not as long as its list of columns",
            "INSERT INTO customers (id, ssn) VALUES (?)",
            "give each column one value"),
    FROM_CLAUSE(
            "TDE-SQL-034",
            "FROM",
            "something else than tables, joins and sub-queries",
            "SELECT c.id FROM customers c TABLESAMPLE BERNOULLI (10)",
            "use tables, joins and sub-queries"),
    STAR_OF_JOIN(
            "TDE-SQL-035",
            "* over several joins with USING or NATURAL",
            "whose column order differs between databases",
            "SELECT * FROM customers NATURAL JOIN (SELECT id FROM tenants) t NATURAL JOIN (SELECT id FROM tenants) u",
            "name the columns"),
    CHANGED_BY_CHOICE(
            "TDE-SQL-036",
            "UNION, INTERSECT, EXCEPT, COALESCE, CASE on H2 and MariaDB; a scalar sub-query on MariaDB",
            "a protected CHARACTER column, which H2 gives there without its blanks, or BOOLEAN column, which MariaDB gives there "
                    + "as a number",
            "",
            "select the column by itself"),
    REKEYED(
            "TDE-SQL-037",
            "an equality column whose search key is being changed",
            "compared other than with a value by =, <> or in a list; grouped, made distinct, joined, united or copied",
            "",
            "wait until 'tde rekey' has ended, which 'tde keys list' shows, and execute the statement again"),
    REKEYED_KEY(
            "TDE-SQL-038",
            "an equality column in a unique or foreign key, whose search key is being changed",
            "written",
            "",
            "wait until 'tde rekey' has ended, which 'tde keys list' shows, and execute the statement again"),
    GROUPED_BY_VALUE(
            "TDE-SQL-039",
            "GROUP BY, DISTINCT ON",
            "an expression with a value of a protected column, which the database would not know again in the select list",
            "SELECT COUNT(*) FROM customers GROUP BY CASE WHEN ssn = '22' THEN 1 ELSE 0 END",
            "group by the place or the alias of the expression in the select list"),
    DDL(
            "TDE-SQL-040",
            "DDL on a protected table",
            "without a rule",
            "ALTER TABLE customers SET SCHEMA archive",
            "use the tool, or change the policy first"),
    DDL_COLUMN(
            "TDE-SQL-041",
            "DDL on a protected column",
            "a default, another type, or a name, type or removal beside other changes",
            "ALTER TABLE customers ALTER COLUMN ssn SET DEFAULT 'none'",
            "use the tool, or change the policy first"),
    RANDOM_INDEXED(
            "TDE-SQL-042",
            "an index or key on a random column",
            "every stored value is different",
            "CREATE INDEX i ON customers (email)",
            "give the column the mode equality"),
    INDEX_EXPRESSION(
            "TDE-SQL-043",
            "an index with an expression, an operator class or a condition",
            "on a protected column",
            "CREATE INDEX i ON customers (lower(ssn))",
            "index the column by itself"),
    DEFINITION_MENTIONS(
            "TDE-SQL-044",
            "DEFAULT, CHECK, GENERATED, REFERENCES, COLLATE or a partition key",
            "on a protected column in CREATE TABLE or ALTER TABLE ADD, where it would need plain values",
            "CREATE TABLE pending_people (id int, ssn varchar(11) DEFAULT 'none')",
            "leave it out"),
    DEFINITION_INCOMPLETE(
            "TDE-SQL-045",
            "CREATE TABLE",
            "without a column that the policy protects",
            "CREATE TABLE pending_people (id int)",
            "define the column, set tde.missing-column if it comes later, or take it out of the policy"),
    TABLE_COPIED(
            "TDE-SQL-046",
            "CREATE TABLE AS, LIKE, INHERITS, materialised views, temporary tables",
            "over a protected column, or in place of a protected table: the copy would not be known as protected",
            "CREATE TABLE copy AS SELECT * FROM customers",
            "create the table plainly, with a policy of its own"),
    VALUE_IN_DEFINITION(
            "TDE-SQL-047",
            "CREATE VIEW, CREATE TABLE AS",
            "with a value of a protected column in the query: it would stay in the definition, under a key that changes",
            "CREATE VIEW one AS SELECT id FROM customers WHERE ssn = '519-12-4407'",
            "put the condition into the statements that use the view"),
    ROLLED_UP(
            "TDE-SQL-048",
            "GROUP BY … WITH ROLLUP on MariaDB",
            "a protected column among the groups: their sums stand between the groups, which the server sorts by the stored "
                    + "values",
            "",
            "group without WITH ROLLUP, and sum up in the application or in a second query");

    /** What becomes of a statement. */
    public enum Outcome {
        /** Sent as it is, not even parsed. */
        PASSED,
        /** Understood; protected values in it are encrypted. */
        REWRITTEN,
        /** Not sent at all. */
        REFUSED
    }

    private final Outcome outcome;
    private final String code;
    private final String position;
    private final String meaning;
    private final String example;
    private final String remedy;

    Rule(Outcome outcome, String position, String meaning, String example) {
        this(outcome, "", position, meaning, example, "");
    }

    /** What is refused has a code and a remedy. */
    Rule(String code, String position, String meaning, String example, String remedy) {
        this(Outcome.REFUSED, code, position, meaning, example, remedy);
    }

    Rule(Outcome outcome, String code, String position, String meaning, String example, String remedy) {
        this.outcome = outcome;
        this.code = code;
        this.position = position;
        this.meaning = meaning;
        this.example = example;
        this.remedy = remedy;
    }

    /** What becomes of a statement to which this rule applies. */
    public Outcome outcome() {
        return outcome;
    }

    /** {@code TDE-SQL-nnn} of a refusal, empty otherwise. */
    public String code() {
        return code;
    }

    /** The position or construct. */
    public String position() {
        return position;
    }

    /** What is allowed or refused there. */
    public String meaning() {
        return meaning;
    }

    /** A statement to which it applies; empty where none can be written down. */
    public String example() {
        return example;
    }

    /** What helps against a refusal. */
    public String remedy() {
        return remedy;
    }
}
