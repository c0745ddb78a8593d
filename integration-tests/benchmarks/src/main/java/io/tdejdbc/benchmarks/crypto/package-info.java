/** How fast values are encrypted, beside the Java platform, Bouncy Castle and Tink. */
package io.tdejdbc.benchmarks.crypto;
