package io.tdejdbc.it.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.FileMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** The jar as a bundle of an OSGi framework, with H2's jar as another. */
final class BundleIT {
    @TempDir
    Path folder;

    @Test
    void encryptsInABundleAndIsGoneWithIt() throws Exception {
        Path key = folder.resolve("master.key");
        FileMasterKey.generate(key);
        Path file = Files.writeString(
                folder.resolve("tde.properties"),
                "tde.deployment = " + UUID.randomUUID() + "\ntde.keys.file.path = master.key\ntde.init = create\n"
                        + "tde.missing-table = pending\ntde.driver = org.h2.Driver\n"
                        + "protect.people.name = equality compare=binary\n");
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("bundles").toString(),
                        Constants.FRAMEWORK_BOOTDELEGATION,
                        "sun.*,com.sun.*"));
        framework.start();
        try {
            Bundle h2 = install(
                    framework,
                    Path.of(org.h2.Driver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
            Bundle bundle = install(framework, ShadedJar.built().path());
            assertThat(h2.getSymbolicName()).isEqualTo("com.h2database");
            Class<?> type = bundle.loadClass("io.tdejdbc.driver.TdeDriver");
            Driver driver = (Driver) type.getConstructor().newInstance();
            Properties properties = new Properties();
            properties.setProperty("tde.config", file.toString());
            try (Connection connection = driver.connect("jdbc:tde:h2:mem:people", properties);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE people (id INTEGER, name VARCHAR(40))");
                statement.execute("INSERT INTO people VALUES (1, 'Ada King')");
                try (ResultSet rows = statement.executeQuery("SELECT id, name FROM people WHERE name = 'Ada King'")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(2)).isEqualTo("Ada King");
                }
            }
            type.getMethod("deregister").invoke(null);
        } finally {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(60));
        }
    }

    private static Bundle install(Framework framework, Path jar) throws Exception {
        Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
        return bundle;
    }
}
