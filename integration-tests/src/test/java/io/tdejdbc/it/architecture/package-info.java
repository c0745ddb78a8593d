/** The arrows between the modules, held by a test. */
package io.tdejdbc.it.architecture;
