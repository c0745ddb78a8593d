/** What a user is told who gives the driver something wrong. */
package io.tdejdbc.it.input;
