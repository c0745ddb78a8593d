package io.tdejdbc.driver.cli;

/** A command cannot do its work; the message is for the person at the keyboard. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
