package io.tdejdbc.keystore.internal.file;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who may touch a key file: its owner, who is the process's user or root, and nobody else. */
final class KeyFileAccess {

    private static final System.Logger LOG = System.getLogger(KeyFileAccess.class.getName());
    private static final Set<PosixFilePermission> ALLOWED =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Path PROCESS = Path.of("/proc/self");
    private static final String EXPECTED = "mode 0600 or 0400, owned by this process's user or root";

    private KeyFileAccess() {}

    /**
     * Refuses a file that others can read or write. Where the file system has neither modes nor access lists, or the
     * list has further entries, a warning is logged: nothing better can be told there.
     *
     * @param file no symbolic link
     */
    static void check(Path file) throws KeystoreException, IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null) {
            PosixFileAttributes attributes = posix.readAttributes();
            checkMode(file, attributes.permissions(), attributes.owner().getName());
            if (!ownerIsTrusted(file, attributes)) {
                throw KeystoreError.KEY_FILE_EXPOSED.because(
                        file + " owned by " + attributes.owner().getName(), EXPECTED);
            }
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl == null) {
            LOG.log(System.Logger.Level.WARNING, "cannot tell who may read the master key file {0}", file);
            return;
        }
        String owner = acl.getOwner().getName();
        for (AclEntry entry : acl.getAcl()) {
            if (givesAway(entry, owner)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} may read or write the master key file {1}; only its owner should",
                        entry.principal().getName(),
                        file);
            }
        }
    }

    static void checkMode(Path file, Set<PosixFilePermission> mode, String owner) throws KeystoreException {
        if (!ALLOWED.containsAll(mode)) {
            throw KeystoreError.KEY_FILE_EXPOSED.because(
                    file + " with mode " + octal(mode) + " (" + PosixFilePermissions.toString(mode) + "), owner "
                            + owner,
                    EXPECTED);
        }
    }

    static boolean givesAway(AclEntry entry, String owner) {
        return entry.type() == AclEntryType.ALLOW
                && !entry.principal().getName().equals(owner)
                && (entry.permissions().contains(AclEntryPermission.READ_DATA)
                        || entry.permissions().contains(AclEntryPermission.WRITE_DATA));
    }

    private static boolean ownerIsTrusted(Path file, PosixFileAttributes attributes) throws IOException {
        Optional<Integer> process = processUid();
        if (process.isPresent()) {
            return trusted((Integer) Files.getAttribute(file, "unix:uid"), process.get());
        }
        String owner = attributes.owner().getName();
        return owner.equals(System.getProperty("user.name")) || owner.equals("root");
    }

    static boolean trusted(int ownerUid, int processUid) {
        return ownerUid == processUid || ownerUid == 0;
    }

    /** The user id that the kernel knows; {@code user.name} is a mere property, and "?" for ids without a name. */
    private static Optional<Integer> processUid() throws IOException {
        if (!Files.exists(PROCESS)) {
            return Optional.empty();
        }
        return Optional.of((Integer) Files.getAttribute(PROCESS, "unix:uid"));
    }

    static String octal(Set<PosixFilePermission> mode) {
        int bits = 0;
        for (PosixFilePermission permission : mode) {
            bits |= 1 << (PosixFilePermission.values().length - 1 - permission.ordinal());
        }
        return String.format(Locale.ROOT, "0%03o", bits);
    }
}
