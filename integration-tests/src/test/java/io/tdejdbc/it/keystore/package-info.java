/** The keystore on real database servers. */
package io.tdejdbc.it.keystore;
