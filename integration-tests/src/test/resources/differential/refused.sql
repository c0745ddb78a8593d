# What a database cannot do on ciphertext, or what is not understood yet. Each must be refused before anything reaches
# the backend, and each runs on the plain side, so that the refusal is worth something.

[order-by-protected.1] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028
SELECT id FROM customers ORDER BY ssn, id
[order-by-protected.2] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028 unordered
SELECT name, id FROM customers ORDER BY 1
[order-by-protected.3] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028 unordered
SELECT name AS n, id FROM customers ORDER BY n
[order-by-protected.4] same
SELECT id, birth FROM customers ORDER BY birth DESC, id
[order-by-protected.5] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028 unordered
SELECT t.id FROM (SELECT id, ssn AS x FROM customers) t ORDER BY t.x
[order-by-protected.6] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028
SELECT ssn FROM customers UNION SELECT ssn FROM staging ORDER BY ssn
[order-by-protected.7] refused:TDE-SQL-028
SELECT id FROM customers ORDER BY CASE WHEN tier = 1 THEN ssn END, id

[range.1] same
SELECT id FROM customers WHERE tax_no > ?
? int 730100
[range.2] same
SELECT id FROM customers WHERE birth BETWEEN ? AND ?
? date 1930-01-01
? date 1990-01-01
[range.3] h2=same postgresql=refused:TDE-SQL-027 mariadb=refused:TDE-SQL-027
SELECT id FROM customers WHERE name > 'M'
[range.4] same
SELECT id FROM payments WHERE ? <= amount
? bigint 0
[range.5] refused:TDE-SQL-027
SELECT id FROM customers WHERE NOT (balance < ?)
? decimal 0
[range.6] refused:TDE-SQL-027
SELECT c.id FROM customers c JOIN staging s ON c.ssn < s.ssn

[pattern.1] refused:TDE-SQL-027
SELECT id FROM customers WHERE name LIKE ?
? varchar A%
[pattern.2] refused:TDE-SQL-027
SELECT id FROM customers WHERE ssn NOT LIKE '519%'
[pattern.3] refused:TDE-SQL-027
SELECT id FROM customers WHERE email LIKE '%example.org'
[pattern.4] h2=- postgresql=refused:TDE-SQL-027 mariadb=-
SELECT id FROM customers WHERE name ILIKE 'ann%'
[pattern.5] h2=- postgresql=refused:TDE-SQL-026 mariadb=-
SELECT id FROM customers WHERE name ~ '^A'
[pattern.6] h2=refused:TDE-SQL-026 postgresql=- mariadb=refused:TDE-SQL-026
SELECT id FROM customers WHERE name REGEXP '^A'

[function.1] refused:TDE-SQL-026
SELECT upper(name) FROM customers
[function.2] refused:TDE-SQL-026
SELECT id FROM customers WHERE length(name) > 5
[function.3] refused:TDE-SQL-026
SELECT id FROM customers WHERE lower(email) = ?
? varchar customer.3@mail.example.org
[function.4] h2=refused:TDE-SQL-026 postgresql=refused:TDE-SQL-026 mariadb=refused:TDE-SQL-030
SELECT name || ' <' || email || '>' FROM customers
[function.5] h2=declared:label postgresql=declared:type mariadb=declared:label-and-type
SELECT coalesce(name, 'unknown') FROM customers
[function.6] refused:TDE-SQL-026
SELECT EXTRACT(YEAR FROM birth) FROM customers
[function.7] refused:TDE-SQL-026
SELECT CAST(ssn AS VARCHAR(40)) FROM customers
[function.8] refused:TDE-SQL-026
SELECT substring(ssn, 1, 3) FROM customers
[function.9] h2=declared:label postgresql=declared:type mariadb=declared:label-and-type
SELECT nullif(ssn, '519-12-4407') FROM customers
[function.10] refused:TDE-SQL-026
SELECT abs(balance) FROM customers

[arithmetic.1] refused:TDE-SQL-026
SELECT balance + credit FROM customers
[arithmetic.2] refused:TDE-SQL-026
SELECT id FROM customers WHERE tax_no / 2 = ?
? int 365051
[arithmetic.3] refused:TDE-SQL-026
SELECT total * 1.2 FROM orders
[arithmetic.4] refused:TDE-SQL-026
SELECT -amount FROM payments WHERE id < 5
[arithmetic.5] empty mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = 'a' || ?
? varchar b

[min-max-sum.1] refused:TDE-SQL-029
SELECT max(birth) FROM customers
[min-max-sum.2] refused:TDE-SQL-029
SELECT min(ssn) FROM customers
[min-max-sum.3] refused:TDE-SQL-029
SELECT sum(balance), avg(credit) FROM customers
[min-max-sum.4] refused:TDE-SQL-029
SELECT city, max(tax_no) FROM customers GROUP BY city
[min-max-sum.5] refused:TDE-SQL-029
SELECT ssn FROM customers GROUP BY ssn HAVING max(balance) > 0

[random-compared.1] refused:TDE-SQL-020
SELECT id FROM customers WHERE name = ?
? varchar Annabelle Leigh
[random-compared.2] refused:TDE-SQL-020
SELECT id FROM customers WHERE name IN ('Annabelle Leigh', 'NULL')
[random-compared.3] refused:TDE-SQL-020
SELECT id FROM orders WHERE total <> ?
? decimal 13.70
[random-compared.4] refused:TDE-SQL-020
SELECT a.id FROM customers a JOIN customers b ON a.name = b.name
[random-compared.5] refused:TDE-SQL-020
DELETE FROM customers WHERE 'Annabelle Leigh' = name
[random-compared.6] refused:TDE-SQL-020
UPDATE customers SET tier = 3 WHERE NOT (vip = TRUE)
[random-compared.7] refused:TDE-SQL-030
SELECT id FROM customers WHERE vip

[random-grouped.1] refused:TDE-SQL-020
SELECT DISTINCT name FROM customers
[random-grouped.2] refused:TDE-SQL-020
SELECT name, count(*) FROM customers GROUP BY name
[random-grouped.3] refused:TDE-SQL-020
SELECT count(DISTINCT name) FROM customers
[random-grouped.4] refused:TDE-SQL-020
SELECT name FROM customers UNION SELECT name FROM staging
[random-grouped.5] refused:TDE-SQL-020
SELECT name FROM customers EXCEPT SELECT name FROM staging
[random-grouped.6] refused:TDE-SQL-020
SELECT DISTINCT ssn, birth FROM customers

[other-key.1] refused:TDE-SQL-022
SELECT c.id FROM customers c JOIN orders o ON o.card = c.ssn OR o.id = c.id
[other-key.2] refused:TDE-SQL-022
SELECT id FROM customers WHERE ssn = email OR id = 1
[other-key.3] refused:TDE-SQL-022
SELECT id FROM customers WHERE ssn IN (SELECT card FROM orders WHERE card IS NOT NULL) OR id = 1
[other-key.4] refused:TDE-SQL-025
SELECT ssn FROM customers UNION ALL SELECT email FROM customers
[other-key.5] refused:TDE-SQL-025
SELECT name FROM customers UNION ALL SELECT name FROM staging
[other-key.6] refused:TDE-SQL-025
SELECT CASE WHEN tier = 1 THEN name ELSE email END FROM customers
[other-key.7] refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = city OR id = 1
[other-key.8] refused:TDE-SQL-032
SELECT ssn FROM customers UNION SELECT city FROM regions

[copied-to-other-key.1] refused:TDE-SQL-025
UPDATE customers SET name = ssn
[copied-to-other-key.2] refused:TDE-SQL-025
INSERT INTO staging (id, name) SELECT id + 100, name FROM customers
[copied-to-other-key.3] refused:TDE-SQL-024
UPDATE customers SET city = name WHERE id = 3
[copied-to-other-key.4] refused:TDE-SQL-023
UPDATE customers SET name = city
[copied-to-other-key.5] refused:TDE-SQL-023
INSERT INTO customers (id, ssn, tier) SELECT 500, city, 1 FROM regions WHERE city = 'Rome'
[copied-to-other-key.6] refused:TDE-SQL-024
INSERT INTO regions (city, region) SELECT email, 'x' FROM customers WHERE id = 3
[copied-to-other-key.7] refused:TDE-SQL-025
UPDATE staging SET name = (SELECT name FROM customers WHERE customers.id = staging.id)

[write-expression.1] refused:TDE-SQL-026
UPDATE customers SET balance = balance + 1
[write-expression.2] refused:TDE-SQL-026
UPDATE customers SET name = upper(name)
[write-expression.3] same mariadb=refused:TDE-SQL-023
INSERT INTO customers (id, name, tier) VALUES (501, UPPER('x'), 1)
[write-expression.4] same mariadb=refused:TDE-SQL-023
INSERT INTO customers (id, name, tier) VALUES (502, CAST('x' AS VARCHAR(10)), 1)
[write-expression.6] same mariadb=-
UPDATE customers SET name = 'a' || 'b' WHERE id = 1
[write-expression.7] h2=- postgresql=same mariadb=-
INSERT INTO customers (id, name, tier) VALUES (503, 'x'::varchar, 1)
[write-expression.8] h2=- postgresql=same mariadb=-
UPDATE customers SET name = ?::varchar WHERE id = 1
? varchar cast value
[write-expression.9] same
UPDATE customers SET birth = CURRENT_DATE WHERE id = 1

[window-protected.1] refused:TDE-SQL-028
SELECT id, row_number() OVER (ORDER BY ssn, id) FROM customers
[window-protected.2] h2=same postgresql=declared:type mariadb=declared:type unordered
SELECT id, lag(name) OVER (ORDER BY id) FROM customers
[window-protected.3] refused:TDE-SQL-020
SELECT id, count(*) OVER (PARTITION BY name) FROM customers
[window-protected.4] refused:TDE-SQL-029
SELECT id, sum(balance) OVER (PARTITION BY tier) FROM customers
[window-protected.5] refused:TDE-SQL-028 unordered
SELECT id, rank() OVER w FROM customers WINDOW w AS (ORDER BY birth)

[join-implicit.1] refused:TDE-SQL-020
SELECT * FROM customers NATURAL JOIN staging
[join-implicit.2] refused:TDE-SQL-020
SELECT customers.id FROM customers JOIN staging USING (name)

[ddl.1] refused:TDE-SQL-046 literal=-
CREATE TABLE leak AS SELECT ssn FROM customers
undo h2: DROP TABLE leak
undo mariadb: DROP TABLE leak
[ddl.2] h2=refused:TDE-SQL-026 postgresql=refused:TDE-SQL-026 mariadb=refused:TDE-SQL-026 literal=-
CREATE VIEW v_leak AS SELECT id, upper(ssn) AS s FROM customers
undo h2: DROP VIEW v_leak
undo mariadb: DROP VIEW v_leak
[ddl.3] refused:TDE-SQL-042 literal=-
CREATE INDEX ix_leak ON customers (name)
undo h2: DROP INDEX ix_leak
undo mariadb: DROP INDEX ix_leak ON customers
[ddl.4] h2=- postgresql=refused:TDE-SQL-043 postgresql=literal=- mariadb=-
CREATE INDEX ix_leak ON customers (lower(email))
undo h2: DROP INDEX ix_leak
undo mariadb: DROP INDEX ix_leak ON customers
[ddl.5] h2=- postgresql=refused:TDE-SQL-003 postgresql=literal=- mariadb=-
SELECT ssn INTO leak FROM customers
undo h2: DROP TABLE leak
undo mariadb: DROP TABLE leak
[ddl.6] refused:TDE-SQL-041 literal=-
ALTER TABLE staging ALTER COLUMN name SET DEFAULT 'nobody'
undo h2: ALTER TABLE staging ALTER COLUMN name DROP DEFAULT
undo mariadb: ALTER TABLE staging ALTER COLUMN name SET DEFAULT NULL
[ddl.7] refused:TDE-SQL-044 literal=-
ALTER TABLE staging ADD CONSTRAINT ck_leak CHECK (name <> 'nobody')
undo h2: ALTER TABLE staging DROP CONSTRAINT ck_leak
undo mariadb: ALTER TABLE staging DROP CONSTRAINT ck_leak

[merge.1] refused:TDE-SQL-023 mariadb=-
MERGE INTO staging t USING customers c ON (t.id = c.id) WHEN MATCHED THEN UPDATE SET name = c.city
[merge.5] same mariadb=-
MERGE INTO tickets t USING (SELECT CAST(? AS VARCHAR) AS code, CAST(? AS VARCHAR) AS body) s ON (t.code = s.code) WHEN MATCHED THEN UPDATE SET body = s.body WHEN NOT MATCHED THEN INSERT (id, code, body) VALUES (900, s.code, s.body)
? varchar NEW-CODE
? varchar some new text
[merge.6] same mariadb=-
MERGE INTO orders t USING (SELECT CAST(? AS VARCHAR(24)) AS card) s ON (t.card = s.card) WHEN MATCHED THEN UPDATE SET status = 'seen'
? varchar 4556-7375-8689-1003
[merge.7] refused:TDE-JDB-004 mariadb=-
MERGE INTO customers t USING (SELECT 3.456 AS credit) s ON (t.credit = s.credit) WHEN NOT MATCHED THEN INSERT (id, credit, tier) VALUES (900, s.credit, 1)
[merge.2] h2=same postgresql=- mariadb=-
MERGE INTO staging (id, name) KEY (id) VALUES (?, ?)
? int 1
? varchar merged
[merge.3] h2=- postgresql=same mariadb=-
INSERT INTO staging (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = 'plain text'
? int 1
? varchar merged
[merge.4] h2=- postgresql=refused:TDE-SQL-023 mariadb=-
INSERT INTO staging (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.city
? int 1
? varchar merged

[postgresql-only.1] h2=- postgresql=same mariadb=-
UPDATE ONLY customers SET ssn = ? WHERE id = 1
? varchar 744-55-9015
[postgresql-only.2] h2=- postgresql=same mariadb=-
DELETE FROM ONLY customers WHERE ssn = ?
? varchar 519-12-4407
[postgresql-only.3] h2=- postgresql=refused:TDE-SQL-025 mariadb=-
UPDATE customers c SET ssn = s.name FROM staging s WHERE c.id = s.id
[postgresql-only.4] h2=- postgresql=same mariadb=-
SELECT id FROM customers WHERE ssn = ANY (ARRAY['519-12-4407'])
[postgresql-only.5] h2=- postgresql=refused:TDE-SQL-020 mariadb=-
SELECT DISTINCT ON (name) id FROM customers ORDER BY name, id
[postgresql-only.6] h2=- postgresql=refused:TDE-SQL-028 mariadb=-
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY tax_no) FROM customers
[postgresql-only.7] h2=- postgresql=refused:TDE-SQL-013 mariadb=-
SELECT row_to_json(customers) FROM customers WHERE ssn IS NOT NULL
[postgresql-only.8] h2=- postgresql=refused:TDE-SQL-026 mariadb=-
SELECT ssn::varchar FROM customers
[postgresql-only.9] h2=- postgresql=refused:TDE-SQL-026 mariadb=-
DELETE FROM customers WHERE ssn = ? RETURNING upper(name)
? varchar 519-12-4407

[array-and-list.1] refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = ANY (SELECT city FROM regions) OR id = 1
[array-and-list.2] h2=- postgresql=refused:TDE-SQL-029 mariadb=-
SELECT array_agg(ssn) FROM customers
[array-and-list.3] h2=- postgresql=refused:TDE-SQL-029 mariadb=-
SELECT string_agg(name, ',') FROM customers
[array-and-list.4] h2=refused:TDE-SQL-029 postgresql=- mariadb=-
SELECT LISTAGG(name, ',') WITHIN GROUP (ORDER BY id) FROM customers

[padded.1] h2=refused:TDE-SQL-036 postgresql=same mariadb=declared:type
SELECT branch FROM accounts UNION ALL SELECT branch FROM accounts
[padded.2] h2=refused:TDE-SQL-036 postgresql=same mariadb=declared:type
SELECT COALESCE(branch, branch) AS b FROM accounts

# A value of a protected column in a plain place of the same statement.
[repeated-value.1] refused:TDE-SQL-017
SELECT '519-12-4407' AS who FROM customers WHERE ssn = '519-12-4407'
[repeated-value.2] refused:TDE-SQL-017
SELECT id FROM customers WHERE '519-12-4407' = '519-12-4407' OR ssn = '519-12-4407'
[repeated-value.3] refused:TDE-SQL-017
SELECT id FROM customers WHERE '519-12-4407' IN ('519-12-4407', 'y') AND ssn = ?
? varchar 519-12-4407
[repeated-value.4] refused:TDE-SQL-017
SELECT id FROM customers WHERE city = ? OR ssn = ?
? varchar 519-12-4407
? varchar 519-12-4407
[repeated-value.5] refused:TDE-SQL-017
SELECT id FROM customers WHERE upper(?) = city OR ssn = '519-12-4407'
? varchar 519-12-4407
[repeated-value.6] refused:TDE-SQL-017
SELECT id, 730103 FROM customers WHERE tax_no = ?
? int 730103
[repeated-value.7] refused:TDE-SQL-017
SELECT id FROM customers WHERE 730103 = 730103 AND tax_no = 730103
[repeated-value.8] refused:TDE-SQL-017
INSERT INTO staging (id, name, city) VALUES (99, ?, lower(?))
? varchar rome
? varchar rome
[repeated-value.9] refused:TDE-SQL-017
SELECT id, 1250.500 FROM customers WHERE credit = 1250.5
[repeated-value.10] h2=- postgresql=- mariadb=refused:TDE-SQL-017
SELECT id FROM customers WHERE X'3531392D31322D34343037' = X'3531392D31322D34343037' OR ssn = '519-12-4407'
