/** Tests of the whole driver against real databases. */
package io.tdejdbc.it;
