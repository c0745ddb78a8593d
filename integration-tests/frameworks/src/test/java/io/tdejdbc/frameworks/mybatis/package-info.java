/** An insurer's application on MyBatis. */
package io.tdejdbc.frameworks.mybatis;
