package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL of ours taken apart: the real driver's URL and the parameters that are for this driver. Parameters are found in
 * both usual forms, {@code ?a=b&c=d} and {@code ;a=b;c=d}; those whose name begins {@code tde.} are ours.
 *
 * @param text the URL as it was given; may hold a password
 * @param inner the real driver's URL, without our prefix and parameters
 * @param parameters ours, by name
 */
public record TdeUrl(String text, String inner, Map<String, String> parameters) {
    /** How our URLs begin. */
    public static final String PREFIX = "jdbc:tde:";

    private static final String OURS = "tde.";
    private static final Pattern SECRET =
            Pattern.compile("(?i)([?&;])[^=?&;]*(?:password|passphrase|secret|token)[^=?&;]*=[^&;]*");

    /** Whether a URL is one of ours; never an exception. */
    public static boolean accepts(String url) {
        return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * Takes a URL apart.
     *
     * @param url one that {@link #accepts} took
     */
    public static TdeUrl parse(String url) throws TdeConfigurationException {
        String inner = "jdbc:" + url.substring(PREFIX.length());
        if (inner.length() == "jdbc:".length() || accepts(inner)) {
            throw ConfigurationError.URL_MALFORMED.because(
                    masked(url), PREFIX + "<the database's own URL without its 'jdbc:'>");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        String rest = inner;
        int at = nextOurs(rest, 0);
        while (at >= 0) {
            char delimiter = rest.charAt(at);
            char separator = delimiter == ';' ? ';' : '&';
            int end = endOf(rest, at + 1, separator);
            String parameter = rest.substring(at + 1, end);
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                throw ConfigurationError.URL_MALFORMED.because(
                        "the parameter " + parameter + " without a value", parameter + "=<value>");
            }
            String name = parameter.substring(0, equals);
            String value = parameter.substring(equals + 1);
            if (parameters.put(name, separator == '&' ? decoded(value) : value) != null) {
                throw ConfigurationError.DUPLICATE_PROPERTY.because(name + " twice in the URL", "one value");
            }
            // Where ours was the first after '?', the next one takes its place.
            boolean first = delimiter == '?' && end < rest.length();
            rest = rest.substring(0, at) + (first ? "?" + rest.substring(end + 1) : rest.substring(end));
            at = nextOurs(rest, at);
        }
        return new TdeUrl(url, rest, Map.copyOf(parameters));
    }

    /** A URL of ours for a database's own; one that has our prefix stays, and so does what is no JDBC URL. */
    public static String prefixed(String url) {
        return accepts(url) || !url.startsWith("jdbc:") ? url : PREFIX + url.substring("jdbc:".length());
    }

    /** Any URL without user, password and the parameters whose names say that they are secret; it may still be used. */
    public static String withoutSecrets(String url) {
        String rest = url.replaceAll("//[^/?;@]*@", "//");
        Matcher secret = SECRET.matcher(rest);
        while (secret.find()) {
            boolean first = secret.group(1).equals("?");
            String after = rest.substring(secret.end());
            rest = rest.substring(0, secret.start()) + (first && !after.isEmpty() ? "?" + after.substring(1) : after);
            secret = SECRET.matcher(rest);
        }
        return rest;
    }

    private static int nextOurs(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean delimiter = c == '?' || c == '&' || c == ';';
            // "\;" is H2's way to have a semicolon inside a value.
            if (delimiter && url.startsWith(OURS, i + 1) && !(c == ';' && i > 0 && url.charAt(i - 1) == '\\')) {
                return i;
            }
        }
        return -1;
    }

    private static int endOf(String url, int from, char separator) {
        int end = url.indexOf(separator, from);
        return end < 0 ? url.length() : end;
    }

    private static String decoded(String value) throws TdeConfigurationException {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ConfigurationError.URL_MALFORMED.because("a parameter with a broken % sequence", "%25 for %", e);
        }
    }

    /** The given URL without the values of its parameters and without user and password, fit for messages. */
    public String masked() {
        return masked(text);
    }

    /** Any URL without the values of its parameters and without user and password, fit for messages. */
    public static String masked(String url) {
        int end = url.length();
        for (char delimiter : new char[] {'?', ';'}) {
            int at = url.indexOf(delimiter);
            if (at >= 0) {
                end = Math.min(end, at);
            }
        }
        String head = url.substring(0, end).replaceAll("//[^/@]*@", "//***@");
        return end < url.length() ? head + url.charAt(end) + "…" : head;
    }

    @Override
    public String toString() {
        return masked();
    }
}
