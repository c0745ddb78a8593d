# Expressions of literals and one parameter, casts, and values chosen beside a protected column: computed by the driver
# exactly as the database would, or refused.

[upper.1] same mariadb=refused:TDE-SQL-021
SELECT id, email FROM customers WHERE email = LOWER('CUSTOMER.3@MAIL.EXAMPLE.ORG')
[upper.2] same mariadb=refused:TDE-SQL-021
SELECT id FROM orders WHERE card = UPPER(?)
? varchar 4556-7375-8689-1003
[upper.3] same mariadb=refused:TDE-SQL-023
UPDATE customers SET ssn = UPPER(?), name = LOWER('Mixed CASE i I') WHERE id = 3
? varchar abc-ixi
[upper.4] refused:TDE-SQL-021
SELECT id FROM customers WHERE email = LOWER('CUSTOMER.É@MAIL.EXAMPLE.ORG')
[upper.5] refused:TDE-JDB-004 literal=refused:TDE-SQL-023 mariadb=refused:TDE-SQL-023
UPDATE customers SET name = UPPER(?) WHERE id = 3
? varchar Zoë

[trim.1] same
UPDATE customers SET name = TRIM('  padded  ') WHERE id = 3
[trim.2] same
SELECT id FROM customers WHERE ssn = TRIM(?)
? varchar   519-12-4407 
[trim.3] refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = TRIM(BOTH 'x' FROM 'x519-12-4407x')

[concat.1] same mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = '519-12' || '-4407'
[concat.2] same
SELECT id FROM customers WHERE ssn = CONCAT('519-', '12-', '4407')
[concat.3] same mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE ? || '-4407' = ssn
? varchar 519-12
[concat.4] same mariadb=-
INSERT INTO customers (id, name, ssn, tier) VALUES (99, 'Mr ' || ?, ('5' || ('1' || '9')), 1)
? varchar Smith
[concat.5] refused:TDE-SQL-021 literal=same mariadb=refused:TDE-SQL-021 mariadb=literal=refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = ? || ?
? varchar 519-12
? varchar -4407
[concat.6] same mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn IN ('519-12' || '-4407', UPPER('526-13-4718'))
[concat.7] same mariadb=-
UPDATE customers SET name = 'A' || 'b' WHERE ssn = LOWER(TRIM(' 519-12-4407 '))
[concat.8] same mariadb=-
UPDATE customers SET name = CASE WHEN id = 3 THEN 'x' || ? ELSE UPPER('other') END WHERE id IN (3, 4)
? varchar yz
[concat.9] same mariadb=-
MERGE INTO customers c USING (SELECT id FROM orders WHERE id = 3) o ON (c.id = o.id) WHEN MATCHED THEN UPDATE SET name = CONCAT('a', 'b')

[integer.1] same
SELECT id FROM customers WHERE tax_no = 730100 + 2 * 2
[integer.2] refused:TDE-SQL-007
SELECT id FROM customers WHERE tax_no = -(1)
[integer.3] same
UPDATE customers SET tax_no = 10 - 3, balance = 2 * (3 + 4) WHERE id = 3
[integer.4] refused:TDE-SQL-021
SELECT id FROM customers WHERE tax_no = 1460208 / 2
[integer.5] same
UPDATE customers SET tax_no = ? + 1 WHERE id = 3
? int 4
[integer.6] same
UPDATE customers SET credit = ? - 1, tax_no = 2 + ? WHERE id = 3
? int 4
? bigint 7
[integer.7] same
SELECT id FROM customers WHERE tax_no = ? + 4
? int 730100
[integer.8] refused:TDE-JDB-004 literal=refused:TDE-SQL-023 h2=-
UPDATE payments SET amount = ? + 1 WHERE id = 3
? bigint 3000000000
[integer.9] h2=refused:TDE-JDB-004 literal=- postgresql=- mariadb=-
UPDATE customers SET tax_no = ? + 1 WHERE id = 3
? varchar 4

[day.1] same mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE joined = DATE '2016-02-28' + 2
[day.2] same mariadb=-
UPDATE customers SET birth = DATE '2024-02-28' + 2, joined = DATE '2024-03-01' - 1 WHERE id = 3
[day.3] same
UPDATE customers SET joined = CURRENT_DATE WHERE id = 3
[day.4] same
SELECT id FROM customers WHERE joined <> CURRENT_DATE
[day.5] same
INSERT INTO customers (id, birth, joined, tier) VALUES (?, CURRENT_DATE, CURRENT_DATE, 1)
? int 99
[day.6] same
INSERT INTO customers (id, birth, ssn, tier) SELECT id + 1000, CURRENT_DATE, ?, 1 FROM orders WHERE id < 3
? varchar 744-55-9015
[day.7] same
SELECT id, CURRENT_DATE AS today FROM customers WHERE ssn = ? AND CURRENT_TIMESTAMP > TIMESTAMP '2020-01-01 00:00:00'
? varchar 519-12-4407
[day.8] refused:TDE-SQL-021
SELECT id FROM customers WHERE joined <> CURRENT_TIMESTAMP
[day.9] refused:TDE-SQL-021
SELECT id FROM orders WHERE card <> CURRENT_USER

[cast-value.1] same mariadb=-
SELECT id FROM customers WHERE ssn = CAST(? AS VARCHAR)
? varchar 519-12-4407
[cast-value.2] h2=- postgresql=same mariadb=-
SELECT id FROM customers WHERE ssn = ?::varchar OR email = ?::text
? varchar 519-12-4407
? varchar customer.9@mail.example.org
[cast-value.3] same mariadb=-
UPDATE customers SET name = CAST('short' AS VARCHAR), joined = CAST('2020-02-29' AS DATE) WHERE id = 3
[cast-value.4] same mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE tax_no = CAST(? AS INTEGER)
? varchar 730104
[cast-value.5] same mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE joined = CAST(? AS DATE)
? date 2016-03-01
[cast-value.6] same mariadb=refused:TDE-SQL-023
UPDATE customers SET token = CAST(? AS UUID), birth = CAST(? AS DATE) WHERE id = 3
? varchar 5eedf00d-cafe-4000-8bad-f00ddeadbe00
? varchar 1999-12-31
[cast-value.7] same mariadb=refused:TDE-SQL-023
UPDATE customers SET name = CAST(? AS VARCHAR(3)) WHERE id = 3
? varchar Annabelle
[cast-value.8] refused:TDE-SQL-023 mariadb=-
UPDATE customers SET balance = CAST(? AS NUMERIC(5,1)) WHERE id = 3
? decimal 3.25
[cast-value.10] same mariadb=refused:TDE-SQL-021
SELECT id FROM customers WHERE ssn = CAST(? AS VARCHAR(11))
? varchar 519-12-4407 and more
[cast-value.9] h2=- postgresql=same mariadb=-
INSERT INTO customers (id, ssn, joined, tier) VALUES (?::int, ?::varchar, ?::date, 1)
? int 99
? varchar 600-00-0000
? varchar 2020-01-01

[choice-value.1] h2=declared:label postgresql=declared:type mariadb=declared:label-and-type
SELECT COALESCE(ssn, 'none') FROM customers
[choice-value.2] h2=declared:label postgresql=declared:type mariadb=declared:label-and-type
SELECT COALESCE(name, ?) FROM customers
? varchar unknown
[choice-value.3] h2=same postgresql=declared:type mariadb=declared:type
SELECT id, CASE WHEN tier = 1 THEN email WHEN tier = 2 THEN ? ELSE 'hidden' END AS mail FROM customers
? varchar nobody@example.org
[choice-value.4] same
SELECT id FROM customers WHERE COALESCE(ssn, 'none') = ?
? varchar none
[choice-value.5] refused:TDE-SQL-039
SELECT COUNT(*), COALESCE(ssn, 'none') FROM customers GROUP BY COALESCE(ssn, 'none')
[choice-value.6] refused:TDE-JDB-004
SELECT COALESCE(ssn, 'a string of more than twenty characters') FROM customers
[choice-value.7] h2=declared:label postgresql=same mariadb=declared:label
SELECT COALESCE(tax_no, 0), COALESCE(joined, DATE '2000-01-01') FROM customers
[choice-value.8] refused:TDE-SQL-032
SELECT COALESCE(name, city) FROM customers
[choice-value.9] refused:TDE-SQL-032
SELECT COALESCE(token, ?) FROM customers
? uuid 5eedf00d-cafe-4000-8bad-f00ddeadbe00

[recursive.1] h2=refused:TDE-SQL-031 postgresql=same mariadb=same
WITH RECURSIVE r(n, s) AS (SELECT 1, ssn FROM customers WHERE id < 4 UNION ALL SELECT n + 1, s FROM r WHERE n < 3) SELECT n, s FROM r
[recursive.2] h2=refused:TDE-SQL-031 postgresql=same mariadb=same
WITH RECURSIVE r(n, s) AS (SELECT 1, ssn FROM customers WHERE id < 4 UNION ALL SELECT r.n + 1, o.customer_ssn FROM r JOIN orders o ON o.customer_ssn = r.s WHERE n < 2) SELECT n, s FROM r WHERE s = ?
? varchar 519-12-4407
[recursive.3] refused:TDE-SQL-031
WITH RECURSIVE r(n, s) AS (SELECT 1, ssn FROM customers WHERE id < 4 UNION ALL SELECT n + 1, c.name FROM r JOIN (SELECT CAST(city AS VARCHAR(20)) AS name FROM customers WHERE id = 1) c ON 1 = 1 WHERE n < 3) SELECT n, s FROM r

[grouped-value.1] h2=same postgresql=declared:type mariadb=same
SELECT COALESCE(ssn, 'none') AS s, COUNT(*) FROM customers GROUP BY s
[grouped-value.2] refused:TDE-SQL-039
SELECT CASE WHEN ssn = '519-12-4407' THEN 1 ELSE 0 END, COUNT(*) FROM customers GROUP BY CASE WHEN ssn = '519-12-4407' THEN 1 ELSE 0 END
[grouped-value.3] h2=same postgresql=declared:type mariadb=same
SELECT CASE WHEN tier = 1 THEN ssn END AS s, COUNT(*) FROM customers GROUP BY CASE WHEN tier = 1 THEN ssn END
