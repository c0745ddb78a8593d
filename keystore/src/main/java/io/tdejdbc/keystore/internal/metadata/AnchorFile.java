package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The highest epoch seen, kept across restarts: one line {@code tde-anchor 1 <deployment> <deployment key id> <epoch>
 * <manifest MAC>}. It is made at the first opening and never goes back. Processes may share it.
 */
final class AnchorFile {

    // File locks belong to the process: inside it, this takes their place.
    private static final Object IN_PROCESS = new Object();
    private static final Pattern LINE =
            Pattern.compile("tde-anchor 1 ([0-9a-f-]{36}) ([0-9a-f-]{36}) ([1-9][0-9]{0,17}) ([0-9a-f]{64})\n");
    private static final int MAX_SIZE = 1000;

    private final Path file;

    AnchorFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** What the file says. */
    record Anchor(UUID deployment, UUID deploymentKey, long epoch, String mac) {
        String line() {
            return "tde-anchor 1 " + deployment + " " + deploymentKey + " " + epoch + " " + mac + "\n";
        }
    }

    /** The anchor; empty if there is no file yet. */
    Optional<Anchor> read() throws KeystoreException {
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw damaged();
            }
            Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!line.matches()) {
                throw damaged();
            }
            return Optional.of(new Anchor(
                    UUID.fromString(line.group(1)),
                    UUID.fromString(line.group(2)),
                    Long.parseLong(line.group(3)),
                    line.group(4)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Refuses a state that is older than the anchor was before the tables were read, or of another set. */
    void check(Optional<Anchor> before, UUID deploymentKey, Manifest manifest) throws KeystoreException {
        if (before.isEmpty()) {
            return;
        }
        Anchor anchor = before.get();
        boolean sameSet = anchor.deployment().equals(manifest.deployment())
                && anchor.deploymentKey().equals(deploymentKey);
        if (!sameSet
                || manifest.epoch() < anchor.epoch()
                || manifest.epoch() == anchor.epoch() && !manifest.mac().equals(anchor.mac())) {
            throw KeystoreError.ANCHOR_PASSED.because(
                    "deployment " + manifest.deployment() + ", deployment key " + deploymentKey + ", epoch "
                            + manifest.epoch(),
                    "deployment " + anchor.deployment() + ", deployment key " + anchor.deploymentKey() + ", epoch "
                            + anchor.epoch() + " or later, by " + file);
        }
    }

    /** Moves the anchor on to a verified state, unless it is there already or beyond. */
    void advance(UUID deploymentKey, Manifest manifest) throws KeystoreException {
        Anchor wanted = new Anchor(manifest.deployment(), deploymentKey, manifest.epoch(), manifest.mac());
        synchronized (IN_PROCESS) {
            if (reached(wanted)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(
                            DurableFiles.beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !reached(wanted)) {
                    Path fresh = DurableFiles.beside(file, ".new");
                    Files.deleteIfExists(fresh);
                    DurableFiles.create(fresh, wanted.line().getBytes(StandardCharsets.ISO_8859_1));
                    DurableFiles.rename(fresh, file);
                }
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    private boolean reached(Anchor wanted) throws KeystoreException {
        Optional<Anchor> now = read();
        return now.isPresent() && now.get().epoch() >= wanted.epoch();
    }

    private KeystoreException damaged() {
        return KeystoreError.ANCHOR_UNUSABLE.because(
                file + ", damaged", "one line 'tde-anchor 1 <deployment> <key> <epoch> <mac>'");
    }

    private KeystoreException unusable(IOException cause) {
        return KeystoreError.ANCHOR_UNUSABLE.because(
                file + ": " + cause.getClass().getSimpleName(), "a file that this process may read and write", cause);
    }
}
