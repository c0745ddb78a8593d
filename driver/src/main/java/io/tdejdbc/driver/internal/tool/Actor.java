package io.tdejdbc.driver.internal.tool;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names this process to people who look at what works on their keys. */
final class Actor {
    private static final int LIMIT = 200;

    private Actor() {}

    static String ofProcess() {
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
