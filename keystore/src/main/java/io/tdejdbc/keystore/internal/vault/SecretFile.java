package io.tdejdbc.keystore.internal.vault;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files with tokens, secret ids and passwords. */
final class SecretFile {
    private static final int MAX_SIZE = 1 << 16;
    /** Vault Agent runs as a user of its own and writes its tokens with mode 0640. */
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_READ);

    private SecretFile() {}

    /**
     * The only line of a file that nobody else may read.
     *
     * @param what the property that names it
     */
    static Secret read(Path file, String what) throws KeystoreException {
        requirePrivate(file, what);
        return readShared(file, what);
    }

    /** Refuses a file that others may read or write. */
    static void requirePrivate(Path file, String what) throws KeystoreException {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(file.toRealPath(), PosixFileAttributeView.class);
            if (view != null) {
                PosixFileAttributes attributes = view.readAttributes();
                if (!ALLOWED.containsAll(attributes.permissions())) {
                    throw KeystoreError.VAULT_FILE.because(
                            file + " (" + what + ") with mode "
                                    + PosixFilePermissions.toString(attributes.permissions()) + ", owner "
                                    + attributes.owner().getName(),
                            "rw------- or rw-r-----");
                }
            }
        } catch (IOException e) {
            throw unreadable(file, what, e);
        }
    }

    /** The only line of a file whose mode is not ours to judge: Kubernetes mounts its tokens readable for all. */
    static Secret readShared(Path file, String what) throws KeystoreException {
        byte[] bytes = bytes(file, what);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw KeystoreError.VAULT_FILE.because(file + " (" + what + ") that is no text", "one line of text");
        }
        // A line break in an HTTP header would be refused with a message that shows the header.
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw KeystoreError.VAULT_FILE.because(
                    file + " (" + what + ") " + (text.isEmpty() ? "that is empty" : "with more than one word"),
                    "one line of printable characters");
        }
        return Secret.of(text);
    }

    /** A file's content. */
    static byte[] bytes(Path file, String what) throws KeystoreException {
        try {
            if (Files.size(file) > MAX_SIZE * 16L) {
                throw KeystoreError.VAULT_FILE.because(
                        file + " (" + what + ") of " + Files.size(file) + " bytes", "a small file");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, what, e);
        }
    }

    private static KeystoreException unreadable(Path file, String what, IOException e) {
        String reason =
                e instanceof NoSuchFileException ? "no such file" : e.getClass().getSimpleName();
        return KeystoreError.VAULT_FILE.because(
                file.toAbsolutePath() + " (" + what + "): " + reason, "a readable file", e);
    }
}
