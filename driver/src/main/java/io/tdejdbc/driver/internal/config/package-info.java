/** Where the configuration comes from and what it says. */
package io.tdejdbc.driver.internal.config;
