/** Claims handling as a process in Flowable. */
package io.tdejdbc.frameworks.flowable;
