package io.tdejdbc.driver.internal.config;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Looks for the providers of a service. */
public final class Services {
    private static final System.Logger LOG = System.getLogger("io.tdejdbc");

    private Services() {}

    /**
     * All providers that can be loaded: a broken registration, or one of another copy of this driver in a class loader
     * further up, must not hide the others.
     */
    public static <T> List<T> load(ServiceLoader<T> loader) {
        List<T> providers = new ArrayList<>();
        Iterator<T> all = loader.iterator();
        for (Optional<Boolean> more = hasNext(all); more.orElse(true); more = hasNext(all)) {
            if (more.isPresent()) {
                next(all).ifPresent(providers::add);
            }
        }
        return providers;
    }

    /** Empty if the next registration cannot be read. */
    private static Optional<Boolean> hasNext(Iterator<?> all) {
        try {
            return Optional.of(all.hasNext());
        } catch (ServiceConfigurationError e) {
            LOG.log(Level.DEBUG, "a registration could not be read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static <T> Optional<T> next(Iterator<T> all) {
        try {
            return Optional.of(all.next());
        } catch (ServiceConfigurationError e) {
            LOG.log(Level.DEBUG, "a provider could not be loaded: {0}", e.getMessage());
            return Optional.empty();
        }
    }
}
