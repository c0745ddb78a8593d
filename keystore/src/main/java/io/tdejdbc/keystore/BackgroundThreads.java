package io.tdejdbc.keystore;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Threads of the product's own. They are daemons and keep nothing of the application that caused them to be made: in a
 * server that shares the driver, an application that is taken out could not be collected otherwise.
 */
public final class BackgroundThreads {
    private BackgroundThreads() {}

    /**
     * A daemon thread that is yet to be started: without context class loader, inheritable thread locals and access
     * control context of the caller.
     *
     * @param name begins with {@code tde-}
     */
    @SuppressWarnings("removal") // Up to Java 23 a thread keeps the classes that are calling when it is made.
    public static Thread make(String name, Runnable work) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, work, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
    }
}
