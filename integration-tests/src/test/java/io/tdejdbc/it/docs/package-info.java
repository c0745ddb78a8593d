/** Every command, configuration and program of the documentation, executed as it stands there. */
package io.tdejdbc.it.docs;
