/** Analysis of SQL statements against a set of protected columns. */
package io.tdejdbc.sqlparse;
