# Statements that change rows.

[insert-values.1] same
INSERT INTO customers (id, name, ssn, tier) VALUES (?, ?, ?, ?)
? int 101
? varchar Inserted Ingrid
? varchar 611-22-9001
? int 1
[insert-values.2] same
INSERT INTO customers (id, tax_no, email, balance, credit, tier) VALUES (?, ?, ?, ?, ?, 2)
? int 102
? int 99887766
? varchar inserted@mail.example.org
? decimal -12345.67
? decimal 99.99
[insert-values.3] h2=same h2=literal=refused:TDE-SQL-007 postgresql=same mariadb=same
INSERT INTO customers (id, birth, joined, seen_at, vip, token, photo, notes, tier) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
? int 103
? date 1969-07-20
? date 2021-12-31
? timestamp 2026-01-02 03:04:05.123456
? boolean true
? uuid 00112233-4455-6677-8899-aabbccddeeff
? bytes 00ff10203040
? varchar Ein längerer Text, mit 漢字 und 🙂
? int 0
[insert-values.4] same
INSERT INTO orders (id, customer_id, customer_ssn, total, status, card, placed, deliver, memo) VALUES (?, ?, ?, ?, 'NEW', ?, ?, ?, ?)
? int 201
? int 1
? varchar 519-12-4407
? decimal 1000000.01
? varchar 4556-0000-1111-2222
? timestamp 2026-02-03 04:05:06.000000
? time 23:59:59
? varchar ring twice
[insert-values.5] same
INSERT INTO payments (id, order_id, iban, amount, rate, paid_at, channel) VALUES (?, ?, ?, ?, ?, ?, ?)
? int 301
? int 1
? varchar DE11500105175407324948
? bigint -5
? double -1.5E-7
? timestamptz 2026-03-04 05:06:07.89+02:00
? smallint -32768
[insert-values.6] same
INSERT INTO accounts (iban, owner, opened, branch) VALUES (?, ?, ?, ?)
? varchar GB33BUKB20201555555555
? varchar New Owner
? date 2026-05-06
? varchar X
[insert-values.7] same
INSERT INTO customers (id, name, ssn, tier) VALUES (?, ?, ?, ?)
? int 104
? null:varchar
? null:varchar
? int 1
[insert-values.8] same
INSERT INTO customers (id, name, ssn, notes, tier) VALUES (?, ?, ?, ?, ?)
? int 105
? varchar
? varchar
? varchar
? int 1
[insert-values.9] same
INSERT INTO tickets (code, body) VALUES (?, ?)
? varchar TICKET-9001
? varchar default state and id
[insert-values.10] same mariadb=-
insert into public.customers (tier, ssn, id) values (?, ?, ?)
? int 2
? varchar 622-33-9002
? int 106

[insert-multi-row.1] same
INSERT INTO staging (id, ssn, name) VALUES (?, ?, ?), (?, ?, ?)
? int 21
? varchar 633-44-9003
? varchar First of two
? int 22
? varchar 519-12-4407
? varchar Second of two
[insert-multi-row.2] same
INSERT INTO staging (id, ssn, iban, name, city) VALUES (23, ?, NULL, ?, 'Rome'), (24, NULL, ?, NULL, NULL), (25, ?, ?, ?, ?)
? varchar 644-55-9004
? varchar Third person
? varchar DE11500105175407324948
? varchar 655-66-9005
? varchar DE12500105175407324965
? varchar Fourth person
? varchar Oslo
[insert-multi-row.3] same
INSERT INTO customers (id, ssn, tier) VALUES (111, '666-77-9006', 0), (112, '666-77-9007', 0), (113, '666-77-9006', 1)

[insert-no-list.1] same
INSERT INTO staging VALUES (?, ?, ?, ?, ?)
? int 26
? varchar 677-88-9008
? varchar DE14500105175407324999
? varchar Without a list
? varchar Lima
[insert-no-list.2] same
INSERT INTO accounts VALUES ('FR7630006000011234567890189', 'Literal Owner', DATE '2020-02-29', 'ABCD')
[insert-no-list.3] same
INSERT INTO staging VALUES (27, '688-99-9009', NULL, 'Literal person', NULL), (28, NULL, NULL, NULL, NULL)

[insert-default.1] same
INSERT INTO tickets (code, body, state) VALUES (?, ?, DEFAULT)
? varchar TICKET-9002
? null:varchar
[insert-default.2] same
INSERT INTO tickets (id, code, body, state) VALUES (DEFAULT, ?, ?, 'held')
? varchar TICKET-9003
? varchar held ticket
[insert-default.3] same
INSERT INTO customers (id, ssn, name, tier) VALUES (?, DEFAULT, ?, 1)
? int 115
? varchar Default number

[insert-select.1] same
INSERT INTO staging (id, ssn) SELECT id + 1000, ssn FROM customers WHERE tier = 1
[insert-select.2] same
INSERT INTO staging (id, ssn, city) SELECT id + 2000, customer_ssn, status FROM orders WHERE card = ?
? varchar 4556-7375-8689-1002
[insert-select.3] same
INSERT INTO staging (id, ssn, iban, name, city) SELECT id + 3000, ssn, iban, name, city FROM staging
[insert-select.4] same
INSERT INTO customers (id, name, ssn, tax_no, balance, notes, tier) SELECT id + 4000, name, ssn, tax_no, balance, notes, tier FROM customers WHERE ssn IS NOT NULL
[insert-select.5] same
INSERT INTO payments (id, order_id, iban) SELECT id + 5000, 1, iban FROM staging WHERE iban IS NOT NULL
[insert-select.6] same
INSERT INTO staging (id, ssn) SELECT o.id + 6000, c.ssn FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.email = ?
? varchar customer.6@mail.example.org
[insert-select.7] same
INSERT INTO staging (id, ssn) SELECT min(id) + 7000, ssn FROM customers GROUP BY ssn

[update-set.1] same
UPDATE customers SET ssn = ? WHERE id = ?
? varchar 699-00-9010
? int 4
[update-set.2] same
UPDATE customers SET name = ?, balance = ?, notes = ? WHERE id = ?
? varchar Renamed Renée
? decimal 0.01
? varchar short note
? int 5
[update-set.3] h2=same h2=literal=refused:TDE-SQL-007 postgresql=same mariadb=same
UPDATE customers SET birth = ?, seen_at = ?, vip = ?, photo = ?, token = ? WHERE tier = 1
? date 1999-12-31
? timestamp 1999-12-31 23:59:59.999999
? boolean false
? bytes ff00ff
? uuid ffffffff-ffff-ffff-ffff-ffffffffffff
[update-set.4] same
UPDATE customers SET tax_no = ?, credit = ?, joined = ?, tier = tier + 1 WHERE city = ?
? int 42
? decimal 7.00
? date 2001-01-01
? varchar Oslo
[update-set.5] same
UPDATE payments SET amount = ?, rate = ?, paid_at = ?, channel = ?, iban = ? WHERE id < ?
? bigint 1234567890123
? double 3.25
? timestamptz 2020-06-07 08:09:10+00:00
? smallint 32767
? varchar DE15500105175407325016
? int 4
[update-set.6] same
UPDATE orders SET total = ?, deliver = ?, memo = ?, card = ? WHERE status = 'NEW'
? decimal 19.90
? time 08:30:00
? varchar new memo text
? varchar 4556-1212-3434-5656
[update-set.7] same
UPDATE customers c SET ssn = ?, name = ? WHERE c.id IN (1, 2, 3)
? varchar 700-11-9011
? varchar Three of a kind
[update-set.8] same
UPDATE customers SET ssn = '711-22-9012', name = 'Literal Name', tax_no = 77, vip = TRUE, birth = DATE '1950-05-05' WHERE id = 9
[update-set.9] same
UPDATE accounts SET owner = ?, branch = ? WHERE opened > ?
? varchar Changed Owner
? varchar BR
? date 2019-06-01
[update-set.10] same
UPDATE tickets SET body = ?, state = 'closed' WHERE state = 'open'
? varchar all is well again

[update-where.1] same
UPDATE customers SET tier = 9 WHERE ssn = ?
? varchar 519-12-4407
[update-where.2] same
UPDATE customers SET name = ? WHERE email = ?
? varchar Found by mail
? varchar customer.7@mail.example.org
[update-where.3] same
UPDATE customers SET ssn = ? WHERE ssn = ?
? varchar 722-33-9013
? varchar 519-12-4407
[update-where.4] same
UPDATE orders SET status = ? WHERE customer_ssn IN (?, ?)
? varchar HELD
? varchar 519-12-4407
? varchar 526-13-4718
[update-where.5] same
UPDATE customers SET notes = ? WHERE ssn <> ? AND tax_no = ?
? varchar noted
? varchar 519-12-4407
? int 730101
[update-where.6] same
UPDATE orders SET memo = ? WHERE customer_ssn IN (SELECT ssn FROM customers WHERE city = ?)
? varchar via sub-query
? varchar Rome
[update-where.7] same
UPDATE customers SET tier = 5 WHERE ssn IS NULL OR name IS NULL
[update-where.8] same
UPDATE accounts SET opened = ? WHERE EXISTS (SELECT 1 FROM payments p WHERE p.iban = accounts.iban AND p.amount = ?)
? date 2026-06-06
? bigint 6917529027641081021
[update-where.9] empty
UPDATE customers SET name = ? WHERE ssn = ?
? varchar nobody
? varchar 000-00-0000

[update-null.1] same
UPDATE customers SET ssn = NULL, name = NULL WHERE id = ?
? int 6
[update-null.2] same
UPDATE customers SET ssn = ?, balance = ?, birth = ?, photo = ?, notes = ? WHERE tier = 2
? null:varchar
? null:decimal
? null:date
? null:bytes
? null:varchar
[update-null.3] same
UPDATE payments SET amount = NULL, rate = ?, paid_at = ? WHERE iban = ?
? null:double
? null:timestamptz
? varchar DE12500105175407324965
[update-null.4] same
UPDATE customers SET vip = NULL, token = NULL WHERE vip IS NOT NULL AND email <> ?
? varchar customer.1@mail.example.org

[update-copy.1] same
UPDATE customers SET ssn = ssn WHERE tier = 1
[update-copy.2] same
UPDATE staging SET ssn = (SELECT c.ssn FROM customers c WHERE c.id = staging.id) WHERE id < 5
[update-copy.3] same
UPDATE orders SET customer_ssn = (SELECT ssn FROM customers WHERE customers.id = orders.customer_id), total = total
[update-copy.4] same
UPDATE customers SET name = name, ssn = ? WHERE id = ?
? varchar 733-44-9014
? int 3

[delete.1] same
DELETE FROM customers WHERE ssn = ?
? varchar 519-12-4407
[delete.2] same
DELETE FROM orders WHERE customer_ssn IN (SELECT ssn FROM staging)
[delete.3] same
DELETE FROM payments WHERE amount IN (?, ?) OR iban IS NULL
? bigint 6917529027641081021
? bigint 9223372036854775807
[delete.4] same
DELETE FROM customers WHERE name IS NULL AND tier >= ?
? int 0
[delete.5] same
DELETE FROM accounts WHERE iban = ?
? varchar DE11500105175407324948
[delete.6] same mariadb=-
DELETE FROM customers c WHERE c.tax_no = ? AND NOT (c.email = ?)
? int 730101
? varchar customer.9@mail.example.org
[delete.7] same
DELETE FROM staging WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.ssn = staging.ssn)
[delete.8] same
DELETE FROM tickets WHERE code <> ? AND body IS NOT NULL
? varchar TICKET-7001

# What the plain column refuses must be refused behind the driver too, with the same SQLState and nothing written.
[does-not-fit.1] fails:22001
INSERT INTO customers (id, ssn, tier) VALUES (?, ?, 1)
? int 901
? varchar this number is far too long for the column
[does-not-fit.2] fails:22001
UPDATE customers SET name = ? WHERE id = ?
? varchar 1234567890123456789012345678901234567890123456789012345678901
? int 1
[does-not-fit.3] h2=fails:22001 postgresql=fails:22003 mariadb=fails:22003
UPDATE customers SET credit = ? WHERE id = ?
? decimal 123456789.00
? int 1
[does-not-fit.4] fails:23505 mariadb=fails:23000
UPDATE customers SET email = ? WHERE id = 1
? varchar customer.2@mail.example.org
[does-not-fit.5] fails:23505 mariadb=fails:23000
INSERT INTO accounts (iban, owner, opened, branch) VALUES (?, 'Twice', DATE '2020-01-01', 'A')
? varchar DE11500105175407324948
[does-not-fit.6] fails:23502 mariadb=fails:23000
INSERT INTO tickets (code, body) VALUES (?, ?)
? null:varchar
? varchar no code
[does-not-fit.7] fails:23502 mariadb=fails:23000
UPDATE accounts SET owner = NULL WHERE iban = ?
? varchar DE11500105175407324948
[does-not-fit.8] fails:22001
INSERT INTO accounts (iban, owner, opened, branch) VALUES (?, 'Long branch', DATE '2020-01-01', ?)
? varchar DE99
? varchar ABCDE

# What the plain column changes on its way in must be changed behind the driver too.
[coerced-on-write.1] same
UPDATE customers SET balance = ?, credit = ? WHERE id = 1
? decimal 1.235
? decimal 1.2
[coerced-on-write.2] same
UPDATE accounts SET branch = ? WHERE iban = ?
? varchar Q
? varchar DE12500105175407324965
[coerced-on-write.3] same
UPDATE customers SET balance = ?, tax_no = ? WHERE id = 2
? int 17
? smallint 18
[coerced-on-write.4] same
UPDATE payments SET amount = ?, rate = ? WHERE id = 3
? int 19
? int 20
[coerced-on-write.5] same
UPDATE customers SET notes = ?, name = ? WHERE id = 7
? varchar O''Brien said "no" \ and left
? varchar  leading and trailing 

[write-choice.1] same
UPDATE customers SET name = CASE WHEN tier = 1 THEN 'one' ELSE 'other' END
[write-choice.2] same
UPDATE customers SET name = COALESCE(?, 'x') WHERE id = 1
? varchar coalesced
[write-choice.3] same
UPDATE customers SET ssn = CASE WHEN ssn = ? THEN ? ELSE ssn END
? varchar 519-12-4407
? varchar 755-66-9016

# A plain column may hold the text that a protected one holds: the policy says so.
[stored-beside.1] same
INSERT INTO staging (id, name, city) VALUES (?, ?, ?)
? int 77
? varchar Rome
? varchar Rome
[stored-beside.2] same
UPDATE staging SET name = 'Oslo', city = 'Oslo' WHERE id = 3
