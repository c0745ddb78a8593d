package io.tdejdbc.driver;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The serial form of a data source.
 *
 * @param className which one
 * @param settings by name, without passwords
 */
record SerializedDataSource(String className, Map<String, String> settings) implements Serializable {
    SerializedDataSource {
        settings = new TreeMap<>(settings);
    }

    private Object readResolve() throws InvalidObjectException {
        TdeCommonDataSource dataSource =
                make(className).orElseThrow(() -> new InvalidObjectException("no data source " + className));
        settings.forEach(dataSource::set);
        return dataSource;
    }

    /** An empty data source of a class; empty if it is none of ours. */
    static Optional<TdeCommonDataSource> make(String className) {
        if (className.equals(TdeDataSource.class.getName())) {
            return Optional.of(new TdeDataSource());
        } else if (className.equals(TdeConnectionPoolDataSource.class.getName())) {
            return Optional.of(new TdeConnectionPoolDataSource());
        } else if (className.equals(TdeXADataSource.class.getName())) {
            return Optional.of(new TdeXADataSource());
        }
        return Optional.empty();
    }
}
