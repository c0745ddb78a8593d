CREATE TABLE customers (
  id INTEGER NOT NULL PRIMARY KEY,
  name VARCHAR(60),
  ssn VARCHAR(20),
  tax_no INTEGER,
  email VARCHAR(80) UNIQUE,
  balance NUMERIC(12,2),
  credit NUMERIC(10,2),
  birth DATE,
  joined DATE,
  seen_at ${moment},
  vip BOOLEAN,
  token UUID,
  photo ${bytes},
  notes ${text},
  city VARCHAR(40),
  tier INTEGER NOT NULL
);
CREATE TABLE orders (
  id INTEGER NOT NULL PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  customer_ssn VARCHAR(20),
  total NUMERIC(12,2),
  status VARCHAR(16) NOT NULL,
  card VARCHAR(24),
  placed ${moment} NOT NULL,
  deliver TIME(6),
  memo ${text}
);
CREATE TABLE payments (
  id INTEGER NOT NULL PRIMARY KEY,
  order_id INTEGER NOT NULL,
  iban VARCHAR(34),
  amount BIGINT,
  rate DOUBLE PRECISION,
  paid_at ${instant},
  channel SMALLINT
);
CREATE TABLE staging (
  id INTEGER NOT NULL PRIMARY KEY,
  ssn VARCHAR(20),
  iban VARCHAR(34),
  name VARCHAR(60),
  city VARCHAR(40)
);
CREATE TABLE accounts (
  iban VARCHAR(34) NOT NULL PRIMARY KEY,
  owner VARCHAR(60) NOT NULL,
  opened DATE NOT NULL,
  branch CHAR(4) NOT NULL
);
CREATE TABLE tickets (
  id INTEGER ${identity} PRIMARY KEY,
  code VARCHAR(20) NOT NULL,
  body VARCHAR(200),
  state VARCHAR(10) DEFAULT 'open' NOT NULL
);
CREATE TABLE regions (
  city VARCHAR(40) NOT NULL PRIMARY KEY,
  region VARCHAR(20) NOT NULL
);
