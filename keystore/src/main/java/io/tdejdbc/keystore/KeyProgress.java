package io.tdejdbc.keystore;

/** Is told how far work on keys is. */
public interface KeyProgress {

    /** So many keys are to be worked on; may be said again when more turn up. */
    void begin(long keys);

    /** So many more are done. */
    void advance(long keys);

    /** Keeps quiet. */
    static KeyProgress silent() {
        return new KeyProgress() {
            @Override
            public void begin(long keys) {
                // Nobody listens.
            }

            @Override
            public void advance(long keys) {
                // Nobody listens.
            }
        };
    }
}
