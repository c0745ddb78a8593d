package io.tdejdbc.it.life;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import javax.management.ObjectName;

/**
 * A server in small: applications come with a class loader each and go again, and what is counted are the class loaders
 * that the collector found then. Arguments: the driver's URL, the database's own, number of rounds, {@code own} if every
 * application brings the driver along or {@code shared} if the server has it. Prints a line "name value" for what it finds.
 */
final class Redeploys {
    private static final long STEP_MILLIS = 200;
    private static final int MOST_STEPS = 100;

    private final ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
    private final List<Reference<ClassLoader>> deployed = new ArrayList<>();
    private final URL[] applications;
    private final ClassLoader server;
    private final Driver h2;

    private Redeploys(Predicate<String> ofTheServer) throws Exception {
        List<URL> shared = new ArrayList<>();
        List<URL> own = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            (ofTheServer.test(entry) ? shared : own).add(Path.of(entry).toUri().toURL());
        }
        this.applications = own.toArray(URL[]::new);
        this.server = new URLClassLoader(shared.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        // The DriverManager looks once for drivers, in the context of its first caller.
        Thread.currentThread().setContextClassLoader(server);
        this.h2 = (Driver)
                Class.forName("org.h2.Driver", true, server).getConstructor().newInstance();
        DriverManager.getDrivers();
    }

    public static void main(String[] arguments) throws Exception {
        boolean own = arguments[3].equals("own");
        Redeploys redeploys = new Redeploys(entry ->
                own ? Path.of(entry).getFileName().toString().matches("h2-.*\\.jar") : !entry.endsWith("test-classes"));
        // H2's threads are to be the server's, and not those of the application that opens the database first.
        try (Connection keeper = redeploys.h2.connect(arguments[1], new Properties())) {
            if (own) {
                for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
                    redeploys.own(arguments[0], round);
                }
                redeploys.report();
            } else {
                redeploys.shared(arguments[0]);
            }
            System.out.println("keeper " + keeper.isValid(5));
        }
    }

    /** The application's part, of which nothing stays on this stack. */
    private void own(String url, int round) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(applications, server)) {
            if (round % 3 == 2) {
                call(loader, "leaveOpen", url);
            } else {
                call(loader, "live", url, round % 3 == 1);
            }
            deployed.add(new PhantomReference<>(loader, queue));
        }
    }

    private void shared(String url) throws Exception {
        Driver driver = (Driver) Class.forName("io.tdejdbc.driver.TdeDriver", true, server)
                .getConstructor()
                .newInstance();
        Connection first = first(url);
        try (Connection second = driver.connect(url, new Properties())) {
            first.close();
            first = null;
            report();
            System.out.println("usable " + (Accounts.find(second, 7) == 1));
        }
    }

    private Connection first(String url) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(applications, server)) {
            deployed.add(new PhantomReference<>(loader, queue));
            return (Connection) call(loader, "open", url);
        }
    }

    private static Object call(ClassLoader loader, String method, Object... arguments) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class<?> application = Class.forName("io.tdejdbc.it.life.Deployed", true, loader);
            Method found = Arrays.stream(application.getMethods())
                    .filter(one -> one.getName().equals(method))
                    .findFirst()
                    .orElseThrow();
            return found.invoke(null, arguments);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Up to Java 18 the platform keeps the types of that record whose equals was linked last. */
    private record Last(Redeploys type) {}

    private void report() throws Exception {
        if (!new Last(this).equals(new Last(this))) {
            throw new IllegalStateException("a record is not itself");
        }
        int collected = 0;
        for (int step = 0; step < MOST_STEPS && collected < deployed.size(); step++) {
            System.gc();
            for (Reference<?> found = queue.remove(STEP_MILLIS); found != null; found = queue.poll()) {
                collected++;
            }
        }
        System.out.println("collected " + collected + " of " + deployed.size());
        System.out.println("threads "
                + Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("tde-"))
                        .sorted()
                        .toList());
        System.out.println("beans "
                + ManagementFactory.getPlatformMBeanServer().queryNames(ObjectName.getInstance("io.tdejdbc*:*"), null));
    }
}
