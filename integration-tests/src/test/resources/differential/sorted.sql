# ORDER BY and ranges of protected columns in the outermost query: the driver sorts and chooses, and counts the rows of LIMIT
# and OFFSET. The last key is plain and unique, so that the order is the same wherever it is made.

[sort-number.1] same
SELECT id, tax_no FROM customers ORDER BY tax_no, id
[sort-number.2] same
SELECT id, balance, credit FROM customers ORDER BY balance DESC, credit, id
[sort-number.3] same
SELECT p.amount, p.id, p.channel FROM payments p ORDER BY p.channel, amount DESC, p.id
[sort-number.4] same
SELECT * FROM payments ORDER BY amount DESC, id
[sort-number.5] same
SELECT id, balance FROM customers WHERE ssn <> ? AND tax_no IS NOT NULL ORDER BY balance ASC, id DESC
? varchar 519-12-4407
[sort-number.6] same
SELECT DISTINCT tax_no FROM customers ORDER BY 1 DESC

[sort-moment.1] same
SELECT id, birth FROM customers ORDER BY birth DESC, id
[sort-moment.2] same
SELECT joined AS since, id, birth FROM customers ORDER BY since, 3, id
[sort-moment.3] same
SELECT id, seen_at FROM customers ORDER BY seen_at DESC, id
[sort-moment.4] same
SELECT * FROM payments p ORDER BY p.paid_at, p.id
[sort-moment.5] same
SELECT id, vip FROM customers ORDER BY vip, id

[sort-text.1] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028
SELECT id, ssn, email FROM customers ORDER BY ssn, email DESC, id
[sort-text.2] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028
SELECT id, name FROM customers ORDER BY name DESC, id
[sort-text.3] h2=same postgresql=refused:TDE-SQL-028 mariadb=refused:TDE-SQL-028
SELECT email, COUNT(*) AS n FROM customers GROUP BY email ORDER BY customers.email

[sort-nulls.1] same mariadb=-
SELECT id, tax_no FROM customers ORDER BY tax_no NULLS FIRST, id
[sort-nulls.2] same mariadb=-
SELECT id, birth FROM customers ORDER BY birth DESC NULLS LAST, id
[sort-nulls.3] same mariadb=-
SELECT id, birth FROM customers ORDER BY birth ASC NULLS LAST, id

[sort-limit.1] same
SELECT id, birth FROM customers ORDER BY birth, id LIMIT 3
[sort-limit.2] same
SELECT id, birth FROM customers WHERE id > ? ORDER BY birth DESC, id LIMIT ? OFFSET ?
? int 2
? int 4
? int 3
[sort-limit.3] same
SELECT id, amount FROM payments ORDER BY amount, id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY
? bigint 2
? bigint 5
[sort-limit.4] same
SELECT id, tax_no FROM customers ORDER BY tax_no, id FETCH FIRST 2 ROWS ONLY
[sort-limit.5] empty
SELECT id, tax_no FROM customers ORDER BY tax_no, id LIMIT 5 OFFSET 100000
[sort-limit.6] h2=same postgresql=same mariadb=-
SELECT id, tax_no FROM customers ORDER BY tax_no DESC, id OFFSET 3
[sort-limit.7] refused:TDE-SQL-028 mariadb=-
SELECT id, tax_no FROM customers ORDER BY tax_no, id LIMIT (1 + 1)
[sort-source.1] same
SELECT c.joined, COUNT(o.id) AS n FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.joined ORDER BY c.joined
[sort-source.2] same
SELECT x.b, x.id FROM (SELECT id, birth AS b FROM customers WHERE tier < 3) x ORDER BY x.b DESC, x.id LIMIT 4
[sort-source.3] same
WITH x AS (SELECT id, birth AS b FROM customers WHERE ssn <> ?) SELECT b, id FROM x ORDER BY b DESC, id
? varchar 519-12-4407
[sort-source.4] same
SELECT tax_no FROM customers WHERE id < 10 UNION SELECT tax_no FROM customers WHERE id < 20 ORDER BY tax_no DESC
[sort-source.5] same
SELECT a.birth, b.id FROM customers a JOIN customers b ON a.id = b.id + 1 ORDER BY a.birth, b.id
[sort-source.6] same
SELECT c.id, o.total FROM customers c, orders o WHERE o.customer_ssn = c.ssn ORDER BY o.total DESC, o.id, c.id

[sort-hidden.1] same
SELECT id FROM customers ORDER BY birth, id
[sort-hidden.2] same
SELECT c.id AS customer, o.id FROM customers c JOIN orders o ON o.customer_id = c.id ORDER BY o.total DESC, c.birth, o.id LIMIT 7
[sort-hidden.3] same
SELECT tax_no, id FROM customers WHERE tier = ? ORDER BY customers.joined DESC, tax_no, id
? int 1

[range-chosen.1] same
SELECT id, birth FROM customers WHERE birth >= ? AND birth < ? AND tier <= ? ORDER BY id
? date 1940-01-01
? date 1985-06-15
? int 2
[range-chosen.2] same
SELECT * FROM payments WHERE amount BETWEEN ? AND ? ORDER BY id LIMIT 3
? bigint -9000000000000000000
? bigint 9000000000000000000
[range-chosen.3] same
SELECT id FROM customers WHERE balance > 100 AND ssn <> ? ORDER BY birth DESC, id LIMIT ? OFFSET 1
? varchar 519-12-4407
? int 5
[range-chosen.4] same
SELECT c.id, o.id FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.total >= ? AND (c.birth < ?) AND o.status <> 'none'
? decimal 10.5
? date 1990-01-01
[range-chosen.5] same
SELECT id FROM customers WHERE DATE '1980-01-01' > birth AND joined >= DATE '2010-01-01'
[range-chosen.6] same
SELECT id, seen_at FROM customers WHERE seen_at <= ? ORDER BY seen_at, id
? timestamp 2024-06-01 12:00:00
[range-chosen.7] empty literal=refused:TDE-SQL-027
SELECT id FROM customers WHERE tax_no > ?
? null:int
[range-chosen.8] same mariadb=refused:TDE-SQL-027
SELECT id FROM customers WHERE birth BETWEEN CAST(? AS DATE) AND CAST(? AS DATE)
? date 1930-01-01
? date 1990-01-01
[range-chosen.9] h2=same postgresql=refused:TDE-SQL-027 mariadb=refused:TDE-SQL-027
SELECT id, ssn FROM customers WHERE ssn >= ? AND name < 'Q'
? varchar 5
[range-chosen.10] same
SELECT id FROM customers WHERE tax_no >= 0 AND tax_no <= 730200 AND id > 2 LIMIT 1000

[mariadb-aggregate-in-order.1] h2=- postgresql=- mariadb=refused:TDE-SQL-027
SELECT id, balance FROM customers WHERE balance BETWEEN 0 AND 1000 ORDER BY balance, MAX(id) DESC
[mariadb-aggregate-in-order.2] h2=- postgresql=- mariadb=refused:TDE-SQL-027
SELECT id FROM customers WHERE balance > 0 ORDER BY COUNT(*)
[single-row.1] same
SELECT id, birth FROM customers ORDER BY birth DESC, id FETCH FIRST ROW ONLY
[single-row.2] same
SELECT id, amount FROM payments ORDER BY amount DESC, id OFFSET 2 ROWS FETCH NEXT ROW ONLY
[single-row.3] same
SELECT DISTINCT tax_no FROM customers ORDER BY tax_no DESC FETCH FIRST ROW ONLY
[single-row.4] refused:TDE-SQL-028
SELECT id, birth FROM customers ORDER BY birth DESC, tier FETCH FIRST ROW WITH TIES
[single-row.5] same
SELECT id FROM customers WHERE id > 8 AND tax_no > 730104 ORDER BY id FETCH FIRST ROW ONLY
[single-row.6] same
SELECT id FROM customers WHERE id < 20 AND tax_no > 730104 ORDER BY id DESC OFFSET 1 ROW FETCH NEXT ROWS ONLY
[single-row.7] refused:TDE-SQL-003 postgresql=-
SELECT id FROM customers WHERE ROWNUM() <= 3 AND tax_no > 730104
[single-row.8] refused:TDE-SQL-027 mariadb=-
SELECT id FROM customers WHERE tax_no > 730104 AND id IN (SELECT id FROM orders ORDER BY id FETCH FIRST ROW ONLY)

[range-refused.1] refused:TDE-JDB-004
SELECT id FROM customers WHERE tax_no > ?
? decimal 730100.5
[range-refused.2] refused:TDE-SQL-027
SELECT COUNT(*) FROM customers WHERE tax_no > 730100
[range-refused.3] refused:TDE-SQL-027
SELECT id FROM customers WHERE tax_no > ? OR id = 1
? int 730100
[range-refused.4] refused:TDE-SQL-027
SELECT DISTINCT tier FROM customers WHERE tax_no > 730100
[range-refused.5] refused:TDE-SQL-027
UPDATE customers SET city = 'x' WHERE tax_no > 730100
[range-refused.6] refused:TDE-SQL-027
SELECT id FROM customers WHERE id IN (SELECT id FROM customers WHERE tax_no > 730100)
[range-refused.7] refused:TDE-SQL-027
SELECT id FROM customers WHERE tax_no NOT BETWEEN 1 AND 730100
[range-refused.8] refused:TDE-SQL-027
SELECT id FROM customers WHERE tax_no > 730100 FOR UPDATE
[range-refused.9] refused:TDE-SQL-027
SELECT id, row_number() OVER (ORDER BY id) FROM customers WHERE tax_no > 730100

[range-numbered.1] h2=refused:TDE-SQL-003 postgresql=- mariadb=refused:TDE-SQL-003
SELECT id FROM customers WHERE tax_no > 730102 AND ROWNUM() <= 3
[range-numbered.2] h2=- postgresql=- mariadb=refused:TDE-SQL-003
SELECT id FROM customers WHERE tax_no > 730102 AND (@chosen := IFNULL(@chosen, 0) + 1) < 4
[range-numbered.3] h2=refused:TDE-SQL-003 postgresql=- mariadb=refused:TDE-SQL-003
SELECT id, tax_no FROM customers WHERE ROWNUM() <= 3 ORDER BY tax_no, id

# PostgreSQL alone takes OFFSET before LIMIT; to H2 a column with an alias is not selected by its bare name.
[limit-order.1] h2=- postgresql=same mariadb=-
SELECT id, tax_no FROM customers ORDER BY tax_no, id OFFSET 2 LIMIT 3
[limit-order.2] same mariadb=-
SELECT id, tax_no FROM customers ORDER BY tax_no, id OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY
[limit-order.3] h2=- postgresql=same mariadb=same
SELECT DISTINCT c.tax_no AS number FROM customers c ORDER BY tax_no

# What a LEFT JOIN fills up meets no range, of which the databases make an inner join.
[range-outer.1] same
SELECT c.id, o.id, o.status FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.id < 20 WHERE o.total >= 10.5 ORDER BY o.id
[range-outer.2] same
SELECT c.id, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE 900 > o.total AND c.tier < 2 ORDER BY c.birth, o.id

[sort-refused.1] refused:TDE-SQL-028
SELECT id, birth FROM customers ORDER BY tier, birth
[sort-refused.2] refused:TDE-SQL-020
SELECT tier FROM customers GROUP BY tier, birth ORDER BY birth, tier
[sort-refused.3] refused:TDE-SQL-028
SELECT id, birth FROM customers ORDER BY birth, id FOR UPDATE
[sort-refused.4] refused:TDE-SQL-028
SELECT t.id FROM (SELECT id, birth FROM customers ORDER BY birth, id LIMIT 3) t
[sort-refused.5] refused:TDE-SQL-028
SELECT id, rate FROM payments ORDER BY rate, id
[sort-refused.6] refused:TDE-SQL-028
SELECT id, deliver FROM orders ORDER BY deliver, id
[sort-refused.7] refused:TDE-SQL-028
INSERT INTO staging (id, name) SELECT id + 9000, name FROM customers ORDER BY birth
[sort-refused.8] refused:TDE-SQL-028
SELECT id, tax_no FROM customers ORDER BY (tax_no), id
[sort-refused.10] refused:TDE-SQL-028
SELECT id FROM customers ORDER BY CASE WHEN tier = 1 THEN birth END, id
[sort-refused.9] h2=- postgresql=refused:TDE-SQL-003 mariadb=-
SELECT id, birth FROM customers ORDER BY birth USING >, id
