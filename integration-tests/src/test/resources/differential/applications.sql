# What applications, frameworks and reports send, written by hand. The form of this file is described in docs/testing.md.

# NULLs that meet a protected column's values where PostgreSQL takes them for texts.
[null-listed.1] h2=same postgresql=declared:type mariadb=declared:type
SELECT id, NULL AS ssn FROM customers WHERE id < 3 UNION ALL SELECT id, NULL FROM staging WHERE id < 3 UNION ALL SELECT id, ssn FROM customers WHERE id < 3
[null-listed.2] same
INSERT INTO staging (id, ssn, name) SELECT 700, x.s, NULL FROM (SELECT NULL AS s) x
[null-listed.3] h2=same postgresql=declared:type mariadb=declared:type
SELECT CASE WHEN id = 1 THEN (SELECT NULL) ELSE ssn END AS s FROM customers
[null-listed.4] same
SELECT NULL, ssn FROM customers WHERE id < 3
[null-listed.5] h2=- postgresql=declared:type mariadb=-
SELECT NULL UNION ALL SELECT ssn FROM customers

# The same as Hibernate and jOOQ write it, with a type.
[null-typed.1] same mariadb=-
SELECT id, CAST(NULL AS VARCHAR(20)) AS s, 1 AS clazz FROM staging UNION ALL SELECT id, ssn, 2 FROM customers
[null-typed.2] h2=- postgresql=declared:type mariadb=-
SELECT id, ssn, NULL::int AS tax FROM staging UNION ALL SELECT id, NULL::varchar, tax_no FROM customers
[null-typed.3] h2=- postgresql=- mariadb=declared:type
SELECT id, ssn FROM staging UNION ALL SELECT id, CAST(NULL AS CHAR) FROM customers
[null-typed.4] same mariadb=-
UPDATE staging SET ssn = CAST(NULL AS VARCHAR(20)), city = CAST(NULL AS VARCHAR) WHERE id = 1
[null-typed.5] h2=same postgresql=declared:type mariadb=-
SELECT id, CASE WHEN id = 1 THEN CAST(NULL AS VARCHAR) ELSE ssn END AS s FROM customers
[null-typed.6] refused:TDE-SQL-032 mariadb=-
SELECT CAST(NULL AS VARCHAR(20)) FROM staging UNION ALL SELECT ssn FROM customers

[array-literals.1] same mariadb=-
SELECT id FROM customers WHERE ssn = ANY (ARRAY['519-12-4407', '526-13-4718'])
[array-literals.2] same mariadb=-
SELECT id FROM customers WHERE ssn = ANY (ARRAY['519-12-4407', ?]) AND NOT ssn <> ALL (ARRAY['526-13-4718'])
? varchar 526-13-4718
[array-literals.3] h2=fails:HY004 h2=literal=same postgresql=same mariadb=-
SELECT id FROM customers WHERE ssn = ANY (ARRAY[?, ?])
? varchar 519-12-4407
? varchar 526-13-4718

# Aliases in HAVING, and one row of nothing.
[having-alias.1] same postgresql=-
SELECT ssn, COUNT(*) AS n FROM customers GROUP BY ssn HAVING n > 1
[having-alias.2] h2=- postgresql=- mariadb=same
SELECT ssn s, COUNT(*) FROM customers GROUP BY s HAVING s = ?
? varchar 519-12-4407
[having-alias.3] same postgresql=-
SELECT city, COUNT(*) AS n FROM customers WHERE ssn IS NOT NULL GROUP BY city HAVING n > 2 AND city IS NOT NULL ORDER BY n DESC, city
[having-alias.4] h2=- postgresql=- mariadb=refused:TDE-SQL-014
SELECT ssn AS city, COUNT(*) FROM customers GROUP BY ssn HAVING city = ?
? varchar 519-12-4407
[having-alias.5] h2=- postgresql=- mariadb=refused:TDE-SQL-027
SELECT ssn AS s FROM customers HAVING s > ?
? varchar 519-12-4407
[dual.1] same postgresql=-
INSERT INTO staging (id, ssn) SELECT 700, ? FROM dual WHERE NOT EXISTS (SELECT 1 FROM staging WHERE ssn = ?)
? varchar 855-66-9201
? varchar 855-66-9201
[dual.2] h2=same postgresql=- mariadb=declared:type
SELECT (SELECT ssn FROM customers WHERE id = 1) AS s FROM dual
[dual.3] h2=same postgresql=- mariadb=-
MERGE INTO staging USING DUAL ON (id = 1) WHEN MATCHED THEN UPDATE SET ssn = ? WHEN NOT MATCHED THEN INSERT (id, ssn) VALUES (1, ?)
? varchar 855-66-9202
? varchar 855-66-9203
[row-number-word.1] h2=same postgresql=- mariadb=-
SELECT ROWNUM, ssn FROM customers WHERE ROWNUM < 3
[null-test-function.1] h2=same postgresql=- mariadb=same
SELECT id, NVL2(ssn, 'known', 'none') AS k FROM customers
[null-test-function.2] h2=- postgresql=- mariadb=same
SELECT ISNULL(ssn), COUNT(*) FROM customers GROUP BY ISNULL(ssn)
[today-function.1] h2=- postgresql=- mariadb=same
UPDATE customers SET birth = CURDATE(), joined = CURRENT_DATE() WHERE id < 3

# Words that the grammar reserves, as functions; and the order of aggregates.
[word-function.1] h2=same postgresql=same mariadb=-
SELECT ssn, CORR(tier, id), REGR_COUNT(tier, id), REGR_SLOPE(id, tier) FROM customers GROUP BY ssn
[word-function.2] h2=- postgresql=- mariadb=same
SELECT DAY(placed), customer_ssn FROM orders WHERE CURRENT_USER() IS NOT NULL AND LENGTH(UUID()) > 9
[word-function.3] h2=- postgresql=same mariadb=-
SELECT unnest(ARRAY[1, 2]), ssn, current_schema(), width_bucket(id, 0, 9, 3) FROM customers WHERE id < 3
[word-function.4] h2=- postgresql=refused:TDE-SQL-021 mariadb=-
SELECT id FROM customers WHERE ssn IN (SELECT unnest(ARRAY['519-12-4407']))
[ordered-aggregate.1] unordered h2=- postgresql=same mariadb=-
SELECT c.id, (SELECT jsonb_agg(jsonb_build_array(o.id, o.status) ORDER BY o.id DESC) FROM orders o WHERE o.customer_ssn = c.ssn) AS orders FROM customers c
[ordered-aggregate.2] h2=- postgresql=refused:TDE-SQL-029 mariadb=-
SELECT jsonb_agg(ssn ORDER BY id) FROM customers
[ordered-aggregate.3] h2=- postgresql=refused:TDE-SQL-028 mariadb=-
SELECT jsonb_agg(id ORDER BY birth) FROM customers
[ordered-aggregate.4] h2=- postgresql=refused:TDE-SQL-029 mariadb=-
SELECT count(ssn ORDER BY id) FROM customers
[series.1] h2=- postgresql=same mariadb=-
SELECT g, c.ssn FROM generate_series(1, 5) g LEFT JOIN customers c ON c.id = g
[series.2] h2=- postgresql=same mariadb=-
SELECT c.id, u.x FROM customers c CROSS JOIN LATERAL generate_series(1, c.tier) AS u(x) WHERE c.ssn <> ?
? varchar 519-12-4407
[series.3] h2=same postgresql=- mariadb=-
SELECT r.x, c.ssn FROM SYSTEM_RANGE(1, 5) r JOIN customers c ON c.id = r.x
[series.4] h2=- postgresql=same mariadb=-
INSERT INTO staging (id, ssn) SELECT g, ? FROM generate_series(711, 713) g
? varchar 855-66-9204
[row-word.1] same mariadb=-
SELECT id FROM customers WHERE ROW(ssn, tier) = ROW(?, 1) OR ROW(id, ssn) IN (SELECT id, ssn FROM staging)
? varchar 519-12-4407
[row-word.2] h2=- postgresql=refused:TDE-SQL-033 mariadb=-
SELECT ROW(ssn, id) FROM customers
[row-word.3] h2=- postgresql=refused:TDE-SQL-026 mariadb=-
SELECT to_json(ROW(ssn, id)) FROM customers
[row-word.4] h2=- postgresql=same mariadb=-
UPDATE staging SET (ssn, name) = ROW(?, ?) WHERE id = 1
? varchar 855-66-9205
? varchar Row word
[grouped-by.1] h2=- postgresql=same mariadb=-
SELECT ssn, tier, GROUPING(ssn), GROUPING(ssn, tier), COUNT(*) FROM customers GROUP BY CUBE (ssn, tier)
[grouped-by.2] h2=- postgresql=refused:TDE-SQL-020 mariadb=-
SELECT GROUPING(name) FROM customers GROUP BY name
[frame.1] unordered h2=same postgresql=same mariadb=-
SELECT id, ssn, COUNT(*) OVER (ORDER BY tier GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES) AS n FROM customers

# Pages, reports and queues.
[keyset.1] same
SELECT id, name, ssn FROM customers WHERE (tier, id) > (?, ?) ORDER BY tier, id LIMIT 5
? int 0
? int 12
[keyset.2] refused:TDE-SQL-027
SELECT id, tax_no FROM customers WHERE (tax_no > ? OR (tax_no = ? AND id > ?)) ORDER BY tax_no, id LIMIT 5
? int 730101
? int 730101
? int 12
[report.1] same
SELECT t.city AS "City", COUNT(DISTINCT t.ssn) AS "Persons", SUM(t.n) AS "Orders" FROM (SELECT c.city, c.ssn, COUNT(o.id) AS n FROM customers c LEFT JOIN orders o ON o.customer_ssn = c.ssn GROUP BY c.city, c.ssn) t GROUP BY t.city HAVING COUNT(DISTINCT t.ssn) >= 1 ORDER BY "Persons" DESC, "City"
[report.2] same
WITH monthly AS (SELECT customer_ssn, EXTRACT(MONTH FROM placed) AS m, COUNT(*) AS n FROM orders GROUP BY customer_ssn, EXTRACT(MONTH FROM placed)), best AS (SELECT customer_ssn, MAX(n) AS most FROM monthly GROUP BY customer_ssn) SELECT c.id, c.ssn, b.most FROM customers c JOIN best b ON b.customer_ssn = c.ssn WHERE b.most > ?
? int 0
[queue.1] unordered h2=- postgresql=same mariadb=-
WITH next AS (SELECT id FROM tickets WHERE state = 'open' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) UPDATE tickets t SET state = 'busy' FROM next WHERE next.id = t.id RETURNING t.id, t.code, t.body
[queue.2] unordered h2=- postgresql=same mariadb=-
DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE customer_ssn = ? ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, customer_ssn, memo
? varchar 519-12-4407
[latest.1] unordered h2=- postgresql=same mariadb=-
SELECT c.id, c.ssn, x.card, x.total FROM customers c CROSS JOIN LATERAL (SELECT o.card, o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC LIMIT 2) x
[latest.2] unordered same
SELECT x.ssn, x.id FROM (SELECT ssn, id, ROW_NUMBER() OVER (PARTITION BY ssn ORDER BY id DESC) AS r FROM customers) x WHERE x.r = 1
[without-duplicates.1] same mariadb=-
DELETE FROM customers WHERE id NOT IN (SELECT MIN(id) FROM customers GROUP BY ssn)
[values-source.1] h2=- postgresql=same mariadb=-
UPDATE customers SET ssn = v.s FROM (VALUES (?, ?), (?, ?)) AS v(id, s) WHERE v.id = customers.id
? int 1
? varchar 855-66-9206
? int 2
? varchar 855-66-9207
[label.1] same
SELECT c.city, COUNT(o.id) AS orders FROM customers c JOIN orders o ON o.customer_ssn = c.ssn GROUP BY c.city ORDER BY orders, c.city
[label.2] same
SELECT customers, t.orders FROM (SELECT ssn AS customers, id AS orders FROM customers) t WHERE customers = ? AND orders < 9
? varchar 519-12-4407
[chosen-date.1] same mariadb=refused:TDE-JDB-004 mariadb=literal=same
SELECT id, COALESCE(birth, ?) AS b FROM customers
? date 2000-01-01

# A name of WITH in front of a table's, which H2 takes for the table.
[with-name.1] h2=refused:TDE-SQL-003 postgresql=same mariadb=refused:TDE-SQL-003
WITH regions AS (SELECT ssn AS city, id AS region FROM customers) SELECT city FROM regions WHERE city <> ?
? varchar 519-12-4407
[with-name.2] h2=- postgresql=same mariadb=refused:TDE-SQL-003
INSERT INTO staging (id, ssn) WITH regions AS (SELECT id + 900 AS region, ssn AS city FROM customers WHERE id < 4) SELECT region, city FROM regions
[with-name.3] same
WITH a AS (SELECT city AS s FROM regions), b AS (WITH a AS (SELECT ssn AS s FROM customers WHERE id < 3) SELECT s FROM a) SELECT b.s FROM b
