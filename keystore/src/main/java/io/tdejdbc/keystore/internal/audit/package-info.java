/** Records of what is done with master keys. */
package io.tdejdbc.keystore.internal.audit;
