package io.tdejdbc.keystore.internal.audit;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A file of JSON lines, made with mode 0600 where the file system has modes. It is opened for every entry, so that it may be
 * moved away at any time, and appended to in one write, so that several processes can share it. Thread-safe.
 */
public final class AuditLog {

    private final Path file;
    private final String actor;

    private AuditLog(Path file, String actor) {
        this.file = file.toAbsolutePath().normalize();
        this.actor = actor;
    }

    /**
     * A log that can be written to.
     *
     * @param actor who uses the keys, for every line
     * @throws KeystoreException TDE-KEY-025 of kind CONFIGURATION if it cannot
     */
    public static AuditLog open(Path file, String actor) throws KeystoreException {
        AuditLog log = new AuditLog(file, actor);
        try {
            log.write(new byte[0]);
        } catch (IOException e) {
            throw KeystoreError.AUDIT_UNWRITABLE.because(log.describe(e), "a file to append to", e);
        }
        return log;
    }

    /** Appends; kind UNAVAILABLE if that fails. */
    void append(List<AuditEvent> events) throws KeystoreException {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(event.json(actor)).append('\n'));
        try {
            write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw KeystoreError.AUDIT_UNWRITABLE.as(Kind.UNAVAILABLE, describe(e), "a file to append to", e);
        }
    }

    private synchronized void write(byte[] bytes) throws IOException {
        create();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private void create() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        boolean modes = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = modes
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            FileChannel.open(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes)
                    .close();
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: as good.
        }
    }

    private String describe(IOException e) {
        return file + ": " + e.getClass().getSimpleName();
    }
}
