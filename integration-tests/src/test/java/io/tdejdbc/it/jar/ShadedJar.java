package io.tdejdbc.it.jar;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** What is in the jar. The build says where it is with the system property {@code tde.jar}. */
final class ShadedJar {
    /** Where the build puts the libraries' classes. */
    static final String SHADED = "io/tdejdbc/shaded/";

    private static final int UTF8 = 1;
    private static final int STRING = 8;

    private final Path path;
    private final SortedSet<String> entries = new TreeSet<>();

    private ShadedJar(Path path) throws IOException {
        this.path = path;
        try (JarFile jar = new JarFile(path.toFile())) {
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .forEach(entries::add);
        }
    }

    static ShadedJar built() throws IOException {
        return new ShadedJar(Path.of(property("tde.jar")));
    }

    /** A setting of the build, which must be there: a test that guesses a path may test an older jar. */
    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("run by the verify phase, which sets -D" + name);
        }
        return value;
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return Files.size(path);
    }

    SortedSet<String> entries() {
        return entries;
    }

    List<String> classes() {
        return entries.stream().filter(name -> name.endsWith(".class")).toList();
    }

    boolean hasClass(String name) {
        return entries.contains(name.replace('.', '/') + ".class");
    }

    Manifest manifest() throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.getManifest();
        }
    }

    /** The lines of a text file in the jar, without comments and blank ones. */
    List<String> lines(String entry) throws IOException {
        try (JarFile jar = new JarFile(path.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** Every string literal of every class, each as "class: literal". */
    List<String> literals() throws IOException {
        List<String> literals = new ArrayList<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (String name : classes()) {
                try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
                    readLiterals(in).forEach(literal -> literals.add(name + ": " + literal));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return literals;
    }

    /** Reads a class file's constant pool (Java Virtual Machine Specification 4.4). */
    private static List<String> readLiterals(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        List<Integer> strings = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case STRING -> strings.add(in.readUnsignedShort());
                case 7, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // long and double take two entries
                }
                default -> throw new IOException("no constant has the tag " + tag);
            }
        }
        return strings.stream().map(index -> texts[index]).toList();
    }
}
