package io.tdejdbc.keystore.crypto;

import io.tdejdbc.keystore.ValueCipher;

/** A {@link ValueCipher} with keys of its own, which are wiped when it is closed. */
public interface ColumnCipher extends ValueCipher, AutoCloseable {

    /**
     * Wipes its sub-keys. Calls under way end as they would have, or fail as later ones do, with {@code TDE-CRY-007}. The
     * keys it was made from are not touched. Silent when repeated.
     */
    @Override
    void close();
}
