# What only MariaDB and MySQL know, or read in their own way.

# --- Strings, literals and comments
[mariadb-string.1] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE city = 'Ro\'me' OR ssn = ?
? varchar 519-12-4407
[mariadb-string.2] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE city = '\\' OR ssn = ? -- '
? varchar 519-12-4407
[mariadb-string.3] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = '519\-12-4407'
[mariadb-string.4] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE city = "Oslo" OR ssn = ?
? varchar 519-12-4407
[mariadb-string.5] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = "519-12-4407"
[mariadb-string.6] h2=- postgresql=- mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = '519-12' '-4407'
[mariadb-string.7] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = N'519-12-4407'
[mariadb-string.8] h2=- postgresql=- mariadb=refused:TDE-SQL-007
SELECT id FROM customers WHERE ssn = _utf8mb4'519-12-4407'
[mariadb-string.9] h2=- postgresql=- mariadb=refused:TDE-SQL-020
SELECT id FROM customers WHERE name = 'O\'Brien, Patrick' OR ssn = '519-12-4407'
[mariadb-bytes.1] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = X'3531392D31322D34343037'
[mariadb-bytes.2] h2=- postgresql=- mariadb=refused:TDE-SQL-003
SELECT id FROM customers WHERE ssn = 0x3531392D31322D34343037
[mariadb-bytes.3] h2=- postgresql=- mariadb=refused:TDE-SQL-007
SELECT id FROM customers WHERE ssn = b'00110101'
[mariadb-bytes.4] h2=- postgresql=- mariadb=same
UPDATE customers SET photo = X'0102FF' WHERE ssn = ?
? varchar 519-12-4407
[mariadb-bytes.5] h2=- postgresql=- mariadb=refused:TDE-SQL-003
UPDATE customers SET photo = 0x0102FF WHERE ssn = ?
? varchar 519-12-4407
[mariadb-comment.1] h2=- postgresql=- mariadb=same
SELECT id # , '
FROM customers WHERE ssn = ?
? varchar 519-12-4407
[mariadb-comment.2] h2=- postgresql=- mariadb=refused:TDE-SQL-003
SELECT tier--1, ssn FROM customers WHERE ssn = '519-12-4407'
[mariadb-comment.3] h2=- postgresql=- mariadb=refused:TDE-SQL-001
SELECT id FROM customers WHERE tier >= 0 /*! AND ssn = '519-12-4407' */
[mariadb-comment.4] h2=- postgresql=- mariadb=refused:TDE-SQL-001
SELECT id FROM customers WHERE tier >= 0 /*M!100100 AND ssn = '519-12-4407' */
[mariadb-comment.5] h2=- postgresql=- mariadb=same
SELECT /*+ NO_MERGE() */ id FROM customers /* x */ WHERE ssn = ?
? varchar 519-12-4407
[mariadb-comment.6] h2=- postgresql=- mariadb=refused:TDE-SQL-001
SELECT id FROM regions, /*! customers */ WHERE 1 = 1
[mariadb-comment.7] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = '519-12-4407' -- and no more

# --- Names
[mariadb-names.1] h2=- postgresql=- mariadb=same
SELECT `id`, `ssn` FROM `customers` WHERE `customers`.`ssn` = ?
? varchar 519-12-4407
[mariadb-names.2] h2=- postgresql=- mariadb=same
SELECT ID, Ssn, c.NAME FROM customers c WHERE c.SSN = ?
? varchar 519-12-4407
[mariadb-names.3] h2=- postgresql=- mariadb=same
UPDATE customers SET SSN = ?, `Name` = ? WHERE Id = 3
? varchar 744-55-9015
? varchar In another case
[mariadb-names.4] h2=- postgresql=- mariadb=same
SELECT "ssn" FROM customers WHERE id = 1
[mariadb-names.5] h2=- postgresql=- mariadb=refused:TDE-SQL-014
SELECT c.ssn FROM customers c JOIN orders C ON C.customer_id = c.id
[mariadb-names.6] h2=- postgresql=- mariadb=refused:TDE-SQL-003
SELECT .customers.ssn FROM customers WHERE id = 1
[mariadb-names.7] h2=- postgresql=- mariadb=same
SELECT `ssn``x`, `ssn` FROM (SELECT ssn AS `ssn``x`, ssn FROM customers) t

# --- Queries
[mariadb-query.1] h2=- postgresql=- mariadb=same
SELECT STRAIGHT_JOIN c.ssn, o.id FROM customers c JOIN orders o ON o.customer_id = c.id
[mariadb-query.2] h2=- postgresql=- mariadb=same
SELECT HIGH_PRIORITY ssn FROM customers WHERE ssn IS NOT NULL
[mariadb-query.3] h2=- postgresql=- mariadb=same
SELECT SQL_NO_CACHE id FROM customers WHERE ssn = ?
? varchar 519-12-4407
[mariadb-query.4] h2=- postgresql=- mariadb=same
SELECT c.id FROM customers c STRAIGHT_JOIN orders o ON o.customer_ssn = c.ssn
[mariadb-query.5] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn <=> ?
? varchar 519-12-4407
[mariadb-query.6] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE NOT ssn <=> ?
? null:varchar
[mariadb-query.7] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn <=> NULL
[mariadb-query.8] h2=- postgresql=- mariadb=same
SELECT id, ssn FROM customers ORDER BY id LIMIT 2, 3
[mariadb-query.9] h2=- postgresql=- mariadb=same
SELECT id, ssn FROM customers WHERE ssn = ? ORDER BY id LIMIT ? OFFSET ?
? varchar 519-12-4407
? int 1
? int 1
[mariadb-query.10] h2=- postgresql=- mariadb=same
SELECT id, ssn FROM customers FORCE INDEX (email) WHERE email = ?
? varchar customer.6@mail.example.org
[mariadb-lock.1] h2=- postgresql=- mariadb=same
SELECT id, ssn FROM customers WHERE ssn = ? FOR UPDATE
? varchar 519-12-4407
[mariadb-lock.2] h2=- postgresql=- mariadb=same
SELECT id, ssn FROM customers WHERE ssn = ? LOCK IN SHARE MODE
? varchar 519-12-4407
[mariadb-bars.1] h2=- postgresql=- mariadb=refused:TDE-SQL-027
SELECT id, birth FROM customers WHERE birth >= ? AND birth < ? AND '' || tier <= ? ORDER BY id
? date 1940-01-01
? date 1985-06-15
? int 2
[mariadb-bars.2] h2=- postgresql=- mariadb=same
SELECT id, birth FROM customers WHERE birth >= ? AND (tier = 1 || ssn = ? && id > 0) ORDER BY id
? date 1940-01-01
? varchar 519-12-4407
[mariadb-bars.3] h2=- postgresql=- mariadb=refused:TDE-SQL-030
SELECT ssn || 'x' FROM customers
[mariadb-bars.4] h2=- postgresql=- mariadb=refused:TDE-SQL-023
UPDATE customers SET ssn = '5' || ? WHERE id = 31
? varchar 519-12-4407
[mariadb-operator.1] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = ? || tier = 1
? varchar 519-12-4407
[mariadb-operator.2] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE tier = 1 || ssn = ?
? varchar 519-12-4407
[mariadb-operator.3] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = ? && tier >= 0
? varchar 519-12-4407
[mariadb-operator.4] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE ssn = ? XOR tier = 1
? varchar 519-12-4407
[mariadb-operator.5] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE !(ssn = ?)
? varchar 519-12-4407
[mariadb-operator.6] h2=- postgresql=- mariadb=refused:TDE-SQL-026
SELECT id FROM customers WHERE ssn REGEXP ?
? varchar 4407$
[mariadb-operator.7] h2=- postgresql=- mariadb=refused:TDE-SQL-027
SELECT id FROM customers WHERE ssn LIKE '519%'
[mariadb-operator.8] h2=- postgresql=- mariadb=refused:TDE-SQL-026
SELECT id FROM customers WHERE BINARY ssn = ?
? varchar 519-12-4407
[mariadb-operator.9] h2=- postgresql=- mariadb=refused:TDE-SQL-026
SELECT id FROM customers WHERE ssn COLLATE utf8mb4_general_ci = ?
? varchar 519-12-4407
[mariadb-operator.10] h2=- postgresql=- mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = ? COLLATE utf8mb4_general_ci
? varchar 519-12-4407
[mariadb-function.1] h2=- postgresql=- mariadb=refused:TDE-SQL-029
SELECT GROUP_CONCAT(name) FROM customers
[mariadb-function.2] h2=- postgresql=- mariadb=declared:label-and-type
SELECT IFNULL(ssn, 'none') FROM customers
[mariadb-function.3] h2=- postgresql=- mariadb=declared:type
SELECT IF(tier = 1, ssn, NULL) FROM customers
[mariadb-function.4] h2=- postgresql=- mariadb=refused:TDE-SQL-026
SELECT CONCAT(ssn, '') FROM customers
[mariadb-function.5] h2=- postgresql=- mariadb=refused:TDE-SQL-026
SELECT FIELD(ssn, '519-12-4407') FROM customers
[mariadb-function.6] h2=- postgresql=- mariadb=refused:TDE-SQL-026
SELECT id FROM customers WHERE CONVERT(ssn USING latin1) = '519-12-4407'
[mariadb-function.7] h2=- postgresql=- mariadb=refused:TDE-SQL-026
SELECT @v := ssn FROM customers
[mariadb-function.8] h2=- postgresql=- mariadb=same
SELECT COUNT(DISTINCT ssn, city) FROM customers
[mariadb-into.1] h2=- postgresql=- mariadb=refused:TDE-SQL-003 mariadb=literal=-
SELECT ssn INTO @v FROM customers WHERE id = 1
[mariadb-group.1] h2=- postgresql=- mariadb=refused:TDE-SQL-048
SELECT ssn, COUNT(*) FROM customers GROUP BY ssn WITH ROLLUP
[mariadb-group.2] h2=- postgresql=- mariadb=same
SELECT DISTINCTROW ssn FROM customers

# --- Changes
[mariadb-insert.1] h2=- postgresql=- mariadb=same
INSERT INTO staging SET id = 901, ssn = ?, name = ?
? varchar 744-55-9015
? varchar Set Person
[mariadb-insert.2] h2=- postgresql=- mariadb=same
INSERT staging (id, ssn) VALUES (902, ?)
? varchar 744-55-9015
[mariadb-insert.3] h2=- postgresql=- mariadb=refused:TDE-SQL-003
INSERT IGNORE INTO staging (id, ssn, name) VALUES (1, ?, ?), (903, ?, ?)
? varchar 744-55-9015
? varchar Ignored
? varchar 744-55-9016
? varchar Inserted
[mariadb-insert.4] h2=- postgresql=- mariadb=same
INSERT INTO staging (id, ssn, name) VALUES (1, ?, ?) ON DUPLICATE KEY UPDATE ssn = VALUES(ssn), name = VALUES(name)
? varchar 744-55-9015
? varchar Upserted
[mariadb-insert.5] h2=- postgresql=- mariadb=refused:TDE-SQL-023
INSERT INTO staging (id, ssn, city) VALUES (1, ?, ?) ON DUPLICATE KEY UPDATE ssn = VALUES(city)
? varchar 744-55-9015
? varchar 744-55-9016
[mariadb-insert.6] h2=- postgresql=- mariadb=same
INSERT INTO staging (id, ssn, city) VALUES (1, ?, 'x') ON DUPLICATE KEY UPDATE ssn = ?
? varchar 744-55-9015
? varchar 744-55-9016
[mariadb-insert.7] h2=- postgresql=- mariadb=same
INSERT INTO staging (id, ssn) VALUES (1, ?) ON DUPLICATE KEY UPDATE ssn = CONCAT('7', '4')
? varchar 744-55-9015
[mariadb-insert.8] h2=- postgresql=- mariadb=same
INSERT INTO staging (id, ssn) VALUES (1, ?) ON DUPLICATE KEY UPDATE ssn = ssn, city = 'Oslo'
? varchar 744-55-9015
[mariadb-insert.9] h2=- postgresql=- mariadb=same
INSERT INTO staging (id, ssn) VALUES (904, ?) RETURNING id, ssn, city
? varchar 744-55-9015
[mariadb-insert.10] h2=- postgresql=- mariadb=same
INSERT INTO staging VALUES (905, ?, NULL, ?, NULL)
? varchar 744-55-9015
? varchar Without list
[mariadb-upsert.1] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, email, ssn, tier) VALUES (950, ?, ?, 1) ON DUPLICATE KEY UPDATE ssn = VALUES(ssn)
? varchar customer.6@mail.example.org
? varchar 744-55-9015
[mariadb-upsert.2] h2=- postgresql=- mariadb=same
INSERT INTO staging (id, ssn) SELECT id + 500, ssn FROM customers ON DUPLICATE KEY UPDATE ssn = VALUES(ssn)
[mariadb-upsert.3] h2=- postgresql=- mariadb=refused:TDE-SQL-023
INSERT INTO staging (id, name) SELECT id + 500, city FROM customers
[mariadb-upsert.4] h2=- postgresql=- mariadb=same
INSERT LOW_PRIORITY INTO staging (id, ssn) VALUES (906, ?)
? varchar 744-55-9015
[mariadb-replace.1] h2=- postgresql=- mariadb=same
REPLACE INTO staging (id, ssn, name) VALUES (1, ?, ?)
? varchar 744-55-9015
? varchar Replaced
[mariadb-replace.2] h2=- postgresql=- mariadb=same
REPLACE INTO staging SET id = 2, ssn = ?
? varchar 744-55-9015
[mariadb-replace.3] h2=- postgresql=- mariadb=same
REPLACE INTO staging (id, ssn) SELECT id, ssn FROM customers WHERE id < 4
[mariadb-replace.4] h2=- postgresql=- mariadb=refused:TDE-SQL-023
REPLACE INTO staging (id, name) SELECT id, city FROM customers WHERE id < 4
[mariadb-update.1] h2=- postgresql=- mariadb=same
UPDATE LOW_PRIORITY customers SET ssn = ? WHERE id = 1
? varchar 744-55-9015
[mariadb-update.2] h2=- postgresql=- mariadb=refused:TDE-SQL-003
UPDATE IGNORE customers SET email = ? WHERE id = 1
? varchar customer.6@mail.example.org
[mariadb-update.3] h2=- postgresql=- mariadb=same
UPDATE customers SET ssn = ? WHERE tier = 1 ORDER BY id LIMIT 2
? varchar 744-55-9015
[mariadb-update.4] h2=- postgresql=- mariadb=same
UPDATE customers c JOIN orders o ON o.customer_id = c.id SET c.ssn = ? WHERE o.id = 3
? varchar 744-55-9015
[mariadb-update.5] h2=- postgresql=- mariadb=same
UPDATE customers c, orders o SET c.ssn = ?, o.customer_ssn = ? WHERE o.customer_id = c.id AND o.id = 3
? varchar 744-55-9015
? varchar 744-55-9016
[mariadb-update.6] h2=- postgresql=- mariadb=refused:TDE-SQL-023
UPDATE customers c, staging s SET c.ssn = s.city WHERE s.id = c.id
[mariadb-update.7] h2=- postgresql=- mariadb=same
UPDATE customers SET ssn = ssn WHERE id = 1
[mariadb-update.8] h2=- postgresql=- mariadb=refused:TDE-SQL-024
UPDATE customers SET name = 'x', city = name WHERE id = 1
[mariadb-update.9] h2=- postgresql=- mariadb=same
UPDATE customers SET ssn = DEFAULT WHERE id = 1
[mariadb-update.10] h2=- postgresql=- mariadb=refused:TDE-SQL-003
UPDATE customers SET ssn = DEFAULT(city) WHERE id = 1
[mariadb-delete.1] h2=- postgresql=- mariadb=same
DELETE FROM customers WHERE ssn = ? LIMIT 1
? varchar 519-12-4407
[mariadb-delete.2] h2=- postgresql=- mariadb=same
DELETE LOW_PRIORITY FROM customers WHERE ssn = ?
? varchar 519-12-4407
[mariadb-delete.3] h2=- postgresql=- mariadb=same
DELETE c FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.ssn = ?
? varchar 519-12-4407
[mariadb-delete.4] h2=- postgresql=- mariadb=same
DELETE FROM c USING customers c WHERE c.ssn = ?
? varchar 519-12-4407
[mariadb-delete.5] h2=- postgresql=- mariadb=same
DELETE FROM customers WHERE ssn = ? RETURNING id, ssn
? varchar 519-12-4407
[mariadb-delete.6] h2=- postgresql=- mariadb=refused:TDE-SQL-028
DELETE FROM customers ORDER BY ssn LIMIT 1

# --- Other statements
[mariadb-other.1] h2=- postgresql=- mariadb=refused:TDE-SQL-008 mariadb=literal=-
HANDLER customers OPEN
undo mariadb: HANDLER customers CLOSE
[mariadb-other.2] h2=- postgresql=- mariadb=refused:TDE-SQL-008
DESCRIBE customers
[mariadb-other.3] h2=- postgresql=- mariadb=refused:TDE-SQL-008
SHOW COLUMNS FROM customers
[mariadb-other.4] h2=- postgresql=- mariadb=refused:TDE-SQL-008
SET STATEMENT max_statement_time = 10 FOR SELECT ssn FROM customers
[mariadb-other.5] h2=- postgresql=- mariadb=refused:TDE-SQL-009
EXECUTE IMMEDIATE 'SELECT ssn FROM customers'
[mariadb-other.6] h2=- postgresql=- mariadb=refused:TDE-SQL-026
EXPLAIN SELECT upper(ssn) FROM customers
[mariadb-other.7] h2=- postgresql=- mariadb=refused:TDE-SQL-002
BEGIN NOT ATOMIC SELECT ssn FROM customers; END
[mariadb-other.8] h2=- postgresql=- mariadb=refused:TDE-SQL-009
EXECUTE IMMEDIATE CONCAT('SELECT ssn FROM cust', 'omers')
[mariadb-other.9] h2=- postgresql=- mariadb=refused:TDE-SQL-008
ANALYZE SELECT ssn FROM customers WHERE id = 1
[mariadb-other.10] h2=- postgresql=- mariadb=empty
SELECT * FROM information_schema.columns WHERE table_name = 'customers' AND table_schema = 'none'

# --- Values of another type than the column's
[mariadb-coerced.1] h2=- postgresql=- mariadb=refused:TDE-JDB-103
SELECT id FROM customers WHERE ssn = 519
[mariadb-coerced.2] h2=- postgresql=- mariadb=refused:TDE-JDB-103
SELECT id FROM customers WHERE ssn = ?
? int 519
[mariadb-coerced.3] h2=- postgresql=- mariadb=refused:TDE-JDB-103
SELECT id FROM customers WHERE tax_no = '730103abc'
[mariadb-coerced.4] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE tax_no = '730103'
[mariadb-coerced.5] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE tax_no = ?
? varchar 730103
[mariadb-coerced.6] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE joined = '2018-03-01'
[mariadb-coerced.7] h2=- postgresql=- mariadb=refused:TDE-JDB-103
SELECT id FROM customers WHERE joined = 20180301
[mariadb-coerced.8] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE credit = '1250.5'
[mariadb-coerced.9] h2=- postgresql=- mariadb=refused:TDE-JDB-103
SELECT id FROM customers WHERE ssn IN ('519-12-4407', 526)
[mariadb-coerced.10] h2=- postgresql=- mariadb=same
SELECT id FROM customers WHERE joined = '2018-3-1'
[mariadb-stored.1] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, tax_no, tier) VALUES (960, '730199', 1)
[mariadb-stored.2] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, joined, tier) VALUES (961, '2018-3-1', 1)
[mariadb-stored.3] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, credit, tier) VALUES (962, 1.005, 1)
[mariadb-stored.4] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, ssn, tier) VALUES (963, 12345, 1)
[mariadb-stored.5] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, vip, tier) VALUES (964, 7, 1)
[mariadb-stored.6] h2=- postgresql=- mariadb=fails:22007
INSERT INTO customers (id, seen_at, tier) VALUES (965, '2024-02-30 10:00:00', 1)
[mariadb-stored.7] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, token, tier) VALUES (966, '5eedf00dcafe40018badf00ddeadbe1f', 1)
[mariadb-stored.8] h2=- postgresql=- mariadb=same
INSERT INTO payments (id, order_id, paid_at) VALUES (967, 1, '2025-03-03 03:15:30.25')
[mariadb-stored.9] h2=- postgresql=- mariadb=same
INSERT INTO orders (id, customer_id, status, placed, deliver) VALUES (968, 1, 'NEW', '2025-01-01', '-12:30:00')
[mariadb-stored.10] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, ssn, tier) VALUES (969, 'trailing  ', 1)

# A scalar sub-query of a BOOLEAN is a number to MariaDB.
[mariadb-boolean.1] same mariadb=refused:TDE-SQL-036
SELECT s.id, (SELECT c.vip FROM customers c WHERE c.id = 6) AS v FROM staging s WHERE s.id < 3
[mariadb-boolean.2] same mariadb=refused:TDE-SQL-036
SELECT (SELECT c.vip FROM customers c WHERE c.id = s.id) FROM staging s
[mariadb-boolean.3] same
SELECT s.id, x.vip FROM staging s JOIN (SELECT id, vip FROM customers) x ON x.id = s.id

# Rows that go through a temporary table have their label as the name of their column.
[mariadb-temporary.1] same
SELECT DISTINCT p.iban AS channel FROM payments p
[mariadb-temporary.2] same
SELECT s.ssn AS iban, COUNT(*) AS n FROM staging s GROUP BY s.ssn
[mariadb-temporary.3] same
SELECT c.tax_no AS number, c.tier FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.tax_no, c.tier ORDER BY number, c.tier

# Strings in double quotes, as sql_mode has them without ANSI_QUOTES.
[mariadb-quotes.1] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, name, ssn, notes, tier) VALUES (971, "O'Brien ""the"" one", "811-22-9104", "", 1)
[mariadb-quotes.2] h2=- postgresql=- mariadb=same
SELECT id, "it's" AS w FROM customers WHERE ssn IN ("519-12-4407", '526-13-4718') AND city LIKE "%"
[mariadb-quotes.3] h2=- postgresql=- mariadb=refused:TDE-SQL-001
SELECT id FROM customers WHERE ssn = "519\-12-4407"
[mariadb-quotes.4] h2=- postgresql=- mariadb=same
UPDATE customers SET name = CONCAT("a", 'b'), city = "customers" WHERE ssn = "519-12-4407"
[mariadb-quotes.5] h2=- postgresql=- mariadb=same
SELECT id AS 'Key', ssn AS "Social number", city AS `It's` FROM customers WHERE ssn = ?
? varchar 519-12-4407
