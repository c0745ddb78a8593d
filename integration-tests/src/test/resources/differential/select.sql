# Queries. The form of this file is described in docs/testing.md.

[select-columns.1] same
SELECT id, name, ssn FROM customers
[select-columns.2] same
SELECT ssn FROM customers
[select-columns.3] same
SELECT name, balance, birth, seen_at, vip, photo, notes FROM customers
[select-columns.4] same
SELECT tax_no, email, credit, joined, token FROM customers
[select-columns.5] same
SELECT id, iban, amount, rate, paid_at, channel FROM payments
[select-columns.6] same
SELECT o.id, o.total, o.card, o.deliver, o.memo, o.customer_ssn FROM orders o
[select-columns.7] same
SELECT iban, owner, opened, branch FROM accounts
[select-columns.8] same
SELECT ssn, ssn, tier + 1, ssn AS again FROM customers
[select-columns.9] same
SELECT ALL ssn FROM staging

[select-star.1] same
SELECT * FROM customers WHERE ssn = ?
? varchar 519-12-4407
[select-star.2] same
SELECT c.* FROM customers c WHERE c.ssn IS NOT NULL
[select-star.3] same
SELECT o.*, c.city FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.email = ?
? varchar customer.6@mail.example.org
[select-star.4] same
SELECT * FROM accounts WHERE iban = ?
? varchar DE11500105175407324948
[select-star.5] same
SELECT * FROM payments WHERE amount IS NULL OR iban IS NULL
[select-star.6] same
SELECT c.id AS customer, s.* FROM staging s, customers c WHERE s.ssn = c.ssn
[select-star.7] same
SELECT * FROM tickets WHERE code = ?
? varchar TICKET-7003
[select-star.8] same
SELECT c.ssn, r.* FROM customers c JOIN regions r ON r.city = c.city

[where-equals.1] same
SELECT id FROM customers WHERE ssn = ?
? varchar 526-13-4718
[where-equals.2] same
SELECT id, name FROM customers WHERE tax_no = ?
? int 730103
[where-equals.3] same
SELECT id FROM customers WHERE email = ?
? varchar customer.12@mail.example.org
[where-equals.4] same
SELECT id, credit FROM customers WHERE credit = ?
? decimal 1250.50
[where-equals.5] same
SELECT id, joined FROM customers WHERE joined = ?
? date 2018-03-01
[where-equals.6] h2=same h2=literal=refused:TDE-SQL-007 postgresql=same mariadb=same
SELECT id, token FROM customers WHERE token = ?
? uuid 5eedf00d-cafe-4001-8bad-f00ddeadbe1f
[where-equals.7] same
SELECT id, amount FROM payments WHERE amount = ?
? bigint 6917529027641081021
[where-equals.8] same
SELECT id FROM customers WHERE ssn = ?
? varchar
[where-equals.9] same
SELECT id FROM customers WHERE tax_no = ?
? int -2147483648
[where-equals.10] same
SELECT id FROM orders WHERE card = ?
? varchar 4556-7375-8689-1004

# Values of another type, scale or range than the column's.
[where-equals-coerced.1] same
SELECT id FROM customers WHERE credit = ?
? decimal 1250.5
[where-equals-coerced.2] same
SELECT id FROM customers WHERE credit = ?
? decimal 0.0000
[where-equals-coerced.3] empty
SELECT id FROM customers WHERE credit = ?
? decimal 1250.505
[where-equals-coerced.4] same
SELECT id FROM customers WHERE tax_no = ?
? bigint 730105
[where-equals-coerced.5] empty
SELECT id FROM customers WHERE tax_no = ?
? bigint 9223372036854775807
[where-equals-coerced.6] same
SELECT id FROM payments WHERE amount = ?
? bigint -9223372036854775808
[where-equals-coerced.7] same
SELECT id FROM customers WHERE tax_no = ?
? smallint -1
[where-equals-coerced.8] empty
SELECT id FROM customers WHERE ssn = ?
? varchar 519-12-4407 is longer than any value that fits the column
[where-equals-coerced.9] same
SELECT id FROM customers WHERE credit = ?
? int 2501

[where-combined.1] same
SELECT id FROM customers WHERE ssn = ? AND city = ?
? varchar 519-12-4407
? varchar Oslo
[where-combined.2] same
SELECT id FROM customers WHERE ssn = ? OR tax_no = ?
? varchar 519-12-4407
? int 730101
[where-combined.3] same
SELECT id FROM customers WHERE (ssn = ? OR email = ?) AND tier < ?
? varchar 540-15-5340
? varchar customer.1@mail.example.org
? int 3
[where-combined.4] same
SELECT id FROM customers WHERE NOT (ssn = ?)
? varchar 519-12-4407
[where-combined.5] same
SELECT id FROM customers WHERE NOT (ssn = ? OR tax_no = ?) AND tier = ?
? varchar 519-12-4407
? int 730101
? int 1
[where-combined.6] same
SELECT id FROM customers WHERE city = ? AND tier BETWEEN ? AND ? AND ssn <> ?
? varchar Lima
? int 0
? int 2
? varchar 519-12-4407
[where-combined.7] same
SELECT id FROM customers WHERE ssn = ? AND ssn = ?
? varchar 519-12-4407
? varchar 519-12-4407
[where-combined.8] same
SELECT id FROM orders WHERE customer_ssn = ? AND status IN ('PAID', 'NEW') AND placed > ?
? varchar 519-12-4407
? timestamp 2025-01-01 00:00:00.000000
[where-combined.9] same
SELECT id FROM customers WHERE (((ssn)) = (?))
? varchar 519-12-4407

[where-reversed.1] same
SELECT id FROM customers WHERE ? = ssn
? varchar 533-14-5029
[where-reversed.2] same
SELECT id FROM customers WHERE ? = tax_no OR ? = tax_no
? int 730100
? int 0
[where-reversed.3] same
SELECT id FROM customers c WHERE ? <> c.email AND tier = 0
? varchar customer.6@mail.example.org
[where-reversed.4] same
SELECT id FROM payments WHERE ? = iban
? varchar DE12500105175407324965

[where-not-equals.1] same
SELECT id FROM customers WHERE ssn <> ?
? varchar 519-12-4407
[where-not-equals.2] same
SELECT id, tax_no FROM customers WHERE tax_no <> ?
? int 730101
[where-not-equals.3] same
SELECT id FROM customers WHERE joined <> ? AND credit <> ?
? date 2018-03-01
? decimal 0
[where-not-equals.4] same
SELECT id FROM customers WHERE ssn != ?
? varchar 519-12-4407
[where-not-equals.5] h2=same h2=literal=refused:TDE-SQL-007 postgresql=same mariadb=same
SELECT id FROM customers WHERE token <> ?
? uuid 5eedf00d-cafe-4000-8bad-f00ddeadbe00

[where-in.1] same
SELECT id FROM customers WHERE ssn IN (?, ?, ?)
? varchar 519-12-4407
? varchar 526-13-4718
? varchar 000-00-0000
[where-in.2] same
SELECT id FROM customers WHERE tax_no IN (?)
? int 730104
[where-in.3] same
SELECT id, email FROM customers WHERE email IN (?, ?)
? varchar customer.3@mail.example.org
? varchar customer.4@mail.example.org
[where-in.4] same
SELECT id FROM payments WHERE amount IN (?, ?) AND channel IS NOT NULL
? bigint 6917529027641081021
? bigint 9223372036854775807
[where-in.5] same
SELECT id FROM customers WHERE joined IN (?, ?)
? date 2018-03-01
? date 2019-03-01
[where-in.6] same
SELECT id FROM customers WHERE credit IN (?, ?, ?)
? decimal 0
? decimal 2501.0
? decimal 3751.50
[where-in.7] same
SELECT id FROM customers WHERE ssn IN (?, ?)
? varchar 519-12-4407
? null:varchar
[where-in.8] same
SELECT id FROM customers WHERE (ssn IN ('519-12-4407', '526-13-4718')) AND city IS NOT NULL

[where-not-in.1] same
SELECT id FROM customers WHERE ssn NOT IN (?, ?)
? varchar 519-12-4407
? varchar 526-13-4718
[where-not-in.2] same
SELECT id FROM customers WHERE tax_no NOT IN (?, ?)
? int 730104
? int 730105
[where-not-in.3] empty
SELECT id FROM customers WHERE ssn NOT IN (?, ?)
? varchar 519-12-4407
? null:varchar
[where-not-in.4] same
SELECT id FROM customers WHERE NOT (ssn IN (?, ?))
? varchar 519-12-4407
? varchar 526-13-4718

[is-null.1] same
SELECT id FROM customers WHERE ssn IS NULL
[is-null.2] same
SELECT id, name FROM customers WHERE name IS NULL OR notes IS NULL
[is-null.3] same
SELECT id, balance FROM customers WHERE balance IS NOT NULL AND vip IS NOT NULL
[is-null.4] same
SELECT count(*) FROM customers WHERE photo IS NULL
[is-null.5] same
SELECT id FROM customers WHERE NOT (birth IS NULL)
[is-null.6] same
SELECT id, ssn IS NULL, name IS NOT NULL FROM customers
[is-null.7] empty
SELECT id FROM customers WHERE ssn = ?
? null:varchar
[is-null.8] same
SELECT o.id FROM orders o WHERE o.memo IS NULL AND o.card IS NOT NULL

# One parameter asked for NULL beside the comparison: what Spring Data writes for optional filters.
[optional-filter.1] same literal=-
SELECT id FROM customers WHERE (CAST(? AS VARCHAR(20)) IS NULL OR ssn = ?)
? varchar 519-12-4407
? varchar 519-12-4407
[optional-filter.2] same
SELECT id FROM customers WHERE (? IS NULL OR ssn = ?)
? varchar 519-12-4407
? varchar 519-12-4407
[optional-filter.3] h2=same postgresql=- mariadb=same
SELECT id FROM customers WHERE (? IS NULL OR ssn = ?)
? null:varchar
? null:varchar
[optional-filter.5] refused:TDE-SQL-016 literal=-
SELECT id FROM customers WHERE (CAST(? AS INTEGER) IS NULL OR tax_no = ?)
? null:int
? null:int
[optional-filter.4] same
SELECT id FROM customers WHERE tier = ? AND (ssn = ? OR ? IS NULL)
? int 1
? varchar 540-15-5340
? varchar 540-15-5340

[join-domain.1] same
SELECT c.id, o.id FROM customers c JOIN orders o ON o.customer_ssn = c.ssn
[join-domain.2] same
SELECT c.name, s.name FROM customers c INNER JOIN staging s ON c.ssn = s.ssn
[join-domain.3] same
SELECT c.id, s.id FROM customers c, staging s WHERE c.ssn = s.ssn AND s.city = ?
? varchar Oslo
[join-domain.4] same
SELECT p.id, a.owner FROM payments p JOIN accounts a ON a.iban = p.iban
[join-domain.5] same
SELECT c.id, o.id, s.id FROM customers c JOIN orders o ON c.ssn = o.customer_ssn JOIN staging s ON s.ssn = o.customer_ssn
[join-domain.6] same
SELECT a.id, b.id FROM customers a JOIN customers b ON a.ssn = b.ssn AND a.id < b.id
[join-domain.7] same
SELECT c.ssn, s.city FROM customers c JOIN staging s ON s.ssn = c.ssn WHERE c.ssn = ?
? varchar 526-13-4718
[join-domain.8] same
SELECT c.id, s.id FROM customers c JOIN staging s ON s.ssn <> c.ssn WHERE c.tier = 1 AND s.id < 4
[join-domain.9] same
SELECT s.id, a.owner, p.amount FROM staging s JOIN accounts a ON (a.iban = s.iban) JOIN payments p ON (p.iban = a.iban)

[join-plain.1] same
SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id
[join-plain.2] same
SELECT o.card, p.iban FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.status = ?
? varchar PAID
[join-plain.3] same
SELECT c.ssn, o.memo, p.amount FROM customers c JOIN orders o ON o.customer_id = c.id JOIN payments p ON p.order_id = o.id
[join-plain.4] same
SELECT c.email, r.region FROM customers c JOIN regions r ON r.city = c.city WHERE r.region = 'Europe'
[join-plain.5] same
SELECT c.ssn FROM customers c CROSS JOIN regions r WHERE r.city = c.city AND c.tax_no = ?
? int 730102
[join-plain.6] same
SELECT a.name, b.name FROM customers a, staging b WHERE a.city = b.city AND a.ssn = ?
? varchar 519-12-4407
[join-plain.7] same
SELECT customers.ssn, orders.card FROM customers JOIN orders ON customers.id = orders.customer_id
[join-plain.8] same
SELECT c.ssn, c.city, region FROM customers c JOIN regions USING (city)

[join-outer.1] same
SELECT c.id, o.total, o.memo FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
[join-outer.2] same
SELECT s.id, c.name FROM customers c RIGHT JOIN staging s ON s.ssn = c.ssn
[join-outer.3] same
SELECT c.id FROM customers c LEFT JOIN staging s ON s.ssn = c.ssn WHERE s.ssn IS NULL
[join-outer.4] same
SELECT c.id, s.name FROM customers c LEFT OUTER JOIN staging s ON s.ssn = c.ssn AND s.id > ?
? int 3
[join-outer.5] same
SELECT a.owner, p.amount FROM accounts a LEFT JOIN payments p ON p.iban = a.iban AND p.amount = ?
? bigint 6917529027641081021

[subquery-in.1] same
SELECT id FROM orders WHERE customer_ssn IN (SELECT ssn FROM customers WHERE city = ?)
? varchar Oslo
[subquery-in.2] same
SELECT id, name FROM customers WHERE ssn IN (SELECT s.ssn FROM staging s)
[subquery-in.3] same
SELECT id FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE card = ?)
? varchar 4556-7375-8689-1002
[subquery-in.4] same
SELECT id FROM staging WHERE ssn NOT IN (SELECT ssn FROM customers WHERE ssn IS NOT NULL AND tier = 1)
[subquery-in.5] same
SELECT owner FROM accounts WHERE iban IN (SELECT iban FROM payments WHERE amount = ?)
? bigint 9223372036854775807
[subquery-in.6] same
SELECT id, ssn FROM customers WHERE ssn IN (SELECT customer_ssn FROM orders WHERE status = 'PAID' AND card IN (?, ?))
? varchar 4556-7375-8689-1001
? varchar 4556-7375-8689-1005
[subquery-in.7] same
SELECT id, email FROM customers WHERE id IN (SELECT o.customer_id FROM orders o JOIN payments p ON p.order_id = o.id WHERE p.iban = ?)
? varchar DE13500105175407324982

[subquery-exists.1] same
SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_ssn = c.ssn)
[subquery-exists.2] same
SELECT c.id, c.name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM staging s WHERE s.ssn = c.ssn)
[subquery-exists.3] same
SELECT s.id FROM staging s WHERE EXISTS (SELECT * FROM customers c WHERE c.ssn = s.ssn AND c.email = ?)
? varchar customer.4@mail.example.org
[subquery-exists.4] same
SELECT a.owner FROM accounts a WHERE EXISTS (SELECT p.iban FROM payments p WHERE p.iban = a.iban AND p.channel IS NOT NULL)
[subquery-exists.5] same
SELECT c.ssn FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = ?)
? varchar CANCELLED

[subquery-scalar.1] same mariadb=declared:type
SELECT o.id, (SELECT c.name FROM customers c WHERE c.id = o.customer_id) FROM orders o
[subquery-scalar.2] same mariadb=declared:type
SELECT o.id, (SELECT c.ssn FROM customers c WHERE c.id = o.customer_id) AS owner_ssn FROM orders o WHERE o.id < 9
[subquery-scalar.3] same
SELECT id FROM orders WHERE customer_ssn = (SELECT ssn FROM customers WHERE id = ?)
? int 6
[subquery-scalar.4] same
SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_ssn = c.ssn) FROM customers c

[derived-table.1] same
SELECT t.ssn FROM (SELECT ssn, tier FROM customers) t WHERE t.tier = 1
[derived-table.2] same
SELECT * FROM (SELECT id, ssn AS number FROM customers) t WHERE t.number = ?
? varchar 519-12-4407
[derived-table.3] same
SELECT x.n, x.cnt FROM (SELECT ssn AS n, count(*) AS cnt FROM customers GROUP BY ssn) x WHERE x.cnt > 1
[derived-table.4] same
SELECT t.name, o.id FROM (SELECT id, name FROM customers WHERE ssn IS NOT NULL) t JOIN orders o ON o.customer_id = t.id
[derived-table.5] same
SELECT count(*) FROM (SELECT DISTINCT ssn FROM customers) t
[derived-table.6] same
SELECT q.s FROM (SELECT t.ssn AS s FROM (SELECT ssn FROM customers WHERE tier = 2) t) q WHERE q.s <> ?
? varchar 519-12-4407
[derived-table.7] same
SELECT t.s, c.id FROM (SELECT ssn s FROM staging) t JOIN customers c ON c.ssn = t.s

[cte.1] same
WITH t AS (SELECT id, ssn FROM customers WHERE tier = ?) SELECT id, ssn FROM t
? int 1
[cte.2] same
WITH t AS (SELECT ssn, count(*) AS n FROM customers GROUP BY ssn) SELECT t.ssn, t.n FROM t WHERE t.n = 2
[cte.3] same
WITH a AS (SELECT ssn FROM customers), b AS (SELECT ssn FROM staging) SELECT a.ssn FROM a JOIN b ON a.ssn = b.ssn
[cte.4] same
WITH t (key_number, who) AS (SELECT ssn, name FROM customers) SELECT who FROM t WHERE key_number = ?
? varchar 519-12-4407
[cte.5] same
WITH t AS (SELECT * FROM orders WHERE card = ?) SELECT t.id, t.total, t.memo FROM t
? varchar 4556-7375-8689-1003
[cte.6] same
WITH a AS (SELECT id, email FROM customers), b AS (SELECT email FROM a WHERE id < 5) SELECT email FROM b
[cte.7] same
WITH t AS (SELECT iban FROM payments WHERE amount = ?) SELECT a.owner FROM accounts a WHERE a.iban IN (SELECT iban FROM t)
? bigint 6917529027641081021

[set-operation.1] same
SELECT ssn FROM customers UNION SELECT ssn FROM staging
[set-operation.2] same mariadb=declared:type
SELECT ssn FROM customers UNION ALL SELECT customer_ssn FROM orders
[set-operation.3] same
SELECT ssn FROM customers INTERSECT SELECT ssn FROM staging
[set-operation.4] same
SELECT ssn FROM customers EXCEPT SELECT ssn FROM staging
[set-operation.5] same
SELECT iban FROM payments UNION SELECT iban FROM accounts
[set-operation.6] same mariadb=declared:type
SELECT id, ssn FROM customers WHERE tier = 0 UNION ALL SELECT id, ssn FROM customers WHERE tier = 1
[set-operation.7] same mariadb=declared:type
SELECT name FROM customers WHERE id < 5 UNION ALL SELECT name FROM customers WHERE id > 28
[set-operation.8] same
SELECT ssn FROM customers WHERE ssn = ? UNION SELECT ssn FROM staging WHERE ssn = ?
? varchar 519-12-4407
? varchar 526-13-4718
[set-operation.9] same
(SELECT ssn FROM customers WHERE tier = 0) UNION (SELECT ssn FROM staging WHERE id < 3)

[group-by.1] same
SELECT ssn, count(*) FROM customers GROUP BY ssn
[group-by.2] same
SELECT tax_no, count(*), max(tier) FROM customers GROUP BY tax_no
[group-by.3] same
SELECT joined, city, count(*) AS n FROM customers GROUP BY joined, city
[group-by.4] same
SELECT c.ssn, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_ssn = c.ssn GROUP BY c.ssn
[group-by.5] same
SELECT card, min(placed), max(placed) FROM orders GROUP BY card
[group-by.6] same
SELECT iban, count(*) FROM payments WHERE amount IS NOT NULL GROUP BY iban
[group-by.7] same
SELECT city, count(ssn), count(name) FROM customers GROUP BY city
[group-by.8] same
SELECT credit, count(*) FROM customers WHERE ssn <> ? GROUP BY credit
? varchar 519-12-4407

[having.1] same
SELECT ssn, count(*) FROM customers GROUP BY ssn HAVING count(*) > 1
[having.2] same
SELECT ssn FROM customers GROUP BY ssn HAVING count(*) = 2 AND max(tier) > ?
? int 0
[having.3] same
SELECT ssn, count(*) FROM customers GROUP BY ssn HAVING ssn = ?
? varchar 519-12-4407
[having.4] same
SELECT city, count(DISTINCT ssn) FROM customers GROUP BY city HAVING count(DISTINCT ssn) > 2

[aggregate.1] same
SELECT count(ssn) FROM customers
[aggregate.2] same
SELECT count(DISTINCT ssn) FROM customers
[aggregate.3] same
SELECT count(*), count(name), count(photo), count(DISTINCT tax_no) FROM customers
[aggregate.4] same
SELECT count(DISTINCT card) FROM orders WHERE customer_ssn = ?
? varchar 519-12-4407
[aggregate.5] same
SELECT sum(tier), count(birth) FROM customers WHERE email <> ?
? varchar customer.1@mail.example.org

[distinct.1] same
SELECT DISTINCT ssn FROM customers
[distinct.2] same
SELECT DISTINCT ssn, tier FROM customers
[distinct.3] same
SELECT DISTINCT joined, credit FROM customers
[distinct.4] same
SELECT DISTINCT c.ssn FROM customers c JOIN orders o ON o.customer_id = c.id
[distinct.5] same
SELECT DISTINCT city FROM customers WHERE ssn IS NOT NULL

[order-by-plain.1] same
SELECT id, ssn FROM customers ORDER BY id
[order-by-plain.2] same
SELECT id, name, balance FROM customers ORDER BY id DESC
[order-by-plain.3] same
SELECT ssn, id FROM customers ORDER BY 2
[order-by-plain.4] same
SELECT c.ssn, c.tier AS level, c.id FROM customers c ORDER BY level, c.id
[order-by-plain.5] same
SELECT ssn, count(*) AS n, min(id) AS first_id FROM customers GROUP BY ssn ORDER BY first_id
[order-by-plain.6] same mariadb=-
SELECT name, city, id FROM customers ORDER BY city NULLS LAST, id
[order-by-plain.7] same
SELECT ssn, id FROM customers UNION ALL SELECT ssn, id + 100 FROM staging ORDER BY id

[limit.1] same
SELECT id, ssn FROM customers ORDER BY id LIMIT 5
[limit.2] same
SELECT id, ssn FROM customers ORDER BY id LIMIT ? OFFSET ?
? int 4
? int 7
[limit.3] same
SELECT id, name FROM customers ORDER BY id OFFSET 3 ROWS FETCH NEXT 4 ROWS ONLY
[limit.4] same
SELECT id, email FROM customers WHERE ssn IS NOT NULL ORDER BY id FETCH FIRST 3 ROWS ONLY
[limit.5] same
SELECT id, card FROM orders ORDER BY id OFFSET ? ROWS FETCH FIRST ? ROWS ONLY
? int 2
? int 3

[names.1] same mariadb=-
SELECT C.SSN FROM CUSTOMERS C WHERE C.SSN = ?
? varchar 519-12-4407
[names.2] same mariadb=-
SELECT Customers.Ssn AS "Social Security Number" FROM Customers
[names.3] same
SELECT ssn AS "name", name AS ssn FROM customers
[names.4] h2=same postgresql=- mariadb=-
SELECT "SSN", "NAME" FROM "CUSTOMERS" WHERE "SSN" = ?
? varchar 519-12-4407
[names.5] h2=- postgresql=same mariadb=-
SELECT "ssn", "name" FROM "customers" WHERE "ssn" = ?
? varchar 519-12-4407
[names.6] same mariadb=-
SELECT public.customers.ssn FROM public.customers
[names.7] same mariadb=-
SELECT t.ssn FROM public.customers AS t WHERE t.tax_no = ?
? int 730101
[names.8] same
SELECT total AS ssn, customer_ssn AS total FROM orders WHERE customer_ssn = ?
? varchar 526-13-4718
[names.9] same
SELECT c.name AS city, c.city AS name FROM customers c WHERE c.city = ? AND c.name IS NOT NULL
? varchar Rome

[comment.1] same
SELECT /* ssn = 'x' */ id, ssn FROM customers -- WHERE ssn IS NULL
[comment.2] same
-- a line before
SELECT id FROM customers WHERE ssn /* the number */ = /* of */ ?
? varchar 519-12-4407
[comment.3] same
SELECT ssn -- first
     , name -- second
  FROM customers -- 'unbalanced
 WHERE city = 'Rome' -- ? no parameter
[comment.4] same
SELECT id, 'a -- b' AS text, ssn FROM customers WHERE ssn = ? /* '?' */
? varchar 519-12-4407
[comment.5] same
SELECT id, 'customers.ssn = ''?''' AS text FROM customers WHERE email = ?
? varchar customer.5@mail.example.org

[layout.1] same
select id,ssn from customers where ssn=? and tier<?
? varchar 519-12-4407
? int 9
[layout.2] same
SELECT
	id,	ssn
FROM	customers
WHERE	ssn
=	?
? varchar 519-12-4407
[layout.3] same
SELECT id, ssn FROM customers WHERE ssn = ?;
? varchar 519-12-4407

[case-plain.1] same
SELECT id, ssn, CASE WHEN tier = 0 THEN 'gold' ELSE 'other' END FROM customers
[case-plain.2] same
SELECT id, CASE tier WHEN 0 THEN 'a' WHEN 1 THEN 'b' END AS t FROM customers WHERE ssn IS NOT NULL
[case-plain.3] same
SELECT id, name, upper(city), tier * 2 + 1 FROM customers WHERE ssn <> ?
? varchar 519-12-4407
[case-plain.4] same
SELECT id, coalesce(city, 'nowhere'), ssn FROM customers
[case-plain.5] same
SELECT id, card, EXTRACT(YEAR FROM placed) FROM orders

[window-plain.1] same
SELECT id, ssn, row_number() OVER (PARTITION BY tier ORDER BY id) FROM customers
[window-plain.2] same
SELECT id, name, sum(tier) OVER (ORDER BY id) FROM customers
[window-plain.3] same
SELECT id, card, count(*) OVER (PARTITION BY status) FROM orders
[window-plain.4] same
SELECT t.id, t.ssn FROM (SELECT id, ssn, rank() OVER (PARTITION BY city ORDER BY id) AS r FROM customers) t WHERE t.r = 1

[row-value.1] same
SELECT id FROM customers WHERE (ssn, tier) = (?, ?)
? varchar 519-12-4407
? int 1
[row-value.2] same
SELECT id FROM customers WHERE (ssn, tax_no) IN ((?, ?), (?, ?))
? varchar 533-14-5029
? int 730105
? varchar 540-15-5340
? int 730107

[boolean-use.1] h2=same h2=literal=declared:label postgresql=same mariadb=declared:label
SELECT id, ssn = ? FROM customers
? varchar 519-12-4407
[boolean-use.2] h2=same h2=literal=declared:label postgresql=same mariadb=declared:label
SELECT id, CASE WHEN ssn = ? THEN 1 ELSE 0 END FROM customers
? varchar 519-12-4407
[boolean-use.3] h2=same h2=literal=declared:label postgresql=same mariadb=declared:label
SELECT count(CASE WHEN ssn = ? THEN 1 END) FROM customers
? varchar 519-12-4407
[boolean-use.4] same
SELECT id FROM customers ORDER BY CASE WHEN ssn = ? THEN 0 ELSE 1 END, id
? varchar 526-13-4718
[boolean-use.5] same
SELECT id FROM customers WHERE (ssn = ?) = (tier = 1)
? varchar 519-12-4407

[distinct-from.1] same mariadb=-
SELECT id FROM customers WHERE ssn IS NOT DISTINCT FROM ?
? varchar 519-12-4407
[distinct-from.2] same mariadb=-
SELECT id FROM customers WHERE ssn IS DISTINCT FROM ?
? varchar 519-12-4407
[distinct-from.3] same mariadb=-
SELECT c.id, s.id FROM customers c JOIN staging s ON c.ssn IS NOT DISTINCT FROM s.ssn

[lock.1] same
SELECT id, ssn FROM customers WHERE id = ? FOR UPDATE
? int 3
[lock.2] same
SELECT id, ssn FROM customers WHERE ssn = ? FOR UPDATE
? varchar 519-12-4407

# A column chosen among NULLs or copies of itself.
[case-protected.1] h2=same postgresql=declared:type mariadb=declared:type
SELECT id, CASE WHEN tier = 1 THEN ssn END FROM customers
[case-protected.2] same mariadb=declared:type
SELECT id, CASE tier WHEN 1 THEN ssn WHEN 2 THEN ssn ELSE ssn END AS s FROM customers
[case-protected.3] same mariadb=declared:type
SELECT s.id, coalesce(s.ssn, c.ssn) AS ssn FROM staging s JOIN customers c ON c.id = s.id
[case-protected.4] same
SELECT CASE ssn WHEN ? THEN 'first' ELSE 'other' END AS which, id FROM customers
? varchar 519-12-4407
[case-protected.5] same
SELECT id FROM customers WHERE CASE WHEN tier = 1 THEN ssn END = ?
? varchar 519-12-4407

# Values beside a protected one that are no value of it.
[constants-beside.1] same
SELECT id, 'found' AS what FROM customers WHERE 'a' = 'a' AND 1 = 1 AND ssn = ?
? varchar 519-12-4407
[constants-beside.2] same
SELECT id FROM customers WHERE id = 3 AND tier = 0 AND tax_no = 0
[constants-beside.3] same
SELECT id FROM orders WHERE id < 730103 AND customer_ssn IN (SELECT ssn FROM customers WHERE tax_no = ?)
? int 730103
[constants-beside.4] same
SELECT id FROM customers WHERE (? IS NULL OR ssn = ?) AND city LIKE ?
? varchar 519-12-4407
? varchar 519-12-4407
? varchar %
