/** Computes expressions of literals and parameters in place of the database, where the outcome is certain. */
package io.tdejdbc.sqlparse.internal.constant;
