/** An insurer's application on Spring Data JDBC and JdbcTemplate. */
package io.tdejdbc.frameworks.spring;
