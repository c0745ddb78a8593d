package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.catalog.Preflight;
import io.tdejdbc.driver.internal.catalog.RulePlace;
import io.tdejdbc.driver.internal.catalog.RulePlaces;
import io.tdejdbc.driver.internal.catalog.SchemaReader;
import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Looks at everything that a connection would need and changes nothing. */
public final class Checks {
    private final List<Result> results = new ArrayList<>();

    /** How a check ended. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** Works, but somebody should look at it. */
        WARN,
        /** A connection would fail, or data is not protected as it should be. */
        FAIL
    }

    /** One line of the table. */
    public record Result(String what, Verdict verdict, String detail) {}

    private Checks() {}

    /** Runs all checks; those that need a failed one are left out. */
    public static List<Result> run(ConfigurationSource source, String url, Properties properties) {
        Checks checks = new Checks();
        checks.configuration(source, url, properties);
        return List.copyOf(checks.results);
    }

    /** A check that gives something to the ones after it. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws SQLException, KeystoreException;
    }

    /** Tells what a check found. */
    @FunctionalInterface
    private interface Detail<T> {
        String of(T value) throws SQLException, KeystoreException;
    }

    private <T> Optional<T> attempt(String what, Step<T> step, Detail<T> detail) {
        try {
            T value = step.run();
            results.add(new Result(what, Verdict.OK, detail.of(value)));
            return Optional.of(value);
        } catch (KeystoreException e) {
            results.add(new Result(
                    what, Verdict.FAIL, SqlErrors.of(e, Phase.CONNECTING).getMessage()));
        } catch (SQLException e) {
            results.add(new Result(what, Verdict.FAIL, e.getMessage()));
        }
        return Optional.empty();
    }

    private void configuration(ConfigurationSource source, String url, Properties properties) {
        Optional<TdeConfiguration> configuration = attempt(
                "properties file",
                () -> ConfigurationReader.read(source),
                read -> read.file() + ", " + read.rules().size() + " rules");
        if (configuration.isPresent()) {
            attempt("deployment id", configuration.get()::requiredDeployment, Object::toString);
            Optional<ToolAccess> access = attempt(
                    "database and key manager",
                    () -> ToolAccess.open(configuration.get(), url, properties),
                    open -> open.description() + "; " + open.provider().kind() + " "
                            + open.provider().keyName() + ", version "
                            + open.provider().currentVersion());
            if (access.isPresent()) {
                try (ToolAccess open = access.get()) {
                    open.provider()
                            .concerns()
                            .forEach(concern -> results.add(new Result("key manager", Verdict.WARN, concern)));
                    database(open);
                } catch (SQLException e) {
                    results.add(new Result("closing", Verdict.WARN, e.getMessage()));
                }
            }
        }
    }

    private void database(ToolAccess access) {
        Optional<Keystore> opened = attempt(
                "metadata tables",
                access::keystore,
                keystore -> "epoch " + keystore.metadata().epoch() + ", "
                        + keystore.metadata().columns().size() + " columns, all verified");
        if (opened.isEmpty()) {
            return;
        }
        try (Keystore keystore = opened.get()) {
            SchemaReader reader = new SchemaReader(access.configuration(), access.dialect(), keystore);
            attempt(
                    "rules against database",
                    () -> reader.read(access.connection(), keystore.metadata(), Optional.empty()),
                    schema -> schema.columns().size() + " columns encrypted, "
                            + schema.pending().size() + " tables waited for in whole or in part");
            columns(access, keystore);
            preflight(access);
        }
    }

    private void columns(ToolAccess access, Keystore keystore) {
        Optional<List<ColumnStatus>> columns = Optional.empty();
        try {
            Metadata metadata = keystore.metadata();
            List<RulePlace> places =
                    RulePlaces.of(access.configuration().rules(), access.dialect(), access.connection());
            columns = Optional.of(ColumnStatus.read(access));
            metadata.columns().stream()
                    .filter(record -> places.stream()
                            .noneMatch(place -> place.table().equals(record.table())
                                    && place.column().equals(record.column())))
                    .forEach(record -> results.add(new Result(
                            record.table() + "." + record.column(),
                            access.configuration().strict() ? Verdict.FAIL : Verdict.WARN,
                            "encrypted by the metadata and not named in the file")));
        } catch (KeystoreException e) {
            results.add(new Result("columns", Verdict.FAIL, e.getMessage()));
        } catch (SQLException e) {
            results.add(new Result("columns", Verdict.FAIL, e.getMessage()));
        }
        for (ColumnStatus column : columns.orElse(List.of())) {
            results.add(column(column));
        }
    }

    private static Result column(ColumnStatus column) {
        String what = column.record().table() + "." + column.record().column();
        if (!column.present()) {
            return new Result(what, Verdict.OK, "waits for its CREATE TABLE or ALTER TABLE ADD");
        }
        String counts = String.format(
                Locale.ROOT,
                "%s, %s, %,d encrypted, %,d plain, %,d NULL",
                column.record().mode().name().toLowerCase(Locale.ROOT),
                column.record().state(),
                column.encrypted(),
                column.plain(),
                column.empty());
        boolean good = column.record().state() == ColumnState.ENCRYPTED && column.plain() == 0;
        return new Result(what, good ? Verdict.OK : Verdict.FAIL, counts);
    }

    private void preflight(ToolAccess access) {
        try {
            Registrations registrations = new Registrations(access);
            Map<TableName, Map<String, Preflight.Protection>> protections =
                    registrations.protections(registrations.places());
            new Preflight(access.dialect(), access.configuration().allowedDependents(), true)
                    .require(access.connection(), protections);
            results.add(new Result("preflight", Verdict.OK, "nothing depends on plain values"));
        } catch (SQLException e) {
            results.add(new Result("preflight", Verdict.FAIL, e.getMessage()));
        }
    }
}
