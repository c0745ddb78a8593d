package io.tdejdbc.it.jar;

import io.tdejdbc.it.jar.ReflectionObserver.Access;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reachability metadata of native images, in the form of GraalVM for JDK 23 and later: one file for everything. */
final class NativeMetadata {
    private static final String ALL_CONSTRUCTORS = "\"allDeclaredConstructors\": true";

    /** What others ask of the driver's classes, or the driver of a database's own: no run of one application shows it. */
    private static final Map<String, List<String>> BY_OTHERS = Map.ofEntries(
            // Made by class name and filled by setters: pools, servers, frameworks.
            Map.entry("io.tdejdbc.driver.TdeDriver", List.of(ALL_CONSTRUCTORS)),
            Map.entry("io.tdejdbc.driver.TdeDataSource", List.of(ALL_CONSTRUCTORS, "\"allPublicMethods\": true")),
            Map.entry(
                    "io.tdejdbc.driver.TdeConnectionPoolDataSource",
                    List.of(ALL_CONSTRUCTORS, "\"allPublicMethods\": true")),
            Map.entry("io.tdejdbc.driver.TdeXADataSource", List.of(ALL_CONSTRUCTORS, "\"allPublicMethods\": true")),
            Map.entry("io.tdejdbc.driver.TdeDataSourceFactory", List.of(ALL_CONSTRUCTORS)),
            // The serial form of data sources.
            Map.entry("io.tdejdbc.driver.SerializedDataSource", List.of("\"serializable\": true")),
            Map.entry("java.util.TreeMap", List.of("\"serializable\": true")),
            Map.entry("java.lang.String", List.of("\"serializable\": true")),
            // The databases' own drivers and data sources, which configurations name.
            Map.entry("org.h2.Driver", List.of(ALL_CONSTRUCTORS)),
            Map.entry("org.postgresql.Driver", List.of(ALL_CONSTRUCTORS)),
            Map.entry("org.mariadb.jdbc.Driver", List.of(ALL_CONSTRUCTORS)),
            Map.entry("org.h2.jdbcx.JdbcDataSource", List.of(ALL_CONSTRUCTORS, "\"allPublicMethods\": true")),
            Map.entry("org.postgresql.xa.PGXADataSource", List.of(ALL_CONSTRUCTORS, "\"allPublicMethods\": true")),
            Map.entry(
                    "org.postgresql.ds.PGConnectionPoolDataSource",
                    List.of(ALL_CONSTRUCTORS, "\"allPublicMethods\": true")),
            Map.entry("org.mariadb.jdbc.MariaDbDataSource", List.of(ALL_CONSTRUCTORS, "\"allPublicMethods\": true")),
            // The rows that pgjdbc holds in memory; H2's are seen.
            Map.entry(
                    "org.postgresql.jdbc.PgResultSet",
                    List.of("\"fields\": [{\"name\": \"currentRow\"}, {\"name\": \"rows\"}]")));

    private final SortedMap<String, Type> types = new TreeMap<>();
    private final SortedSet<String> resources = new TreeSet<>();
    private final SortedSet<String> bundles = new TreeSet<>();
    private final SortedSet<String> proxies = new TreeSet<>();

    private static final class Type {
        private final SortedSet<String> flags = new TreeSet<>();
        private final SortedSet<String> fields = new TreeSet<>();
        private final SortedSet<String> methods = new TreeSet<>();
    }

    /** What a run has shown, and what is asked by others. */
    static NativeMetadata of(Collection<Access> accesses) {
        NativeMetadata metadata = new NativeMetadata();
        accesses.forEach(metadata::add);
        BY_OTHERS.forEach((name, flags) -> metadata.type(name).flags.addAll(flags));
        return metadata;
    }

    private Type type(String name) {
        return types.computeIfAbsent(name, key -> new Type());
    }

    private void add(Access access) {
        String member = access.member();
        switch (access.how()) {
            case "resource" -> resources.add(access.what());
            case "bundle" -> bundles.add(access.what());
            case "proxy" -> proxies.add(access.what());
            case "forName", "findClass" -> type(access.what());
            case "newInstance",
                    "getConstructor",
                    "getDeclaredConstructor",
                    "getConstructors",
                    "getDeclaredConstructors",
                    "findConstructor" -> type(access.what()).flags.add(ALL_CONSTRUCTORS);
            case "getMethod", "getDeclaredMethod", "findStatic", "findVirtual", "findSpecial" ->
                type(access.what()).methods.add(member);
            case "getFields", "getMethods" ->
                type(access.what()).flags.add("\"allPublic" + access.how().substring(3) + "\": true");
            case "getDeclaredFields", "getDeclaredMethods" ->
                type(access.what()).flags.add("\"all" + access.how().substring(3) + "\": true");
            default -> {
                if (member.isEmpty()) {
                    throw new IllegalStateException("no metadata is known for " + access);
                }
                type(access.what()).fields.add(member);
            }
        }
    }

    SortedSet<String> types() {
        SortedSet<String> names = new TreeSet<>(types.keySet());
        proxies.forEach(interfaces -> names.addAll(List.of(interfaces.split(","))));
        return names;
    }

    SortedSet<String> resources() {
        return resources;
    }

    SortedSet<String> bundles() {
        return bundles;
    }

    /** Leaves out what is asked for and is nowhere: to be there or not is then the same in a native image. */
    void leaveOut(Collection<String> missing) {
        types.keySet().removeAll(missing);
        resources.removeAll(missing);
    }

    /** The file. */
    String json() {
        List<String> reflection = new ArrayList<>();
        types.forEach((name, type) -> reflection.add(entry(name, type)));
        proxies.forEach(interfaces -> reflection.add("    {\"type\": {\"proxy\": ["
                + List.of(interfaces.split(",")).stream()
                        .map(NativeMetadata::quoted)
                        .collect(Collectors.joining(", "))
                + "]}}"));
        List<String> globs = new ArrayList<>();
        resources.forEach(path -> globs.add("    {\"glob\": " + quoted(path) + "}"));
        bundles.forEach(name -> globs.add("    {\"bundle\": " + quoted(name) + "}"));
        return "{\n  \"reflection\": [\n" + String.join(",\n", reflection) + "\n  ],\n  \"resources\": ["
                + (globs.isEmpty() ? "" : "\n" + String.join(",\n", globs) + "\n  ") + "]\n}\n";
    }

    private static String entry(String name, Type type) {
        List<String> parts = new ArrayList<>(List.of("\"type\": " + quoted(name)));
        parts.addAll(type.flags);
        if (!type.fields.isEmpty()) {
            parts.add("\"fields\": ["
                    + type.fields.stream()
                            .map(field -> "{\"name\": " + quoted(field) + "}")
                            .collect(Collectors.joining(", "))
                    + "]");
        }
        if (!type.methods.isEmpty()) {
            parts.add("\"methods\": ["
                    + type.methods.stream().map(NativeMetadata::method).collect(Collectors.joining(", "))
                    + "]");
        }
        return "    {" + String.join(", ", parts) + "}";
    }

    private static String method(String member) {
        int open = member.indexOf('(');
        String parameters = member.substring(open + 1, member.length() - 1);
        return "{\"name\": " + quoted(member.substring(0, open)) + ", \"parameterTypes\": ["
                + (parameters.isEmpty()
                        ? ""
                        : List.of(parameters.split(",")).stream()
                                .map(NativeMetadata::quoted)
                                .collect(Collectors.joining(", ")))
                + "]}";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
