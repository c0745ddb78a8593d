# Changes of and through joins, common table expressions and other changes; what is read in another way than it is written.

# --- MariaDB's changes of several tables
[mariadb-joined-update.1] h2=- postgresql=- mariadb=same
UPDATE customers c, staging s SET c.ssn = s.ssn, s.name = ? WHERE s.id = c.id
? varchar Joined person
[mariadb-joined-update.2] h2=- postgresql=- mariadb=same
UPDATE staging s LEFT JOIN customers c ON c.ssn = s.ssn AND c.email = ? SET s.ssn = COALESCE(c.ssn, ?), s.city = 'x' WHERE s.id < 9
? varchar customer.4@mail.example.org
? varchar 811-22-9101
[mariadb-joined-update.3] h2=- postgresql=- mariadb=same
UPDATE customers JOIN (SELECT customer_ssn AS x FROM orders WHERE id = 1) d ON d.x = customers.ssn SET customers.tier = 7, customers.notes = ?
? varchar found by a query
[mariadb-joined-update.4] h2=- postgresql=- mariadb=refused:TDE-SQL-025
UPDATE staging s JOIN orders o ON o.customer_ssn = s.ssn SET s.name = o.memo
[mariadb-joined-update.5] h2=- postgresql=- mariadb=refused:TDE-SQL-024
UPDATE staging s JOIN customers c USING (id) SET s.city = c.name WHERE c.ssn <> ?
? varchar 519-12-4407
[mariadb-joined-update.6] h2=- postgresql=- mariadb=same
UPDATE staging s JOIN customers c USING (ssn) SET s.city = c.city, s.iban = NULL
[mariadb-joined-update.7] h2=- postgresql=- mariadb=refused:TDE-SQL-003
UPDATE IGNORE customers c JOIN orders o ON o.customer_id = c.id SET c.email = 'customer.1@mail.example.org'
[mariadb-joined-update.8] h2=- postgresql=- mariadb=same
UPDATE customers a STRAIGHT_JOIN customers b ON a.ssn = b.ssn AND a.id < b.id SET a.ssn = ?, b.ssn = ?
? varchar 811-22-9102
? varchar 811-22-9103
[mariadb-joined-update.9] h2=- postgresql=- mariadb=refused:TDE-SQL-023
UPDATE (staging s CROSS JOIN regions r) SET s.ssn = r.region WHERE s.city = r.city
[mariadb-joined-delete.1] h2=- postgresql=- mariadb=same
DELETE s, o FROM staging s JOIN orders o ON o.customer_ssn = s.ssn WHERE o.card = ?
? varchar 4556-7375-8689-1002
[mariadb-joined-delete.2] h2=- postgresql=- mariadb=same
DELETE staging FROM staging LEFT JOIN customers c ON c.ssn = staging.ssn WHERE c.id IS NULL OR staging.ssn = ?
? varchar 526-13-4718
[mariadb-joined-delete.3] h2=- postgresql=- mariadb=same
DELETE FROM s.*, `c` USING staging s INNER JOIN customers `c` ON c.ssn = s.ssn WHERE c.email = ?
? varchar customer.4@mail.example.org
[mariadb-joined-delete.4] h2=- postgresql=- mariadb=same
DELETE LOW_PRIORITY `s`.* FROM staging `s`, (SELECT ssn FROM customers WHERE tier = 1) d WHERE s.ssn = d.ssn
[mariadb-joined-delete.5] h2=- postgresql=- mariadb=refused:TDE-SQL-027
DELETE s FROM staging s JOIN customers c ON c.ssn > s.ssn
[mariadb-joined-delete.6] h2=- postgresql=- mariadb=same
DELETE customers FROM customers JOIN regions USING (city) WHERE region = 'Europe' AND ssn IS NOT NULL

# --- Other sources of a change in PostgreSQL
[update-from.1] h2=- postgresql=same mariadb=-
UPDATE staging s SET ssn = c.ssn, name = ? FROM customers c JOIN orders o ON o.customer_id = c.id WHERE s.id = o.id AND c.email <> ?
? varchar Updated from
? varchar customer.4@mail.example.org
[update-from.2] h2=- postgresql=same mariadb=-
UPDATE staging SET ssn = x.s FROM (SELECT id, ssn AS s FROM customers) x WHERE x.id = staging.id RETURNING staging.id, ssn, x.s
[update-from.3] h2=- postgresql=same mariadb=-
UPDATE staging s SET city = o.status FROM orders o WHERE o.customer_ssn = s.ssn AND o.id < 6 RETURNING *
[update-from.4] h2=- postgresql=refused:TDE-SQL-024 mariadb=-
UPDATE staging s SET city = c.ssn FROM customers c WHERE c.id = s.id
[update-from.5] h2=- postgresql=same mariadb=-
UPDATE staging AS customer_of SET (ssn, city) = (c.ssn, 'row') FROM customers c WHERE c.id = customer_of.id AND (c.ssn, c.tier) <> (?, ?)
? varchar 519-12-4407
? int 1
[delete-using.1] h2=- postgresql=same mariadb=-
DELETE FROM staging s USING customers c, orders o WHERE c.ssn = s.ssn AND o.customer_id = c.id AND o.card = ? RETURNING s.*, c.email
? varchar 4556-7375-8689-1002
[delete-using.2] h2=- postgresql=same mariadb=-
DELETE FROM staging USING (SELECT ssn AS number FROM customers WHERE tier = 1) c WHERE number = staging.ssn RETURNING *
[delete-using.3] h2=- postgresql=refused:TDE-SQL-022 mariadb=-
DELETE FROM staging s USING customers c WHERE c.email = s.ssn OR c.id = s.id

# --- Upserts
[on-conflict.1] h2=- postgresql=same mariadb=-
INSERT INTO staging (id, ssn, name) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET (ssn, name) = (EXCLUDED.ssn, ?) WHERE staging.ssn <> EXCLUDED.ssn RETURNING id, ssn, name
? int 1
? varchar 811-22-9104
? varchar Excluded
? varchar Chosen
[on-conflict.2] h2=- postgresql=same mariadb=-
INSERT INTO staging (id, ssn) VALUES (?, ?) ON CONFLICT ON CONSTRAINT staging_pkey DO UPDATE SET ssn = COALESCE(EXCLUDED.ssn, staging.ssn) RETURNING ssn
? int 2
? null:varchar
[on-conflict.3] h2=- postgresql=same mariadb=-
INSERT INTO customers AS c (id, email, ssn, tier) VALUES (970, ?, ?, 1) ON CONFLICT (email) DO UPDATE SET ssn = EXCLUDED.ssn, tier = c.tier + 1 RETURNING id, email, ssn, tier
? varchar customer.6@mail.example.org
? varchar 811-22-9105
[on-conflict.4] h2=- postgresql=same mariadb=-
INSERT INTO staging SELECT id, ssn, NULL, NULL, city FROM customers WHERE id < 20 ON CONFLICT (id) DO UPDATE SET ssn = EXCLUDED.ssn
[on-conflict.5] h2=- postgresql=refused:TDE-SQL-025 mariadb=-
INSERT INTO staging (id, ssn, name) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET ssn = EXCLUDED.name
? varchar 811-22-9106
? varchar 811-22-9107

# --- MERGE
[merge-form.1] same mariadb=-
MERGE INTO staging t USING (SELECT CAST(? AS INTEGER) AS id, CAST(? AS VARCHAR) AS x) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET ssn = s.x WHEN NOT MATCHED THEN INSERT (id, ssn) VALUES (s.id, s.x)
? int 3
? varchar 811-22-9108
[merge-form.2] same mariadb=-
MERGE INTO staging t USING (SELECT CAST(? AS INTEGER) AS id, CAST(? AS VARCHAR) AS x) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET ssn = s.x WHEN NOT MATCHED THEN INSERT (id, ssn) VALUES (s.id, s.x)
? int 930
? null:varchar
[merge-form.3] same mariadb=-
MERGE INTO staging t USING customers c ON (t.id = c.id) WHEN MATCHED AND c.ssn = ? THEN DELETE WHEN MATCHED THEN UPDATE SET ssn = c.ssn, name = ? WHEN NOT MATCHED THEN INSERT VALUES (c.id, c.ssn, NULL, ?, c.city)
? varchar 519-12-4407
? varchar Merged
? varchar Inserted
[merge-form.4] same mariadb=-
MERGE INTO staging t USING (SELECT ssn, MIN(id) AS k FROM customers WHERE ssn IS NOT NULL GROUP BY ssn) c ON (t.ssn = c.ssn) WHEN NOT MATCHED AND c.ssn <> ? THEN INSERT (id, ssn) VALUES (c.k + 900, c.ssn)
? varchar 519-12-4407
[merge-form.5] h2=- postgresql=same mariadb=-
MERGE INTO staging t USING customers c ON t.id = c.id AND t.ssn = c.ssn WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED BY SOURCE AND t.ssn IS NOT NULL THEN UPDATE SET ssn = ? WHEN NOT MATCHED BY SOURCE THEN DELETE
? varchar 811-22-9109
[merge-form.6] h2=- postgresql=same mariadb=-
MERGE INTO staging t USING customers c ON t.id = c.id WHEN MATCHED THEN UPDATE SET ssn = c.ssn, city = c.city RETURNING merge_action(), t.id, t.ssn, c.email
[merge-form.7] h2=- postgresql=same mariadb=-
MERGE INTO staging t USING (SELECT id, city AS ssn, email AS iban, notes AS name, status AS city FROM customers JOIN orders USING (id) WHERE id < 6) c ON t.id = c.id WHEN MATCHED THEN UPDATE SET ssn = ? RETURNING *
? varchar 811-22-9110
[merge-form.8] same mariadb=-
MERGE INTO staging t USING (VALUES (1, 'a'), (2, 'b')) AS v (id, word) ON t.id = v.id WHEN MATCHED THEN UPDATE SET ssn = '811-22-9111', city = v.word
[merge-form.9] h2=- postgresql=same mariadb=-
WITH c AS (SELECT id, ssn FROM customers WHERE tier = 1) MERGE INTO staging t USING c ON t.id = c.id WHEN MATCHED THEN UPDATE SET ssn = c.ssn WHEN NOT MATCHED THEN INSERT (id, ssn) VALUES (c.id, c.ssn)
[merge-form.10] h2=same postgresql=- mariadb=-
MERGE INTO staging (id, ssn, name) KEY (id) SELECT id, ssn, ? FROM customers WHERE tier = 2
? varchar Merged by key

# --- Changes inside of queries
[change-cte.1] h2=- postgresql=same mariadb=-
WITH d AS (DELETE FROM staging WHERE ssn = ? RETURNING *) INSERT INTO staging SELECT id + 600, ssn, iban, name, city FROM d RETURNING id, ssn, name
? varchar 526-13-4718
[change-cte.2] h2=- postgresql=same mariadb=-
WITH u AS (UPDATE customers SET ssn = ? WHERE id = 1 RETURNING id, ssn) SELECT o.id, u.ssn, u.id FROM orders o JOIN u ON u.id = o.customer_id
? varchar 811-22-9112
[change-cte.3] h2=- postgresql=same mariadb=-
WITH i (k, number) AS (INSERT INTO staging (id, ssn) VALUES (931, ?), (932, ?) RETURNING id, ssn), c AS (SELECT id, ssn FROM customers) SELECT i.k, i.number, c.id FROM i LEFT JOIN c ON c.ssn = i.number
? varchar 811-22-9113
? varchar 519-12-4407
[change-cte.4] h2=- postgresql=refused:TDE-SQL-025 mariadb=-
WITH d AS (DELETE FROM staging RETURNING id, name AS n) UPDATE customers c SET name = d.n FROM d WHERE d.id = c.id
[change-cte.5] h2=- postgresql=refused:TDE-SQL-024 mariadb=-
WITH d AS (DELETE FROM staging RETURNING id, ssn) UPDATE customers c SET city = d.ssn FROM d WHERE d.id = c.id
[change-cte.6] h2=- postgresql=same mariadb=-
WITH moved AS MATERIALIZED (DELETE FROM customers WHERE ssn = ? RETURNING id, ssn) DELETE FROM orders o USING moved WHERE moved.ssn = o.customer_ssn RETURNING o.id, moved.ssn
? varchar 519-12-4407
[final-table.1] h2=same postgresql=- mariadb=-
SELECT id, ssn, name FROM FINAL TABLE (INSERT INTO staging (id, ssn, name) VALUES (?, ?, ?))
? int 933
? varchar 811-22-9114
? varchar Final person
[final-table.2] h2=same postgresql=- mariadb=-
SELECT * FROM FINAL TABLE (UPDATE customers SET ssn = ? WHERE id = 1) c
? varchar 811-22-9115
[final-table.3] h2=same postgresql=- mariadb=-
SELECT ssn, name FROM OLD TABLE (DELETE FROM customers WHERE ssn = ?)
? varchar 519-12-4407
[final-table.4] h2=same postgresql=- mariadb=-
SELECT f.ssn, o.id FROM FINAL TABLE (UPDATE customers SET ssn = ?, name = ? WHERE id = 6) f JOIN orders o ON o.customer_ssn <> f.ssn WHERE o.id < 4
? varchar 811-22-9116
? varchar Final name
[final-table.5] h2=same postgresql=- mariadb=-
SELECT name, id FROM NEW TABLE (MERGE INTO staging (id, name) KEY (id) VALUES (?, ?))
? int 1
? varchar Merged and read
[final-table.6] h2=refused:TDE-SQL-026 postgresql=- mariadb=-
SELECT upper(name) FROM FINAL TABLE (INSERT INTO staging (id, name) VALUES (934, ?))
? varchar Never inserted
[final-table.7] h2=refused:TDE-SQL-023 postgresql=- mariadb=-
SELECT id FROM FINAL TABLE (UPDATE staging SET name = city)
[final-table.8] h2=same postgresql=- mariadb=-
SELECT COUNT(*) FROM OLD TABLE (UPDATE staging SET ssn = ? WHERE ssn = ?)
? varchar 811-22-9117
? varchar 526-13-4718

# --- Comparisons of comparisons
[chain.1] h2=refused:TDE-SQL-018 postgresql=- mariadb=refused:TDE-SQL-018
SELECT id FROM customers WHERE ssn = ? = TRUE
? varchar 519-12-4407
[chain.2] h2=refused:TDE-SQL-018 postgresql=refused:TDE-SQL-018 mariadb=refused:TDE-SQL-018
SELECT id FROM customers WHERE ssn IN ('519-12-4407', ?) = TRUE
? varchar 526-13-4718
[chain.3] h2=- postgresql=refused:TDE-SQL-018 mariadb=-
SELECT id FROM customers WHERE NULL IS DISTINCT FROM ssn = '519-12-4407'
[chain.4] h2=- postgresql=- mariadb=refused:TDE-SQL-018
SELECT id FROM customers WHERE '519-12-4407' = '519-12-4407' OR ssn = '526-13-4718' = '519-12-4407'
[chain.5] h2=same h2=literal=same postgresql=same mariadb=same
SELECT id FROM customers WHERE (ssn = ?) = TRUE OR FALSE = (ssn IN (?, ?))
? varchar 519-12-4407
? varchar 526-13-4718
? varchar 519-12-4407
[chain.6] h2=refused:TDE-SQL-018 postgresql=- mariadb=-
SELECT id FROM customers WHERE ssn = '519-12-4407' LIKE 'T%'
[chain.7] h2=- postgresql=- mariadb=refused:TDE-SQL-018
SELECT id FROM customers WHERE 1 = ssn <=> '519-12-4407'

# --- Row values
[row-form.1] same
SELECT id FROM customers WHERE (?, ?) = (id, ssn)
? int 6
? varchar 533-14-5029
[row-form.2] same
SELECT id FROM customers WHERE (ssn, tier) <> (?, ?)
? varchar 519-12-4407
? int 1
[row-form.3] same
SELECT id FROM staging WHERE (ssn, iban) IN (SELECT ssn, iban FROM staging WHERE id > 4)
[row-form.4] same
SELECT id FROM customers WHERE (ssn, email) NOT IN (('519-12-4407', ?), (?, 'customer.3@mail.example.org'))
? varchar customer.1@mail.example.org
? varchar 526-13-4718
[row-form.5] same mariadb=-
UPDATE staging SET (ssn, name) = (?, ?), city = 'x' WHERE (id, ssn) <> (1, ?)
? varchar 811-22-9118
? varchar Row person
? varchar 526-13-4718

# --- Names that several tables have
[merged-star.1] same
SELECT * FROM customers JOIN (SELECT ssn, city AS town FROM staging) s USING (ssn)
[merged-star.2] h2=refused:TDE-SQL-035 postgresql=same mariadb=same
SELECT * FROM (SELECT ssn, city AS town, id AS k FROM staging) s JOIN (SELECT id AS c, ssn, tier FROM customers) c USING (ssn) JOIN (SELECT customer_ssn AS ssn, id AS o, status FROM orders) o USING (ssn)
[merged-star.3] h2=refused:TDE-SQL-035 postgresql=same mariadb=same
SELECT * FROM (SELECT name, ssn, id FROM staging) s NATURAL JOIN (SELECT id, ssn, tier FROM customers) c NATURAL JOIN (SELECT id, placed, card FROM orders) o
[merged-star.4] h2=refused:TDE-SQL-035 postgresql=same mariadb=same
SELECT * FROM (SELECT id AS k, ssn FROM staging) s LEFT JOIN (SELECT ssn, email FROM customers) c USING (ssn) LEFT JOIN (SELECT card, customer_ssn AS ssn FROM orders) o USING (ssn)
[merged-star.5] h2=- postgresql=same mariadb=refused:TDE-SQL-035
SELECT * FROM (SELECT id AS k, ssn FROM staging) s RIGHT JOIN (SELECT email, ssn FROM customers) c USING (ssn)
[lateral.1] h2=- postgresql=same mariadb=-
SELECT c.id, c.ssn, l.card FROM customers c, LATERAL (SELECT o.card FROM orders o WHERE o.customer_ssn = c.ssn ORDER BY o.id LIMIT 1) l
[lateral.2] h2=- postgresql=same mariadb=-
SELECT c.id, l.* FROM customers c LEFT JOIN LATERAL (SELECT o.id, o.customer_ssn FROM orders o WHERE o.customer_ssn = c.ssn AND o.card <> ?) l ON TRUE
? varchar 4556-7375-8689-1002
[named-window.1] same
SELECT id, COUNT(*) OVER w AS n, ROW_NUMBER() OVER w AS r FROM customers WINDOW w AS (PARTITION BY ssn ORDER BY id) ORDER BY id
[named-window.2] refused:TDE-SQL-020
SELECT id, COUNT(*) OVER w AS n FROM customers WINDOW w AS (PARTITION BY name)
[correlated.1] same
SELECT c.id, (SELECT COUNT(*) FROM orders o WHERE o.customer_ssn = c.ssn) AS n FROM customers c WHERE (SELECT MAX(s.id) FROM staging s WHERE s.ssn = c.ssn AND s.city <> c.city) > 2
[correlated.2] same
SELECT c.id FROM customers c WHERE c.ssn IN (SELECT o.customer_ssn FROM orders o WHERE o.customer_id <> c.id AND o.card IN (SELECT card FROM orders WHERE id <> o.id AND customer_ssn <> c.ssn))
[recursive.1] same mariadb=same
WITH RECURSIVE r(k, depth) AS (SELECT id, 1 FROM customers WHERE ssn = ? UNION ALL SELECT k + 1, depth + 1 FROM r WHERE depth < 4) SELECT r.depth, c.id, c.ssn FROM r JOIN customers c ON c.id = r.k
? varchar 519-12-4407
[recursive.2] h2=refused:TDE-SQL-031 postgresql=same mariadb=same
WITH RECURSIVE r(k, number) AS (SELECT id, ssn FROM customers WHERE id = 1 UNION ALL SELECT k + 1, number FROM r WHERE k < 4) SELECT r.k, r.number, c.id FROM r JOIN customers c ON c.ssn = r.number

# --- Expressions that begin with a function whose argument is handed on
[begins-with.1] h2=refused:TDE-SQL-026 postgresql=refused:TDE-SQL-026 mariadb=refused:TDE-SQL-030
SELECT id FROM customers WHERE COALESCE(ssn, ssn) || 'x' = ?
? varchar 519-12-4407x
[begins-with.2] h2=refused:TDE-SQL-026 postgresql=refused:TDE-SQL-026 mariadb=-
UPDATE customers SET ssn = COALESCE(ssn, 'a') || 'b' WHERE id = 31
[begins-with.3] refused:TDE-SQL-026
SELECT COUNT(*) + tax_no FROM customers GROUP BY tax_no
[begins-with.4] refused:TDE-SQL-026
SELECT id FROM customers WHERE COALESCE(tax_no, tax_no) / 2 = ?
? int 365051
[begins-with.5] refused:TDE-SQL-026
SELECT NULLIF(tax_no, 5) + 0 FROM customers
[begins-with.6] same
SELECT COUNT(ssn) + COUNT(*), COALESCE(MAX(tier), 0) * 2 FROM customers
