package io.tdejdbc.it.harness;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Records, from the first test class of a run on, what could give a secret away: every record of every logger, the class
 * and message of every exception that anybody makes, and the name of every thread that starts. JUnit finds it by itself.
 */
public final class RunRecorder implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RunRecorder.class);

    /** What is recorded so far. */
    public static final class Record extends Handler implements AutoCloseable {
        private final Recording events = new Recording();
        private final Path folder;
        private final Writer log;
        private final Logger root = Logger.getLogger("");
        private final Logger product = Logger.getLogger("io.tdejdbc");

        private Record() throws IOException {
            folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target")).toAbsolutePath(), "run-record-");
            log = Files.newBufferedWriter(folder.resolve("log.txt"), StandardCharsets.UTF_8);
            events.enable("jdk.JavaExceptionThrow").withoutStackTrace().with("throttle", "off");
            events.enable("jdk.JavaErrorThrow").withoutStackTrace().with("throttle", "off");
            events.enable("jdk.ThreadStart").withoutStackTrace();
            events.start();
            // Also what is logged only where somebody looks for the cause of something.
            product.setLevel(Level.ALL);
            setLevel(Level.ALL);
            setFormatter(new SimpleFormatter());
            root.addHandler(this);
        }

        /** Writes everything so far to files of one folder: {@code log.txt}, {@code exceptions.txt}, {@code threads.txt}. */
        public synchronized Path written() throws IOException {
            log.flush();
            Path dump = folder.resolve("events.jfr");
            events.dump(dump);
            try (RecordingFile read = new RecordingFile(dump);
                    Writer exceptions = writer("exceptions.txt");
                    Writer threads = writer("threads.txt")) {
                while (read.hasMoreEvents()) {
                    RecordedEvent event = read.readEvent();
                    if (event.getEventType().getName().equals("jdk.ThreadStart")) {
                        threads.write(event.getThread("thread").getJavaName() + "\n");
                    } else if (event.hasField("thrownClass")) {
                        exceptions.write(
                                event.getClass("thrownClass").getName() + ": " + event.getString("message") + "\n");
                    }
                }
            }
            Files.delete(dump);
            return folder;
        }

        /** Messages may hold half a surrogate pair, which a writer of {@link Files} refuses. */
        private Writer writer(String name) throws IOException {
            return new BufferedWriter(
                    new OutputStreamWriter(Files.newOutputStream(folder.resolve(name)), StandardCharsets.UTF_8));
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            try {
                log.write(getFormatter().format(entry));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void flush() {}

        @Override
        public synchronized void close() {
            root.removeHandler(this);
            events.close();
            try {
                log.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        of(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Record.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    private static Record of(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Record.class, key -> started(), Record.class);
    }

    private static Record started() {
        try {
            return new Record();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
