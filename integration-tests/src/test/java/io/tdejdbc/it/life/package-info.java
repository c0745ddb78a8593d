/** What happens to connections over time: pools, races, outages, rollbacks, re-use. */
package io.tdejdbc.it.life;
