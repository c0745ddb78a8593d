/** The databases that the applications run on, and the recording of what they send. */
package io.tdejdbc.frameworks.harness;
