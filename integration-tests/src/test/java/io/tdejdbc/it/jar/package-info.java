/** The one jar that users download, as it was built: run in the verify phase, after the jar is there. */
package io.tdejdbc.it.jar;
