/** Data keys: how they are wrapped with their identity inside, unwrapped, cached and forgotten. */
package io.tdejdbc.keystore.internal.keys;
