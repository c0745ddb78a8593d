package io.tdejdbc.driver.internal.connect;

import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.runtime.DriverConnections;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What {@code getPropertyInfo} shows: ours and the real driver's. */
public final class DriverProperties {
    private DriverProperties() {}

    /** The properties that a connection to the URL takes; for a URL of others only ours. */
    public static DriverPropertyInfo[] of(String url, Properties given) throws SQLException {
        List<DriverPropertyInfo> all = new ArrayList<>();
        Optional<TdeUrl> parsed = TdeUrl.accepts(url) ? Optional.of(TdeUrl.parse(url)) : Optional.empty();
        all.add(ours(TdeProperty.CONFIG, parsed, given));
        all.add(ours(TdeProperty.DRIVER, parsed, given));
        if (parsed.isPresent()) {
            DriverConnections source = Connector.source(parsed.get(), given, Optional.empty());
            Properties copy = new Properties();
            copy.putAll(source.properties());
            all.addAll(List.of(source.driver().getPropertyInfo(source.innerUrl(), copy)));
        }
        return all.toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo ours(TdeProperty property, Optional<TdeUrl> url, Properties given) {
        String value = given.getProperty(property.key());
        if (value == null && property == TdeProperty.CONFIG) {
            value = url.flatMap(one -> ConfigurationSource.named(one, given)).orElse(null);
        } else if (value == null) {
            value = url.map(one -> one.parameters().get(property.key())).orElse(null);
        }
        DriverPropertyInfo info = new DriverPropertyInfo(property.key(), value);
        info.description = property.description();
        info.required = property.required();
        return info;
    }
}
