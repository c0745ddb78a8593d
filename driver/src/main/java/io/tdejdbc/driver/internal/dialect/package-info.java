/** What differs between kinds of databases: catalogs, session settings, DDL. */
package io.tdejdbc.driver.internal.dialect;
