package io.tdejdbc.driver.internal.connect;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.CommonDataSource;

/** Makes pooled and XA data sources of the database's own driver for a URL. */
public final class DatabaseDataSources {

    /** Classes of one driver: the first that is of the kind asked for is taken. */
    private record Known(String urlPrefix, List<String> classNames) {}

    private static final List<Known> KNOWN = List.of(
            new Known("jdbc:h2:", List.of("org.h2.jdbcx.JdbcDataSource")),
            new Known(
                    "jdbc:postgresql:",
                    List.of("org.postgresql.xa.PGXADataSource", "org.postgresql.ds.PGConnectionPoolDataSource")),
            new Known("jdbc:mariadb:", List.of("org.mariadb.jdbc.MariaDbDataSource")));

    private DatabaseDataSources() {}

    /**
     * Makes one.
     *
     * @param type the kind: pooled or XA
     * @param innerUrl the database's own URL
     * @param className the class; empty for one that is known for the URL
     * @throws SQLException TDE-CFG-042 if there is no class, or it is of another kind or takes no URL
     */
    public static <T extends CommonDataSource> T make(
            Class<T> type, String innerUrl, String className, String user, String password) throws SQLException {
        CommonDataSource made = className.isEmpty() ? known(type, innerUrl) : instance(className);
        if (!type.isInstance(made)) {
            throw unusable(made.getClass().getName(), "a " + type.getSimpleName());
        }
        if (!set(made, "url", innerUrl)) {
            throw unusable(made.getClass().getName() + " without setUrl(String)", "a data source that takes a URL");
        }
        if (!user.isEmpty() && !set(made, "user", user)) {
            throw unusable(made.getClass().getName() + " without setUser(String)", "one that takes a user");
        }
        if (!password.isEmpty() && !set(made, "password", password)) {
            throw unusable(made.getClass().getName() + " without setPassword(String)", "one that takes a password");
        }
        return type.cast(made);
    }

    private static <T extends CommonDataSource> CommonDataSource known(Class<T> type, String innerUrl)
            throws SQLException {
        for (Known known : KNOWN) {
            if (innerUrl.startsWith(known.urlPrefix)) {
                for (String className : known.classNames) {
                    CommonDataSource made = instance(className);
                    if (type.isInstance(made)) {
                        return made;
                    }
                }
            }
        }
        throw unusable(
                "no known " + type.getSimpleName() + " for " + InnerDrivers.scheme(innerUrl),
                "the class of the database's own " + type.getSimpleName());
    }

    private static CommonDataSource instance(String className) throws SQLException {
        try {
            Optional<Class<?>> found = InnerDrivers.load(className);
            if (found.isPresent()
                    && found.get().getDeclaredConstructor().newInstance() instanceof CommonDataSource made) {
                return made;
            }
        } catch (ReflectiveOperationException e) {
            throw unusable(className, "a data source with a public constructor", e);
        }
        throw unusable(className, "a data source on the class path");
    }

    /** Calls the setter of a bean property, of whose name drivers agree but for its case; false without one. */
    private static boolean set(CommonDataSource target, String property, String value) throws SQLException {
        Optional<Method> setter = Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().equalsIgnoreCase("set" + property)
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == String.class)
                .findFirst();
        if (setter.isEmpty()) {
            return false;
        }
        try {
            setter.get().invoke(target, value);
            return true;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            // Its own message may quote the value.
            throw unusable(
                    property + " that was refused by " + target.getClass().getName(), "one that it takes");
        } catch (IllegalAccessException e) {
            throw unusable(target.getClass().getName(), "a public class", e);
        }
    }

    private static SQLException unusable(String found, String expected) {
        return ConfigurationError.DATA_SOURCE_CLASS.because(found, expected);
    }

    private static SQLException unusable(String found, String expected, Throwable cause) {
        return ConfigurationError.DATA_SOURCE_CLASS.because(found, expected, cause);
    }
}
