package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.config.TdeUrl;

/** Makes a URL of ours of a database's own. */
public final class OurUrl {
    private OurUrl() {}

    /** The URL with our prefix; one that has it stays. */
    public static String of(String url) {
        return TdeUrl.accepts(url) || !url.startsWith("jdbc:") ? url : TdeUrl.PREFIX + url.substring("jdbc:".length());
    }
}
