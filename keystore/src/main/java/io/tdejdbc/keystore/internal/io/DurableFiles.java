package io.tdejdbc.keystore.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files so that after a crash there is the old content or the new, never a part, and only the owner can read. */
public final class DurableFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private DurableFiles() {}

    /**
     * Writes a new file and forces it to disk; it has mode 0600 from the start where the file system has modes.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something is there
     */
    public static void create(Path file, byte[] content) throws IOException {
        FileAttribute<?>[] attributes = hasModes(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        boolean complete = false;
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            complete = true;
        } catch (java.nio.file.FileAlreadyExistsException e) {
            complete = true; // not ours to delete
            throw e;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
        forceDirectory(file);
    }

    /** Puts a file that {@link #create} wrote in the place of another, in one step. */
    public static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(to);
    }

    /** The path beside the file that has the given ending. */
    public static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static boolean hasModes(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        return Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getFileStore(directory).supportsFileAttributeView("posix");
    }

    private static void forceDirectory(Path file) throws IOException {
        if (!hasModes(file)) {
            return; // such systems do not open directories, and need not
        }
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
