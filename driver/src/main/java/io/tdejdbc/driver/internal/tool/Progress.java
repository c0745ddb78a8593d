package io.tdejdbc.driver.internal.tool;

/** Is told how far a long piece of work is. */
public interface Progress {

    /** A piece of work begins. */
    void begin(String what, long steps);

    /** Some steps of it are done. */
    void advance(long steps);

    /** It has ended. */
    void end();

    /** Keeps quiet. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void begin(String what, long steps) {
                // Nobody listens.
            }

            @Override
            public void advance(long steps) {
                // Nobody listens.
            }

            @Override
            public void end() {
                // Nobody listens.
            }
        };
    }
}
