/** What all connections of one configuration to one backend share, and how long it lives. */
package io.tdejdbc.driver.internal.runtime;
