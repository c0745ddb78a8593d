/** Schema migrations of an insurer's application, by Flyway and by Liquibase. */
package io.tdejdbc.frameworks.migration;
