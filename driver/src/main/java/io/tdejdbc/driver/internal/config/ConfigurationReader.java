package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;
import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.plan.Unwrapping;
import io.tdejdbc.keystore.MasterKeyProviderFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and checks a properties file. */
public final class ConfigurationReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12})([KMG]?)");
    private static final Set<PosixFilePermission> PRIVATE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String KEYS = "tde.keys.";
    private static final String CACHE = "tde.keys.cache.";
    private static final String PREVIOUS = "tde.keys.previous.";

    private final Path file;
    private final Map<String, PropertiesText.Entry> entries = new LinkedHashMap<>();

    private ConfigurationReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws TdeConfigurationException naming file and line of the first mistake
     */
    public static TdeConfiguration read(ConfigurationSource source) throws TdeConfigurationException {
        byte[] bytes = bytes(source);
        Path file = canonical(source.path());
        return new ConfigurationReader(file).read(text(bytes, file), fingerprint(bytes));
    }

    private static byte[] bytes(ConfigurationSource source) throws TdeConfigurationException {
        try {
            return Files.readAllBytes(source.path());
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException
                    ? "no such file"
                    : e.getClass().getSimpleName();
            throw ConfigurationError.FILE_UNREADABLE.because(
                    source.path() + " from " + source.origin() + ": " + reason + " (working directory "
                            + Path.of("").toAbsolutePath() + ")",
                    "a readable file",
                    e);
        }
    }

    private static Path canonical(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // It was readable a moment ago; the name as given serves as well.
            return path;
        }
    }

    private static String text(byte[] bytes, Path file) throws TdeConfigurationException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ConfigurationError.LINE_MALFORMED.because(
                    file + " is not in UTF-8", "a properties file in UTF-8, other characters as \\uXXXX", e);
        }
    }

    private static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private TdeConfiguration read(String text, String fingerprint) throws TdeConfigurationException {
        List<ProtectionRule> rules = new ArrayList<>();
        List<CallRule> calls = new ArrayList<>();
        for (PropertiesText.Entry entry : PropertiesText.parse(text, file.toString())) {
            PropertiesText.Entry earlier = entries.putIfAbsent(entry.key(), entry);
            if (earlier != null) {
                throw ConfigurationError.DUPLICATE_PROPERTY.because(
                        entry.key() + " in lines " + earlier.line() + " and " + entry.line() + " of " + file,
                        "each property once");
            }
            if (entry.key().startsWith(ProtectionRule.PREFIX)) {
                rules.add(ProtectionRule.parse(entry, file.toString()));
            } else if (entry.key().startsWith(CallRule.PREFIX)) {
                calls.add(CallRule.parse(entry, file.toString()));
            }
        }
        MasterKeyProviderFactory provider = provider(
                TdeProperty.KEYS_PROVIDER, text(TdeProperty.KEYS_PROVIDER).orElseThrow());
        Optional<String> previousKind = text(TdeProperty.KEYS_PREVIOUS_PROVIDER);
        Optional<MasterKeyProviderFactory> previous = previousKind.isPresent()
                ? Optional.of(provider(TdeProperty.KEYS_PREVIOUS_PROVIDER, previousKind.get()))
                : Optional.empty();
        refuseUnknown(provider, previous);
        if (choice(TdeProperty.MODE).equals("production")) {
            refuseDevelopment(provider);
        }
        if (choice(TdeProperty.KEYS_VAULT_ALLOW_INLINE_TOKEN).equals("true")) {
            requirePrivate(TdeProperty.KEYS_VAULT_TOKEN);
        }
        Duration poll = duration(TdeProperty.METADATA_POLL, Duration.ofMillis(100), Duration.ofSeconds(60));
        Duration lease = duration(TdeProperty.METADATA_LEASE, Duration.ofSeconds(1), Duration.ofMinutes(10));
        if (poll.compareTo(lease) >= 0) {
            throw bad(
                    TdeProperty.METADATA_POLL, "a poll interval shorter than the lease of " + lease.toSeconds() + "s");
        }
        return new TdeConfiguration(
                file,
                fingerprint,
                text(TdeProperty.DRIVER),
                deployment(),
                keyManager(provider, KEYS),
                previous.isPresent() ? Optional.of(keyManager(previous.get(), PREVIOUS)) : Optional.empty(),
                duration(TdeProperty.KEYS_CACHE_TTL, Duration.ofSeconds(1), WEEK),
                duration(TdeProperty.KEYS_CACHE_MAX_STALE, Duration.ZERO, WEEK),
                duration(TdeProperty.ESCROW_MAX_AGE, Duration.ofDays(1), Duration.ofDays(3650)),
                path(TdeProperty.AUDIT_FILE),
                choice(TdeProperty.INIT).equals("create"),
                choice(TdeProperty.MISSING_TABLE).equals("pending"),
                choice(TdeProperty.MISSING_COLUMN).equals("pending"),
                choice(TdeProperty.MIGRATION).equals("allowed"),
                choice(TdeProperty.STRICT).equals("true"),
                list(TdeProperty.PREFLIGHT_ALLOW),
                text(TdeProperty.METADATA_SCHEMA),
                path(TdeProperty.METADATA_ANCHOR),
                poll,
                lease,
                duration(TdeProperty.METADATA_LINGER, Duration.ZERO, Duration.ofMinutes(10)),
                choice(TdeProperty.CATALOG).equals("physical"),
                choice(TdeProperty.JMX).equals("true"),
                text(TdeProperty.METRICS),
                Unwrapping.valueOf(choice(TdeProperty.UNWRAP).toUpperCase(Locale.ROOT)),
                bytes(TdeProperty.PLAN_CACHE_SIZE, 64 << 10, 1L << 30),
                choice(TdeProperty.WARM_UP).equals("true"),
                bytes(TdeProperty.RESULT_MEMORY, 4 << 10, 1L << 30),
                rules,
                calls);
    }

    private MasterKeyProviderFactory provider(TdeProperty property, String kind) throws TdeConfigurationException {
        Map<String, MasterKeyProviderFactory> known = new TreeMap<>();
        Services.load(ServiceLoader.load(
                        MasterKeyProviderFactory.class, MasterKeyProviderFactory.class.getClassLoader()))
                .forEach(factory -> known.putIfAbsent(factory.kind(), factory));
        Services.load(ServiceLoader.load(MasterKeyProviderFactory.class))
                .forEach(factory -> known.putIfAbsent(factory.kind(), factory));
        MasterKeyProviderFactory found = known.get(kind);
        if (found == null) {
            throw ConfigurationError.PROVIDER_UNKNOWN.because(
                    place(property) + " = " + kind, "one of " + known.keySet());
        }
        return found;
    }

    private void refuseUnknown(MasterKeyProviderFactory provider, Optional<MasterKeyProviderFactory> previous)
            throws TdeConfigurationException {
        Set<String> known = Arrays.stream(TdeProperty.values())
                .filter(property -> property != TdeProperty.CONFIG && property.type() != TdeProperty.Type.RULE)
                .map(TdeProperty::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        known.addAll(provider.properties());
        previous.ifPresent(factory -> factory.properties().forEach(key -> known.add(previous(key))));
        for (PropertiesText.Entry entry : entries.values()) {
            if (!known.contains(entry.key())
                    && !entry.key().startsWith(ProtectionRule.PREFIX)
                    && !entry.key().startsWith(CallRule.PREFIX)) {
                String found = entry.key() + " in line " + entry.line() + " of " + file;
                Optional<String> similar = Similar.to(entry.key(), known);
                String fix = entry.key().equals(TdeProperty.CONFIG.key())
                        ? "remove the line; a file cannot name another one"
                        : similar.map(name -> "did you mean " + name + "?")
                                .orElse(ConfigurationError.UNKNOWN_PROPERTY.fix());
                throw ConfigurationError.UNKNOWN_PROPERTY.withFix(found, "a property of this driver", fix);
            }
            boolean ofAKeyManager = entry.key().startsWith(KEYS)
                    && !entry.key().startsWith(PREVIOUS)
                    && !entry.key().startsWith(CACHE)
                    && !entry.key().equals(TdeProperty.KEYS_PROVIDER.key())
                    && TdeProperty.ofKey(entry.key()).isPresent();
            if (ofAKeyManager && !provider.properties().contains(entry.key())) {
                throw ConfigurationError.TWO_PROVIDERS.because(
                        entry.key() + " in line " + entry.line() + " of " + file + ", and "
                                + place(TdeProperty.KEYS_PROVIDER) + " = " + provider.kind(),
                        "one key manager");
            }
        }
    }

    /** What a test may do and an application with data of others should not. */
    private void refuseDevelopment(MasterKeyProviderFactory provider) throws TdeConfigurationException {
        if (provider.kind().equals("file")
                && !choice(TdeProperty.KEYS_FILE_ALLOW_IN_PRODUCTION).equals("true")) {
            throw ConfigurationError.NOT_FOR_PRODUCTION.withFix(
                    place(TdeProperty.KEYS_PROVIDER) + " = file, and " + place(TdeProperty.MODE) + " = production",
                    "a key manager on another machine",
                    "use Vault (docs/vault.md), or say that a key file is meant: "
                            + TdeProperty.KEYS_FILE_ALLOW_IN_PRODUCTION.key() + "=true");
        }
        for (TdeProperty property :
                List.of(TdeProperty.KEYS_VAULT_ALLOW_INLINE_TOKEN, TdeProperty.KEYS_VAULT_ALLOW_ROOT_TOKEN)) {
            if (choice(property).equals("true")) {
                throw ConfigurationError.NOT_FOR_PRODUCTION.because(
                        place(property) + " = true, and " + place(TdeProperty.MODE) + " = production",
                        "a token with a policy of docs/vault, in a file of its own or by a login");
            }
        }
    }

    /** A file with a secret in it is no business of other users. */
    private void requirePrivate(TdeProperty secret) throws TdeConfigurationException {
        if (!entries.containsKey(secret.key())) {
            return;
        }
        Set<PosixFilePermission> mode;
        try {
            mode = Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException e) {
            return; // read a moment ago, on a file system without modes
        }
        if (!PRIVATE.containsAll(mode)) {
            throw ConfigurationError.FILE_EXPOSED.because(
                    place(secret) + ", with mode " + PosixFilePermissions.toString(mode),
                    "mode rw------- or r--------");
        }
    }

    private Optional<UUID> deployment() throws TdeConfigurationException {
        Optional<String> value = text(TdeProperty.DEPLOYMENT);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(value.get());
            if (id.toString().equalsIgnoreCase(value.get())) {
                return Optional.of(id);
            }
        } catch (IllegalArgumentException e) {
            throw ConfigurationError.BAD_VALUE.because(
                    place(TdeProperty.DEPLOYMENT) + " = " + value.get(), "a UUID", e);
        }
        throw bad(TdeProperty.DEPLOYMENT, "a UUID");
    }

    private static String previous(String key) {
        return PREVIOUS + key.substring(KEYS.length());
    }

    /** A key manager with its properties under the names that it knows. */
    private TdeConfiguration.KeyManager keyManager(MasterKeyProviderFactory provider, String prefix)
            throws TdeConfigurationException {
        Map<String, String> properties = new LinkedHashMap<>();
        Map<String, String> places = new LinkedHashMap<>();
        for (String key : provider.properties()) {
            PropertiesText.Entry entry = entries.get(prefix.equals(KEYS) ? key : previous(key));
            if (entry != null && key.startsWith(KEYS)) {
                boolean path = TdeProperty.ofKey(key)
                        .map(property -> property.type() == TdeProperty.Type.PATH)
                        .orElse(false);
                properties.put(key, path ? resolved(entry).toString() : entry.value());
                places.put(key, "line " + entry.line() + " of " + file);
            }
        }
        return new TdeConfiguration.KeyManager(provider, properties, places);
    }

    private Optional<String> text(TdeProperty property) throws TdeConfigurationException {
        PropertiesText.Entry entry = entries.get(property.key());
        if (entry == null) {
            return property.defaultValue();
        }
        if (entry.value().isEmpty()) {
            throw bad(property, property.range());
        }
        return Optional.of(entry.value());
    }

    private String choice(TdeProperty property) throws TdeConfigurationException {
        String value = text(property).orElseThrow();
        if (!property.choices().contains(value)) {
            throw bad(property, "one of " + property.choices());
        }
        return value;
    }

    private Set<String> list(TdeProperty property) throws TdeConfigurationException {
        Set<String> values = new LinkedHashSet<>();
        for (String value : text(property).orElse("").split(",")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    private Optional<Path> path(TdeProperty property) throws TdeConfigurationException {
        PropertiesText.Entry entry = entries.get(property.key());
        return entry == null || text(property).isEmpty() ? Optional.empty() : Optional.of(resolved(entry));
    }

    private Path resolved(PropertiesText.Entry entry) throws TdeConfigurationException {
        try {
            return file.resolveSibling(entry.value()).normalize();
        } catch (InvalidPathException e) {
            throw ConfigurationError.BAD_VALUE.because(
                    entry.key() + " in line " + entry.line() + " of " + file, "the path of a file", e);
        }
    }

    private Duration duration(TdeProperty property, Duration least, Duration most) throws TdeConfigurationException {
        Matcher matcher = DURATION.matcher(text(property).orElseThrow());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration value = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofMinutes(number);
            };
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        }
        throw bad(property, property.range());
    }

    private long bytes(TdeProperty property, long least, long most) throws TdeConfigurationException {
        Matcher matcher = BYTES.matcher(text(property).orElseThrow());
        if (matcher.matches()) {
            long value = Long.parseLong(matcher.group(1))
                    << switch (matcher.group(2)) {
                        case "K" -> 10;
                        case "M" -> 20;
                        case "G" -> 30;
                        default -> 0;
                    };
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw bad(property, property.range());
    }

    private TdeConfigurationException bad(TdeProperty property, String expected) {
        PropertiesText.Entry entry = entries.get(property.key());
        return ConfigurationError.BAD_VALUE.because(
                place(property) + " = "
                        + (entry == null ? property.defaultValue().orElse("") : entry.value()),
                expected);
    }

    private String place(TdeProperty property) {
        PropertiesText.Entry entry = entries.get(property.key());
        return entry == null
                ? property.key() + " (default)"
                : property.key() + " in line " + entry.line() + " of " + file;
    }
}
