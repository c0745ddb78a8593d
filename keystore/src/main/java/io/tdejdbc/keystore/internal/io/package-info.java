/** Files that survive a crash whole. */
package io.tdejdbc.keystore.internal.io;
