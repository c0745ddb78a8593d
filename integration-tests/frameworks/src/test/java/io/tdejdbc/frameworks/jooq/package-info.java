/** An insurer's application on jOOQ. */
package io.tdejdbc.frameworks.jooq;
