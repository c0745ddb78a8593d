package io.tdejdbc.driver.internal.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Files of H2 that take some writes and then no more, as when the power goes: {@code jdbc:h2:failing:<path>}. */
public final class FailingFile extends FilePathWrapper {
    private static final AtomicInteger LEFT = new AtomicInteger();

    static {
        FilePath.register(new FailingFile());
    }

    /** How many writes still come through. */
    static void allow(int writes) {
        LEFT.set(writes);
    }

    /** How many writes of those that were allowed did not come. */
    static int left() {
        return LEFT.get();
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static void take() throws IOException {
        if (LEFT.getAndDecrement() <= 0) {
            throw new IOException("the power went");
        }
    }

    private static final class Channel extends FileBase {
        private final FileChannel real;

        private Channel(FileChannel real) {
            this.real = real;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return real.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return real.read(target, position);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            take();
            return real.write(source);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            take();
            return real.write(source, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            take();
            real.truncate(size);
            return this;
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            real.force(metadata);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
