package io.tdejdbc.it.life;

import io.tdejdbc.driver.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The command line in a process that is going to be killed. Arguments: a file to make as soon as the work has begun, the
 * package in which that work is done, and the command's own.
 */
final class KilledTool {
    private KilledTool() {}

    public static void main(String[] arguments) {
        Thread worker = Thread.currentThread();
        Thread watcher = new Thread(() -> watch(worker, arguments[1], Path.of(arguments[0])), "watcher");
        watcher.setDaemon(true);
        watcher.start();
        System.exit(Main.run(Stream.of(arguments).skip(2).toArray(String[]::new)));
    }

    private static void watch(Thread worker, String workplace, Path signal) {
        while (Stream.of(worker.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith(workplace))) {
            Thread.onSpinWait();
        }
        try {
            Files.createFile(signal);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
