/** An insurer's application on Hibernate. */
package io.tdejdbc.frameworks.hibernate;
