/** What the driver does, as meters of Micrometer. */
package io.tdejdbc.micrometer;
