package io.tdejdbc.it.jar;

import java.sql.DriverManager;
import java.util.List;

/** A host application in a process of its own: prints where it finds its libraries, and the drivers it sees. */
public final class HostProbe {
    /** One class of each library that the host and the jar have in different versions. */
    static final List<String> SHARED = List.of(
            "com.fasterxml.jackson.core.JsonFactory",
            "com.google.common.collect.ImmutableList",
            "org.apache.calcite.sql.parser.SqlParser",
            "org.slf4j.LoggerFactory");

    private HostProbe() {}

    /** Prints a line "class, tab, where it came from" for each shared class and each registered driver. */
    public static void main(String[] args) throws ClassNotFoundException {
        for (String name : SHARED) {
            print(Class.forName(name, false, HostProbe.class.getClassLoader()));
        }
        DriverManager.drivers().forEach(driver -> print(driver.getClass()));
    }

    private static void print(Class<?> type) {
        System.out.println(type.getName() + "\t"
                + type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
