package io.tdejdbc.keystore.internal.file;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A key file on disk: read again when it changes, replaced in one step. Not thread-safe. */
public final class KeyFileStore {

    private static final int MAX_SIZE = 1 << 20;
    private static final int READ_ATTEMPTS = 5;

    private final Path path;
    private Optional<Loaded> loaded = Optional.empty();
    private boolean wasRead;

    /** What tells one content of the file from the next. */
    private record Stamp(String fileKey, FileTime modified, long size) {}

    private record Loaded(Stamp stamp, KeyFile content) {}

    KeyFileStore(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** Makes a key file where none is; see {@link io.tdejdbc.keystore.FileMasterKey#generate}. */
    public static String generate(Path path) throws KeystoreException {
        Path file = path.toAbsolutePath().normalize();
        KeyFile content = KeyFile.firstVersion(now());
        byte[] json = KeyFileFormat.write(content);
        Path temporary = DurableFiles.beside(file, ".new");
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            DurableFiles.create(temporary, json);
            try {
                // A hard link appears complete or not at all, and never replaces anything.
                Files.createLink(file, temporary);
            } catch (UnsupportedOperationException e) {
                DurableFiles.create(file, json);
            } finally {
                Files.delete(temporary);
            }
            return KeyFile.fingerprint(content.current());
        } catch (FileAlreadyExistsException e) {
            throw KeystoreError.KEY_FILE_EXISTS.because("a file at " + e.getFile(), "no file", e);
        } catch (IOException e) {
            throw KeystoreError.KEY_FILE_UNWRITABLE.because(file + ": " + reason(e), "a directory to write to", e);
        } finally {
            Arrays.fill(json, (byte) 0);
            content.wipe();
        }
    }

    Path path() {
        return path;
    }

    /**
     * The content as it is on disk now.
     *
     * @throws KeystoreException kind CONFIGURATION at the first read; UNAVAILABLE if the file vanishes later
     */
    KeyFile content() throws KeystoreException {
        try {
            Path real = path.toRealPath();
            if (loaded.isPresent() && loaded.get().stamp().equals(stamp(real))) {
                return loaded.get().content();
            }
            Loaded fresh = read(real);
            wipe();
            loaded = Optional.of(fresh);
            wasRead = true;
            return fresh.content();
        } catch (IOException e) {
            Kind kind = wasRead ? Kind.UNAVAILABLE : Kind.CONFIGURATION;
            throw KeystoreError.KEY_FILE_UNREADABLE.as(
                    kind, path + ": " + reason(e), "a key file that this process may read", e);
        }
    }

    private static Loaded read(Path real) throws IOException, KeystoreException {
        if (Files.isDirectory(real)) {
            throw KeystoreError.KEY_FILE_UNREADABLE.because(
                    real + ", which is a directory", "a key file that this process may read");
        }
        for (int attempt = 1; ; attempt++) {
            KeyFileAccess.check(real);
            Stamp before = stamp(real);
            if (before.size() > MAX_SIZE) {
                throw KeystoreError.KEY_FILE_MALFORMED.because(
                        real + " of " + before.size() + " bytes", "at most " + MAX_SIZE + " bytes");
            }
            byte[] json = Files.readAllBytes(real);
            try {
                if (before.equals(stamp(real)) || attempt == READ_ATTEMPTS) {
                    return new Loaded(before, KeyFile.parse(json, real.toString()));
                }
            } finally {
                Arrays.fill(json, (byte) 0);
            }
        }
    }

    /**
     * Changes the file in one step. The new content is written into {@code <file>.lock}, which only one process can
     * create, so that no two changes are made from one state.
     */
    KeyFile change(UnaryOperator<KeyFile> edit) throws KeystoreException {
        Path real;
        Path lock;
        try {
            real = path.toRealPath();
            lock = DurableFiles.beside(real, ".lock");
            DurableFiles.create(lock, new byte[0]);
        } catch (FileAlreadyExistsException e) {
            throw KeystoreError.KEY_FILE_UNWRITABLE.because(
                    "another change of " + path + " is under way, or left " + e.getFile() + " behind",
                    "no lock file",
                    e);
        } catch (IOException e) {
            throw KeystoreError.KEY_FILE_UNWRITABLE.because(
                    path + ": " + reason(e), "a directory that this process may write to", e);
        }
        Path temporary = DurableFiles.beside(real, ".new");
        try {
            KeyFile edited = edit.apply(content());
            byte[] json = KeyFileFormat.write(edited);
            try {
                Files.deleteIfExists(temporary);
                DurableFiles.create(temporary, json);
                keepMode(real, temporary);
                DurableFiles.rename(temporary, real);
            } finally {
                Arrays.fill(json, (byte) 0);
                edited.wipe(); // and with it the versions that it shares with the old content
                wipe();
                Files.deleteIfExists(temporary);
            }
            return content();
        } catch (IOException e) {
            throw KeystoreError.KEY_FILE_UNWRITABLE.because(path + ": " + reason(e), "a file to write to", e);
        } finally {
            unlock(lock);
        }
    }

    void wipe() {
        loaded.ifPresent(old -> old.content().wipe());
        loaded = Optional.empty();
    }

    private static void unlock(Path lock) throws KeystoreException {
        try {
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw KeystoreError.KEY_FILE_UNWRITABLE.because(
                    lock + " cannot be removed: " + reason(e), "no lock file", e);
        }
    }

    private static void keepMode(Path real, Path temporary) throws IOException {
        if (Files.getFileStore(real).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(real);
            Files.setPosixFilePermissions(temporary, mode);
        }
    }

    private static Stamp stamp(Path real) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
        return new Stamp(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    static Instant createdNow() {
        return now();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }
}
