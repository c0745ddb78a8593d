package io.tdejdbc.driver.internal.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names this process to people who look at what works on their keys. */
public final class Actor {
    private static final int LIMIT = 200;

    private Actor() {}

    /** User, host and process id, at most 200 characters. */
    public static String ofProcess() {
        String text = System.getProperty("user.name", "?") + "@" + host() + " process "
                + ProcessHandle.current().pid();
        return text.length() > LIMIT ? text.substring(0, LIMIT) : text;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
