/** Sessions that change what a name or a text means. */
package io.tdejdbc.it.session;
