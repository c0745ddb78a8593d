package io.tdejdbc.examples.mainjob;

import io.tdejdbc.driver.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows the whole way on an embedded H2 file database with a file master key: plain tables, encryption of what they
 * hold, and the unchanged {@link ShopApplication} on top before and after. The argument is a folder of its own, which is
 * emptied first. Ends with status 1 if an answer differs or a value is still readable in the database file.
 */
public final class MainJob {
    private static final int ROWS = 16_500;
    /** A strong reference, or the level set on it is forgotten with it. */
    private static final Logger LOG = Logger.getLogger("io.tdejdbc");

    private static final String SHOWN_PHONE = "25-989-741-2988";
    private static final String POLICY = """
            # Which columns are encrypted, and how
            protect.customers.name    = random
            protect.customers.address = random
            protect.customers.phone   = equality
            protect.customers.acctbal = random
            protect.customers.comment = random
            protect.orders.clerk      = equality
            protect.orders.comment    = random

            # Where the master key is
            tde.keys.provider  = file
            tde.keys.file.path = master.key
            """;

    private final Path folder;
    private final Path database;
    private final Path properties;
    private final PrintStream out;
    private int step;

    private MainJob(Path folder, PrintStream out) {
        this.folder = folder;
        this.database = folder.resolve("shop.mv.db");
        this.properties = folder.resolve("tde.properties");
        this.out = out;
    }

    /** Runs the main job in the folder given as the only argument. */
    public static void main(String[] args) throws IOException, SQLException {
        // The driver's start line, and that a master key in a file is for development, belong into a log, not between
        // the
        // answers.
        LOG.setLevel(Level.SEVERE);
        boolean good = new MainJob(Path.of(args[0]).toAbsolutePath(), System.out).run();
        if (!good) {
            System.exit(1);
        }
    }

    private boolean run() throws IOException, SQLException {
        empty(folder);
        String plainUrl = "jdbc:h2:file:" + folder.resolve("shop");
        String tdeUrl = "jdbc:tde:h2:file:" + folder.resolve("shop") + ";tde.config=" + properties;

        heading("TPC-H customers and orders in plain tables");
        List<String> secrets = load(plainUrl);
        String before = answers(plainUrl);
        out.print(before);
        int readableBefore = showFile(secrets);

        heading("Encrypt what is there");
        Files.writeString(properties, POLICY);
        tool("keygen", folder.resolve("master.key").toString());
        tool("init", "--config", properties.toString(), "--url", plainUrl);
        tool("encrypt", "--config", properties.toString(), "--url", plainUrl);

        heading("The same application class, with the URL prefix jdbc:tde: and tde.properties");
        String after = answers(tdeUrl);
        out.print(after);
        boolean same = before.equals(after);
        out.printf(Locale.ROOT, "  %-30s %s%n", "same answers as before", same ? "yes" : "NO");

        heading("What lies in the database now");
        showStoredValue(plainUrl);
        int readableAfter = showFile(secrets);
        out.println();
        return same && readableBefore >= secrets.size() && readableAfter == 0;
    }

    private void heading(String text) {
        step++;
        out.printf(Locale.ROOT, "%n%d. %s%n", step, text);
    }

    private static List<String> load(String url) throws SQLException {
        try (ProgressBar progress = new ProgressBarBuilder()
                .setTaskName("  load")
                .setInitialMax(ROWS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, 80))
                .build()) {
            return new ArrayList<>(ShopLoader.load(url, progress));
        }
    }

    private static String answers(String url) throws SQLException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ShopApplication.run(url, new PrintStream(text, true, StandardCharsets.UTF_8));
        return text.toString(StandardCharsets.UTF_8);
    }

    private int showFile(List<String> secrets) throws IOException {
        DatabaseFile file = DatabaseFile.read(database);
        int at = file.indexOf(SHOWN_PHONE);
        out.printf(
                Locale.ROOT,
                "  %-30s %s%n",
                "in " + database.getFileName() + " at " + (at < 0 ? "-" : Integer.toString(at)),
                at < 0 ? SHOWN_PHONE + " is nowhere" : "…" + file.printable(Math.max(0, at - 8), 40) + "…");
        int readable = file.readable(secrets);
        out.printf(
                Locale.ROOT,
                "  %-30s %,d hits for %,d names and phones in %,d kB%n",
                "search of the whole file",
                readable,
                secrets.size(),
                file.size() / 1024);
        return readable;
    }

    private void showStoredValue(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT phone FROM customers WHERE custkey = 1")) {
            rows.next();
            byte[] stored = rows.getBytes(1);
            out.printf(
                    Locale.ROOT,
                    "  %-30s %s… (%d bytes)%n",
                    "phone of customer 1",
                    HexFormat.of().formatHex(stored, 0, Math.min(20, stored.length)),
                    stored.length);
        }
    }

    private static void tool(String... arguments) {
        int status = Main.run(arguments);
        if (status != 0) {
            throw new IllegalStateException("tde " + arguments[0] + " ended with status " + status);
        }
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
