CREATE TABLE things (
  id INTEGER NOT NULL PRIMARY KEY,
  t VARCHAR(40),
  c CHAR(6),
  si SMALLINT,
  i INTEGER,
  l BIGINT,
  n NUMERIC(12,2),
  r REAL,
  d DOUBLE PRECISION,
  b BOOLEAN,
  dt DATE,
  tm TIME,
  ts ${moment},
  bin ${bytes},
  txt ${text},
  nul VARCHAR(10)
);
CREATE TABLE elsewhere (id INTEGER, secret VARCHAR(10));
