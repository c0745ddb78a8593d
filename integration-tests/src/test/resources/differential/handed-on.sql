# Functions that hand a value of a protected column on as it is: those of a window, and choices by the names of one database.

[row-value.1] h2=same postgresql=declared:type mariadb=declared:type unordered
SELECT id, FIRST_VALUE(ssn) OVER (ORDER BY id) AS f, LAST_VALUE(name) OVER (PARTITION BY tier ORDER BY id) AS l FROM customers
[row-value.2] h2=same postgresql=declared:type mariadb=declared:type unordered
SELECT id, LAG(ssn) OVER (ORDER BY id) AS b, LEAD(birth, 2) OVER (ORDER BY id) AS a, NTH_VALUE(tax_no, 2) OVER (ORDER BY id) AS n FROM customers
[row-value.3] h2=same postgresql=declared:type mariadb=- unordered
SELECT id, LAG(ssn, 1, 'none') OVER (ORDER BY id) AS b, LEAD(email, 3, ?) OVER (ORDER BY id) AS a FROM customers
? varchar nobody@example.org
[row-value.4] h2=same postgresql=declared:type mariadb=same unordered
SELECT x.id, x.f FROM (SELECT id, FIRST_VALUE(ssn) OVER (PARTITION BY tier ORDER BY id) AS f FROM customers) x WHERE x.f = ?
? varchar 519-12-4407
[row-value.5] h2=same postgresql=- mariadb=- unordered
SELECT id, FIRST_VALUE(name) IGNORE NULLS OVER (ORDER BY id DESC) AS f FROM customers
[row-value.6] refused:TDE-SQL-028 unordered
SELECT id, LAG(name) OVER (ORDER BY ssn, id) AS b FROM customers
[row-value.7] same
UPDATE staging SET ssn = (SELECT x.f FROM (SELECT id, LEAD(ssn) OVER (ORDER BY id) AS f FROM customers) x WHERE x.id = staging.id)
[row-value.8] h2=same postgresql=same mariadb=refused:TDE-SQL-036 unordered
SELECT id, LAG(vip) OVER (ORDER BY id) AS v FROM customers
[row-value.9] h2=refused:TDE-SQL-036 postgresql=declared:type mariadb=declared:type unordered
SELECT opened, FIRST_VALUE(branch) OVER (ORDER BY opened) AS b FROM accounts
[row-value.10] refused:TDE-SQL-032 mariadb=- unordered
SELECT id, LAG(ssn, 1, city) OVER (ORDER BY id) AS b FROM customers
[any-value.1] h2=same postgresql=declared:type mariadb=-
SELECT id, ANY_VALUE(ssn) AS s, ANY_VALUE(notes) AS n FROM customers GROUP BY id

[if-null.1] h2=same postgresql=- mariadb=declared:type
SELECT id, IFNULL(ssn, 'none') AS s, NVL(email, ?) AS e FROM customers
? varchar nobody@example.org
[if-null.2] same postgresql=-
SELECT id FROM customers WHERE IFNULL(ssn, '') = ? OR NVL(email, 'x') = 'x'
? varchar 519-12-4407
[if-null.3] same postgresql=-
UPDATE customers SET name = IFNULL(?, name), ssn = NVL(?, ssn) WHERE id < 5
? null:varchar
? varchar 811-22-9101
[if-null.4] refused:TDE-SQL-025 postgresql=-
SELECT id, IFNULL(ssn, email) AS s FROM customers
[if-null.5] refused:TDE-SQL-023 postgresql=-
UPDATE customers SET name = IFNULL(city, name)
[if.1] h2=- postgresql=- mariadb=declared:type
SELECT id, IF(tier = 1, ssn, NULL) AS s, IF(ssn = ?, tier, 0) AS t FROM customers
? varchar 519-12-4407
[if.2] h2=- postgresql=- mariadb=same
UPDATE customers SET ssn = IF(tier = 1, ?, ssn), name = IF(name IS NULL, 'nobody', name)
? varchar 811-22-9101
[if.3] h2=- postgresql=- mariadb=same
INSERT INTO customers (id, ssn, tier) VALUES (1, ?, 2), (970, ?, 3) ON DUPLICATE KEY UPDATE ssn = IF(ssn = VALUES(ssn), ssn, VALUES(ssn)), notes = IFNULL(VALUES(notes), notes)
? varchar 811-22-9101
? varchar 811-22-9102
[if.4] h2=same postgresql=- mariadb=-
UPDATE customers SET ssn = CASEWHEN(tier = 1, ?, ssn), name = CASEWHEN(name IS NULL, 'nobody', name)
? varchar 811-22-9101
[if.5] h2=- postgresql=- mariadb=refused:TDE-SQL-023
UPDATE customers SET name = IF(tier = 1, city, name)

# What is changed is the table of that name, or what the common table expression reads, depending on the database.
[changed-expression.1] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
WITH regions AS (SELECT city FROM customers) DELETE FROM regions WHERE city = 'Rome'

# Queries that have a condition and no table.
[no-from.1] same
INSERT INTO staging (id, ssn, name) SELECT 98, ?, ? WHERE NOT EXISTS (SELECT 1 FROM staging WHERE ssn = ?)
? varchar 811-22-9101
? varchar New person
? varchar 811-22-9101
[no-from.2] same
SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM customers WHERE ssn = ?)
? varchar 519-12-4407
[no-from.3] refused:TDE-SQL-023
INSERT INTO staging (id, ssn) SELECT 98, 'a' WHERE 1 = 1 UNION SELECT 99, 'b' WHERE 1 = 1

# Words of one database beside protected columns.
[rollup.1] h2=- postgresql=- mariadb=refused:TDE-SQL-048
SELECT ssn, tier, COUNT(*) AS n FROM customers GROUP BY ssn, tier WITH ROLLUP
[rollup.3] h2=- postgresql=- mariadb=same
SELECT tier, COUNT(ssn) AS n FROM customers WHERE ssn <> ? GROUP BY tier WITH ROLLUP
? varchar 519-12-4407
[rollup.2] h2=- postgresql=- mariadb=refused:TDE-SQL-048
SELECT name, COUNT(*) AS n FROM customers GROUP BY name WITH ROLLUP
[regexp.1] h2=same postgresql=- mariadb=same
SELECT id FROM customers WHERE city REGEXP '^[A-R]' AND ssn <> ?
? varchar 519-12-4407
[regexp.2] h2=same postgresql=- mariadb=same
UPDATE customers SET ssn = ? WHERE city NOT REGEXP ? AND name IS NOT NULL
? varchar 811-22-9105
? varchar ^[A-O]

# Literals without a blank beside them.
[unspaced.1] same
UPDATE customers SET name = CASE WHEN tier = 1 THEN'one'ELSE'other'END WHERE id < 5
[unspaced.2] same
SELECT id, CASE WHEN ssn ='519-12-4407'THEN 1 ELSE 0 END AS found FROM customers WHERE ssn IN('519-12-4407')OR ssn ='526-13-4718'AND id > 0 ORDER BY id
[unspaced.3] same
SELECT id, birth FROM customers WHERE birth>='1940-01-01'AND id > 0 ORDER BY birth, id LIMIT 3
[unspaced.4] same
SELECT id, birth FROM customers WHERE (birth>='1940-01-01')AND tier>0 AND birth<'1985-06-15'ORDER BY id
[unspaced.5] same
INSERT INTO staging (id, ssn) SELECT 98,'811-22-9101'WHERE NOT EXISTS(SELECT 1 FROM staging WHERE ssn='811-22-9101'AND name IS NOT NULL)
