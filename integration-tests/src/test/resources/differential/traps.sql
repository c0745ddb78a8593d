# Texts that a parser may read in another way than the database does, and shapes that broke other products.

# --- Strings and comments
[string-end.1] same mariadb=-
SELECT id FROM customers WHERE city = '\' OR ssn = ? -- '
? varchar 519-12-4407
[string-end.2] same literal=- mariadb=refused:TDE-SQL-003
SELECT 5--5, ssn
, tier FROM customers WHERE ssn = ?
? varchar 519-12-4407
[string-end.3] h2=- postgresql=same mariadb=-
SELECT id, $a$, ssn FROM customers WHERE x = $a$ FROM customers WHERE ssn = ?
? varchar 519-12-4407
[string-end.4] h2=refused:TDE-SQL-001 h2=literal=- postgresql=- mariadb=-
SELECT id FROM customers // WHERE ssn = 'x'
WHERE ssn = ?
? varchar 519-12-4407
[string-end.5] h2=same postgresql=- mariadb=-
SELECT id, $$, ssn FROM customers WHERE x = $$ FROM customers WHERE ssn = ?
? varchar 519-12-4407
[string-end.6] h2=refused:TDE-SQL-001 postgresql=same mariadb=-
SELECT /* a /* nested */ comment */ id FROM customers WHERE ssn = ?
? varchar 519-12-4407
[string-end.7] refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = '519-12'
'-4407'
[string-end.8] h2=- postgresql=same mariadb=-
SELECT id FROM customers WHERE ssn = E'519\x2d12-4407'
[string-end.9] same mariadb=-
SELECT id FROM customers WHERE ssn = U&'519\002d12-4407'
[string-end.10] same
SELECT id FROM customers WHERE ssn = N'519-12-4407'

# --- Names
[spelling.1] h2=- postgresql=same mariadb=-
SELECT ssn FROM U&"\0063ustomers" WHERE id = 1
[spelling.2] h2=same postgresql=- mariadb=-
SELECT "SSN" FROM U&"CUSTOMER\0053" WHERE id = 1
[spelling.3] h2=- postgresql=same mariadb=-
UPDATE U&"c\0075stomers" SET ssn = ? WHERE id = 1
? varchar 766-77-9017
[spelling.4] h2=refused:TDE-SQL-001 postgresql=- mariadb=same
SELECT `ssn` FROM `customers` WHERE id = 1
[spelling.5] h2=- postgresql=same mariadb=-
SELECT U&"\0073sn" FROM customers WHERE id = 1
[spelling.6] same mariadb=-
SELECT ssn FROM /* x */ public /* y */ . /* z */ customers WHERE id = 1
[spelling.7] same
SELECT tier ssn, id name FROM customers
[spelling.8] refused:TDE-SQL-006
WITH customers AS (SELECT city AS ssn FROM regions) SELECT ssn FROM customers
[spelling.9] refused:TDE-SQL-006 mariadb=-
SELECT ssn FROM regions AS customers (ssn, name)

[column-alias.1] same mariadb=-
SELECT b, c FROM staging AS t (a, b, c, d, e) WHERE b = ?
? varchar 519-12-4407
[column-alias.2] same mariadb=-
SELECT t.y FROM (SELECT id, ssn FROM customers) AS t (x, y) WHERE t.y <> ?
? varchar 519-12-4407
[column-alias.3] refused:TDE-SQL-006 mariadb=-
WITH customers AS (SELECT * FROM public.customers WHERE tier = 1) SELECT ssn, name FROM customers
[column-alias.4] same
SELECT name AS ssn FROM (SELECT ssn AS name FROM customers) t WHERE name = ?
? varchar 519-12-4407
[column-alias.5] same
SELECT o.id FROM orders o WHERE o.customer_id IN (SELECT r.id FROM (SELECT 6 AS id) r WHERE card <> ?)
? varchar 4556-7375-8689-1008

# --- Whole rows and other ways to reach a column (PostgreSQL)
[whole-row.1] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT customers FROM customers
[whole-row.2] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT c FROM customers c WHERE c.id = 1
[whole-row.3] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT (c).ssn FROM customers c
[whole-row.4] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT ssn(customers) FROM customers
[whole-row.5] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT t FROM (SELECT ssn FROM customers) t
[whole-row.6] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT a.id FROM customers a JOIN customers b ON a = b
[whole-row.7] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT count(c), to_json(c) FROM customers c GROUP BY c.id
[whole-row.8] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
SELECT ROW(c.*) FROM customers c
[whole-row.9] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
INSERT INTO staging SELECT (s).* FROM staging s WHERE false

[table-command.1] same mariadb=-
TABLE staging
[table-command.2] h2=- postgresql=same mariadb=-
SELECT id, ssn FROM ONLY customers
[table-command.3] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
SELECT id, ssn FROM customers *
[table-command.4] h2=- postgresql=refused:TDE-SQL-034 mariadb=-
SELECT id, ssn FROM customers TABLESAMPLE SYSTEM (100)
[table-command.5] h2=refused:TDE-SQL-003 postgresql=- mariadb=-
SELECT * EXCEPT (ssn) FROM customers
[table-command.6] h2=same postgresql=- mariadb=-
SELECT TOP 5 ssn FROM customers
[table-command.7] h2=same postgresql=- mariadb=-
EXPLAIN SELECT ssn FROM customers
[table-command.9] h2=- postgresql=same mariadb=-
EXPLAIN (COSTS OFF) SELECT ssn FROM customers
[table-command.8] h2=refused:TDE-SQL-003 postgresql=- mariadb=-
SELECT id, ssn FROM customers QUALIFY row_number() OVER (PARTITION BY ssn ORDER BY id) = 1

# --- Values in places that are easily overlooked
[value-place.1] same
INSERT INTO staging (id, ssn) SELECT id + 8000, ? FROM customers WHERE id < 3
? varchar 777-88-9018
[value-place.2] same
INSERT INTO staging (id, ssn) SELECT id + 8000, '777-88-9018' FROM customers WHERE id < 3
[value-place.3] h2=- postgresql=same mariadb=same
INSERT INTO staging (id, ssn) SELECT 8001, ? UNION ALL SELECT 8002, ?
? varchar 777-88-9019
? varchar 777-88-9020
[value-place.4] refused:TDE-SQL-032
SELECT ssn FROM customers WHERE id = 1 UNION ALL SELECT '777-88-9021'
[value-place.5] h2=same postgresql=declared:type mariadb=declared:type
SELECT ssn FROM customers WHERE id = 1 UNION ALL SELECT NULL
[value-place.6] same
SELECT id FROM customers WHERE ssn IN (VALUES (?), (?))
? varchar 519-12-4407
? varchar 526-13-4718
[value-place.7] refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = CASE WHEN tier = 1 THEN ? ELSE ? END
? varchar 519-12-4407
? varchar 526-13-4718
[value-place.8] same
SELECT id FROM customers WHERE COALESCE(ssn, ?) = ?
? varchar 519-12-4407
? varchar 519-12-4407
[value-place.9] h2=declared:label postgresql=declared:type mariadb=declared:label-and-type
SELECT CASE WHEN tier = 1 THEN ssn ELSE '777-88-9022' END FROM customers
[value-place.10] h2=declared:label postgresql=declared:type mariadb=declared:label-and-type
SELECT COALESCE(ssn, '777-88-9023'), NULLIF(ssn, '519-12-4407') FROM customers

[value-place-write.1] same mariadb=-
UPDATE staging SET (ssn, name) = (?, ?) WHERE id = 1
? varchar 777-88-9024
? varchar Row assigned
[value-place-write.2] same mariadb=-
UPDATE staging SET (ssn, iban) = (SELECT c.ssn, p.iban FROM customers c, payments p WHERE c.id = 1 AND p.id = 1) WHERE id = 1
[value-place-write.3] same
INSERT INTO staging (id, ssn) VALUES (8100, (SELECT ssn FROM customers WHERE id = 1)), (8101, '777-88-9025')
[value-place-write.4] h2=same postgresql=- mariadb=same
UPDATE staging s SET s.ssn = ? WHERE s.id = 1
? varchar 777-88-9026
[value-place-write.5] refused:TDE-SQL-023
INSERT INTO staging (id, ssn) SELECT id + 8200, city FROM customers WHERE city IS NOT NULL
[value-place-write.6] refused:TDE-SQL-023 mariadb=-
INSERT INTO staging (id, ssn) SELECT id + 8300, CAST(tier AS VARCHAR) FROM customers
[value-place-write.7] same
INSERT INTO staging (ssn, id) SELECT s.number, s.k FROM (SELECT id + 8400 AS k, ssn AS number FROM customers WHERE id < 4) s

[same-parameter.1] h2=same h2=literal=- postgresql=- mariadb=-
SELECT id FROM customers WHERE ssn = ?1 OR (email IS NULL AND tier = ?2)
? varchar 519-12-4407
? int 1
[same-parameter.2] same
UPDATE customers SET ssn = ? WHERE ssn = ?
? varchar 519-12-4407
? varchar 519-12-4407
[same-parameter.3] same
SELECT ?, id FROM customers WHERE ssn = ?
? int 5
? varchar 519-12-4407

[join-using.1] same
SELECT customers.id, staging.id FROM customers JOIN staging USING (ssn)
[join-using.2] h2=- postgresql=same mariadb=same
SELECT ssn FROM customers JOIN staging USING (ssn)
[join-using.3] refused:TDE-SQL-020
SELECT customers.id FROM customers JOIN staging ON customers.name = staging.name OR customers.id = staging.id
[join-using.4] refused:TDE-SQL-021
SELECT r.city FROM regions r WHERE r.city = 'Rome' AND NOT EXISTS (SELECT 1 FROM customers WHERE ssn = region)

[row-comparison.1] refused:TDE-SQL-027
SELECT id FROM customers WHERE (ssn, tier) < (?, ?)
? varchar 519-12-4407
? int 1
[row-comparison.2] same
SELECT id FROM customers WHERE (ssn, tier) IN (SELECT ssn, 1 FROM staging)
[row-comparison.3] same mariadb=refused:TDE-SQL-003
SELECT id FROM customers WHERE ROW(ssn, tier) = ROW(?, ?)
? varchar 519-12-4407
? int 1
[row-comparison.4] refused:TDE-SQL-020
SELECT id FROM customers WHERE (ssn, birth) = (?, ?)
? varchar 519-12-4407
? date 1932-02-02

[group-by-form.1] same
SELECT ssn AS s, count(*) FROM customers GROUP BY s
[group-by-form.2] h2=- postgresql=same mariadb=same
SELECT ssn, count(*) FROM customers GROUP BY 1
[group-by-form.3] h2=- postgresql=same mariadb=-
SELECT ssn, tier, count(*) FROM customers GROUP BY ROLLUP (ssn, tier)
[grouping-sets.1] h2=- postgresql=same mariadb=-
SELECT ssn, tier, count(*), count(ssn), count(DISTINCT ssn) FROM customers GROUP BY CUBE (ssn, tier)
[grouping-sets.2] h2=- postgresql=same mariadb=- unordered
SELECT c.ssn AS s, tier, count(*) AS n FROM customers c WHERE ssn <> ? GROUP BY GROUPING SETS ((s, tier), (ssn), (2), ()) HAVING count(*) > 1 ORDER BY n, tier
? varchar 519-12-4407
[grouping-sets.3] h2=- postgresql=refused:TDE-SQL-026 mariadb=-
SELECT ssn, city, tier, count(*) FROM customers GROUP BY DISTINCT ROLLUP (ssn, tier), CUBE (city, tier)
[grouping-sets.4] h2=- postgresql=declared:type mariadb=-
SELECT COALESCE(ssn, '(all)') AS s, tier, count(*) FROM customers GROUP BY ROLLUP (ssn, tier)
[grouping-sets.5] h2=- postgresql=same mariadb=-
SELECT ssn, GROUPING(ssn) AS g, count(*) FROM customers GROUP BY ROLLUP (ssn)
[grouping-sets.6] h2=- postgresql=refused:TDE-SQL-020 mariadb=-
SELECT name, count(*) FROM customers GROUP BY ROLLUP (name)
[grouping-sets.7] h2=- postgresql=same mariadb=-
SELECT tax_no, count(*) FROM customers GROUP BY ROLLUP (tax_no) ORDER BY tax_no DESC NULLS FIRST
[grouping-sets.8] h2=- postgresql=same mariadb=-
SELECT tax_no, count(*) FROM customers GROUP BY GROUPING SETS ((tax_no), ()) ORDER BY tax_no LIMIT 4
[group-by-form.4] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028
SELECT ssn, count(*) FROM customers GROUP BY ssn ORDER BY ssn
[group-by-form.5] same
SELECT ssn, count(*) AS n, min(id) AS m FROM customers GROUP BY ssn ORDER BY count(*) DESC, min(id)
[group-by-form.6] h2=same h2=literal=declared:label postgresql=same mariadb=-
SELECT count(*) FILTER (WHERE ssn = ?) FROM customers
? varchar 519-12-4407
[group-by-form.7] h2=- postgresql=refused:TDE-SQL-020 mariadb=refused:TDE-SQL-020
SELECT name, count(*) FROM customers GROUP BY 1
[group-by-form.8] refused:TDE-SQL-020
SELECT count(DISTINCT birth) FROM customers
[group-by-form.9] same
SELECT s.city, count(*) FROM staging s JOIN customers c USING (ssn) GROUP BY s.city

[predicate-form.1] same
SELECT id FROM customers WHERE (ssn = ?) IS TRUE
? varchar 519-12-4407
[predicate-form.2] same
SELECT id FROM customers WHERE (ssn = ?) IS NOT FALSE
? varchar 519-12-4407
[predicate-form.3] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
SELECT id FROM customers WHERE ssn ISNULL OR name NOTNULL
[predicate-form.4] same
SELECT id FROM customers WHERE ssn = ALL (SELECT ssn FROM staging WHERE id = 1)
[predicate-form.5] same
SELECT id FROM customers WHERE ssn = ANY (SELECT ssn FROM staging)
[predicate-form.6] refused:TDE-SQL-027
SELECT id FROM customers WHERE ssn > ANY (SELECT ssn FROM staging)
[predicate-form.7] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
SELECT id FROM customers WHERE ssn OPERATOR(pg_catalog.=) ?
? varchar 519-12-4407
[predicate-form.8] h2=- postgresql=refused:TDE-SQL-026 mariadb=-
SELECT id FROM customers WHERE ssn COLLATE "C" = ?
? varchar 519-12-4407
[predicate-form.9] refused:TDE-SQL-027
SELECT id FROM customers WHERE ssn NOT BETWEEN '2' AND '4'
[predicate-form.10] refused:TDE-SQL-015
SELECT id FROM customers WHERE ? IN (ssn, '519-12-4407')
? varchar 519-12-4407

[jdbc-escape.1] same
SELECT id FROM customers WHERE joined = {d '2018-03-01'}
[jdbc-escape.2] same
UPDATE customers SET birth = {d '1977-07-07'}, seen_at = {ts '2001-02-03 04:05:06.7'} WHERE id = 2
[jdbc-escape.3] refused:TDE-SQL-026
SELECT {fn ucase(name)} FROM customers
[jdbc-escape.4] same
SELECT c.id, s.id FROM {oj customers c LEFT OUTER JOIN staging s ON c.ssn = s.ssn}

[literal-form.1] same
SELECT id FROM customers WHERE credit = 1250.50 OR credit = 2501
[literal-form.2] same
SELECT id FROM customers WHERE tax_no = -1 OR tax_no = +730105
[literal-form.3] same
SELECT id FROM customers WHERE credit = 1.2505E3
[literal-form.4] same
UPDATE payments SET rate = 1.5E-10, amount = -9223372036854775808 WHERE id = 1
[literal-form.5] h2=refused:TDE-SQL-003 postgresql=- mariadb=refused:TDE-SQL-003
SELECT id FROM customers WHERE tax_no = 0xB23F9
[literal-form.6] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
SELECT id FROM customers WHERE tax_no = 730_105
[literal-form.7] same
UPDATE customers SET balance = 12, credit = 12.5 WHERE id = 1
[literal-form.8] same
UPDATE customers SET tax_no = '42' WHERE id = 1
[literal-form.9] same mariadb=fails:22007
UPDATE customers SET birth = '1988-08-08', token = '5eedf00d-cafe-4001-8bad-f00ddeadbe1f', vip = 'true' WHERE id = 1
[literal-form.10] same
SELECT id FROM customers WHERE joined = '2018-03-01' OR token = '5eedf00d-cafe-4001-8bad-f00ddeadbe1f'

# --- Statements that carry other statements, or data past the driver
[carrier.1] refused:TDE-SQL-002 literal=- mariadb=-
SELECT id FROM customers WHERE ssn = '519-12-4407'; DELETE FROM customers WHERE ssn = '526-13-4718'
[carrier.2] h2=refused:TDE-SQL-009 h2=literal=- postgresql=- mariadb=-
EXECUTE IMMEDIATE 'UPDATE customers SET ssn = ''788-99-9029'' WHERE id = 1'
[carrier.3] h2=- postgresql=refused:TDE-SQL-009 postgresql=literal=- mariadb=-
DO 'BEGIN UPDATE customers SET tier = 5 WHERE ssn IS NULL; END'
[carrier.4] h2=- postgresql=refused:TDE-SQL-008 postgresql=literal=- mariadb=-
PREPARE p AS SELECT ssn FROM customers
undo: DEALLOCATE p
[carrier.5] h2=- postgresql=refused:TDE-SQL-008 postgresql=literal=- mariadb=-
DECLARE c CURSOR FOR SELECT ssn FROM customers
[carrier.6] h2=- postgresql=same mariadb=-
WITH moved AS (DELETE FROM staging RETURNING id, ssn) SELECT id, ssn FROM moved
[carrier.7] h2=same postgresql=- mariadb=-
SELECT id FROM FINAL TABLE (UPDATE customers SET ssn = '788-99-9030' WHERE id = 1)
[carrier.8] h2=refused:TDE-SQL-009 h2=literal=- postgresql=- mariadb=-
CALL CSVWRITE('target/leak.csv', 'SELECT ssn FROM customers')
[carrier.9] h2=- postgresql=refused:TDE-SQL-009 postgresql=literal=- mariadb=-
SELECT query_to_xml('SELECT ssn FROM customers', true, false, '')

# --- PostgreSQL syntax that may be understood some day
[upsert.1] h2=- postgresql=same mariadb=-
INSERT INTO staging (id, ssn) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET ssn = EXCLUDED.ssn
? int 1
? varchar 799-00-9031
[upsert.2] h2=- postgresql=same mariadb=-
INSERT INTO staging (id, ssn) VALUES (?, ?) ON CONFLICT DO NOTHING
? int 901
? varchar 799-00-9032
[upsert.3] h2=- postgresql=same mariadb=same
INSERT INTO tickets (code, body) VALUES (?, ?) RETURNING id, code
? varchar TICKET-9101
? varchar returned
[upsert.4] h2=- postgresql=same mariadb=-
DELETE FROM customers c USING staging s WHERE c.ssn = s.ssn
[upsert.5] h2=- postgresql=same mariadb=-
UPDATE customers c SET ssn = s.ssn FROM staging s WHERE c.id = s.id
[upsert.6] h2=same postgresql=- mariadb=-
MERGE INTO staging (id, ssn) KEY (id) VALUES (?, ?)
? int 1
? varchar 799-00-9033
[upsert.7] same mariadb=-
MERGE INTO staging t USING orders c ON (t.ssn = c.customer_ssn AND c.id < 4) WHEN MATCHED THEN UPDATE SET city = c.status

# --- Only plain columns of a protected table: must not be hindered
[plain-columns.1] same
SELECT upper(city), length(city) FROM customers WHERE city LIKE ? AND ssn IS NOT NULL
? varchar %o%
[plain-columns.2] same mariadb=-
SELECT city, count(*) FROM customers WHERE email IS NOT NULL GROUP BY city HAVING max(tier) > ? ORDER BY city NULLS FIRST
? int 0
[plain-columns.3] same mariadb=fails:22007
UPDATE customers SET city = upper(city) || '!', tier = tier * 2 WHERE birth IS NOT NULL AND city LIKE 'R%'
[plain-columns.4] same
SELECT status, CAST(placed AS DATE), card FROM orders WHERE placed BETWEEN ? AND ?
? timestamp 2025-02-01 00:00:00.000000
? timestamp 2025-06-01 00:00:00.000000
[plain-columns.5] same
SELECT id, ssn FROM customers WHERE tier + ? = 2 AND abs(tier) < ?
? int 1
? int 5

# An expression that H2 knows to be NULL has the type of NULL.
[null-typed.1] h2=same postgresql=- mariadb=-
SELECT id, CASE WHEN 1 = 2 THEN joined END AS never FROM customers
[null-typed.2] h2=same postgresql=- mariadb=-
SELECT CASE WHEN NULL = tax_no THEN ssn END AS never, ssn FROM customers WHERE id = ? ORDER BY id
? int 3

# A sub-query of nothing but values: PostgreSQL makes text of strings and NULLs there, before they meet a column.
[value-query.1] same
SELECT id, email FROM customers WHERE ssn IN (?, (SELECT ?))
? varchar 519-12-4407
? null:varchar
[value-query.2] same unordered
SELECT id FROM customers WHERE ssn IN (?, (SELECT NULL)) OR ssn = (SELECT ?)
? varchar 519-12-4407
? varchar 744-18-2093
[value-query.3] same mariadb=-
SELECT id FROM customers WHERE ssn IS NOT DISTINCT FROM ((SELECT NULL)) AND id < 40
[value-query.4] same literal=h2=refused:TDE-SQL-021
SELECT id FROM customers WHERE (ssn, id) = (SELECT NULL, 3) OR (id, ssn) IN (((SELECT 1), (SELECT NULL)), (3, ?)) OR id = 2
? varchar 519-12-4407
[value-query.5] same
SELECT id FROM customers WHERE ssn = ANY (SELECT NULL UNION ALL SELECT NULL) OR ssn = (SELECT (SELECT ?))
? varchar 519-12-4407
[value-query.6] same
SELECT id FROM customers WHERE CASE ssn WHEN (SELECT NULL) THEN FALSE WHEN (SELECT ?) THEN TRUE ELSE id = 1 END
? varchar 519-12-4407
[value-query.7] same
SELECT c.id FROM customers c LEFT JOIN (SELECT NULL AS v) x ON c.ssn = x.v WHERE c.id < 5
[value-query.8] same
WITH w AS (SELECT NULL AS v) SELECT c.id FROM customers c LEFT JOIN w ON c.ssn = w.v WHERE c.id < 5
[value-query.9] h2=- postgresql=same mariadb=-
SELECT c.id FROM customers c LEFT JOIN LATERAL (SELECT NULL AS v) x ON c.ssn = x.v LEFT JOIN (VALUES (NULL)) y(v) ON y.v = c.email WHERE c.id < 5
[value-query.10] h2=same postgresql=refused:TDE-SQL-015 mariadb=same
SELECT c.id, x.v FROM customers c LEFT JOIN (SELECT NULL AS v) x ON c.ssn = x.v WHERE c.id < 5
[value-query-chosen.1] h2=same postgresql=declared:type mariadb=declared:type
SELECT id, NULLIF(ssn, (SELECT ?)) AS n, COALESCE((SELECT NULL), email) AS c, CASE WHEN tier = 1 THEN ssn ELSE (SELECT NULL) END AS k FROM customers
? varchar 519-12-4407
[value-query-chosen.2] h2=same postgresql=declared:type mariadb=declared:type
SELECT NULL AS s UNION ALL SELECT (SELECT NULL) UNION ALL SELECT ssn FROM customers WHERE id = 1
[value-query-chosen.3] h2=same postgresql=declared:type mariadb=- unordered
SELECT id, LAG(ssn, 1, (SELECT NULL)) OVER (ORDER BY id) AS b FROM customers
[value-query-stored.1] same
UPDATE staging SET ssn = (SELECT NULL), name = COALESCE((SELECT NULL), 'Nobody'), iban = CASE WHEN id = 1 THEN NULL ELSE (SELECT NULL) END
[value-query-stored.2] same
UPDATE staging SET ssn = CASE WHEN id = 1 THEN NULL END, name = COALESCE(NULL, NULL)
[value-query-stored.3] same
INSERT INTO staging (id, ssn, name) SELECT 900, NULL, 'n' UNION ALL SELECT 901, NULL, 'm'
[value-query-stored.4] same
INSERT INTO staging (id, ssn, name) SELECT x.id, x.s, (SELECT NULL) FROM (SELECT 900 AS id, NULL AS s) x
[value-query-stored.5] same
INSERT INTO staging (id, ssn, name) VALUES (900, (SELECT NULL), NULL), (901, (SELECT ?), (SELECT ?))
? varchar 519-12-4407
? null:varchar
[value-query-stored.6] h2=- postgresql=same mariadb=-
UPDATE staging SET (ssn, name) = (SELECT NULL, ?) FROM (VALUES (1, NULL), (2, 'b')) v(k, i) WHERE staging.id = v.k
? varchar Nobody
[value-query-stored.7] h2=same postgresql=same mariadb=-
MERGE INTO staging t USING (SELECT 1 AS id, NULL AS x) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET ssn = s.x, name = s.x WHEN NOT MATCHED THEN INSERT (id, ssn) VALUES (s.id, s.x)
[value-query-number.1] same
SELECT id FROM customers WHERE tax_no IN (SELECT 730101 UNION ALL SELECT NULL) OR tax_no IN (?, (SELECT ?))
? int 730103
? int 730104
[value-query-number.2] same
UPDATE customers SET tax_no = CASE WHEN id = 1 THEN '5' ELSE tax_no END
[value-query-written.1] h2=same postgresql=same mariadb=-
INSERT INTO staging (id, ssn, name) SELECT v.a, v.b, (SELECT 'Ann') FROM (VALUES (900, '519-12-4407'), (901, NULL)) v(a, b)
[value-query-written.2] h2=same postgresql=same mariadb=-
MERGE INTO staging t USING (SELECT 1 AS id, '519-12-4407' AS x) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET ssn = s.x
[value-query-written.3] h2=same postgresql=refused:TDE-SQL-023 mariadb=-
INSERT INTO accounts (iban, owner, opened, branch) SELECT a, b, c, d FROM (VALUES ('NL91', 'Bo', DATE '2020-01-01', 'ab')) v(a, b, c, d)
[merged-value.1] h2=- postgresql=declared:type mariadb=same
SELECT c.id, ssn FROM customers c JOIN (SELECT ? AS ssn) x USING (ssn)
? varchar 519-12-4407
[merged-value.2] declared:type
SELECT * FROM (SELECT '519-12-4407' AS ssn) x JOIN customers c USING (ssn)
[merged-value.3] h2=- postgresql=refused:TDE-SQL-032 mariadb=refused:TDE-SQL-032
SELECT ssn FROM customers c RIGHT JOIN (SELECT ? AS ssn) x USING (ssn)
? varchar 519-12-4407
[merged-value.4] h2=- postgresql=refused:TDE-SQL-032 mariadb=same
SELECT tax_no, c.id FROM customers c JOIN (SELECT 730104 AS tax_no) x USING (tax_no)
[value-array.1] h2=same postgresql=same mariadb=-
SELECT id FROM customers WHERE ssn = ANY (ARRAY['519-12-4407', NULL])
[value-array.2] h2=same postgresql=same mariadb=-
SELECT id FROM customers WHERE ssn <> ALL (ARRAY[NULL, NULL]) OR id = 1
[value-query-written.4] h2=same postgresql=same mariadb=-
INSERT INTO staging (id, ssn) (VALUES (900, NULL), (901, '519-12-4407'))
[value-query-written.5] same postgresql=refused:TDE-SQL-015
INSERT INTO staging (id, ssn) SELECT DISTINCT 900, NULL
[value-query-written.6] h2=same postgresql=same mariadb=refused:TDE-SQL-023
UPDATE customers SET birth = (SELECT CAST(? AS DATE)) WHERE id < 4
? date 1990-01-01
[row-with-null.1] h2=refused:TDE-SQL-021 postgresql=same mariadb=same
SELECT id FROM orders WHERE NOT ((card, customer_id) IN (('4556-7375-8689-1008', 1), (NULL, 3))) OR id = 1
[row-with-null.2] same literal=h2=refused:TDE-SQL-021
SELECT id FROM orders WHERE NOT ((card, customer_id) IN ((?, 1), (NULL, 3))) OR id = 1
? varchar 4556-7375-8689-1008
[row-with-null.3] same
SELECT id FROM orders WHERE NOT ((card, customer_id) IN (('4556-7375-8689-1008', 1), ('4556-7375-8689-1004', 3)))
