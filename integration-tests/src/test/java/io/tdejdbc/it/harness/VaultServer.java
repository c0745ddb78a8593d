package io.tdejdbc.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A real HashiCorp Vault, initialised and unsealed, with an audit device that writes a file. It is a process of its own
 * on a free port and ends by its process id, at the latest with this process.
 */
public final class VaultServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static final Set<String> SECRET =
            Set.of("client_token", "root_token", "token", "secret_id", "keys", "keys_base64");

    private final List<String> secrets = Collections.synchronizedList(new ArrayList<>());
    private final Path folder;
    private final List<String> options;
    private final HttpClient client;
    private Optional<Process> process = Optional.empty();
    private String address = "";
    private String rootToken = "";
    private String unsealKey = "";

    private VaultServer(Path folder, List<String> options, HttpClient client) {
        this.folder = folder;
        this.options = options;
        this.client = client;
    }

    /** A status and what came with it. */
    public record Reply(int status, String body) {
        /** The body as an object. */
        public JsonObject json() {
            return Json.parse(body).asObject();
        }
    }

    /** A server without TLS whose storage is a folder, so that it can be stopped and started again. */
    public static VaultServer start(Path folder) throws IOException, InterruptedException {
        return start(folder, List.of(), Optional.empty());
    }

    /**
     * A server with further options.
     *
     * @param trust for calls of the harness itself, where the options ask for TLS
     */
    public static VaultServer start(Path folder, List<String> options, Optional<SSLContext> trust)
            throws IOException, InterruptedException {
        VaultServer server = startUninitialised(folder, options, trust);
        server.initialise();
        return server;
    }

    /** A server without TLS that nobody has initialised. */
    public static VaultServer startUninitialised(Path folder) throws IOException, InterruptedException {
        return startUninitialised(folder, List.of(), Optional.empty());
    }

    /** As {@link #start(Path, List, Optional)}, but not initialised. */
    public static VaultServer startUninitialised(Path folder, List<String> options, Optional<SSLContext> trust)
            throws IOException, InterruptedException {
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        trust.ifPresent(client::sslContext);
        VaultServer server = new VaultServer(Files.createDirectories(folder), options, client.build());
        server.launch("127.0.0.1:0");
        return server;
    }

    /** The server that VAULT_ADDR and VAULT_TOKEN name; it is nobody's to stop or seal. */
    static Optional<VaultServer> external() {
        String address = System.getenv("VAULT_ADDR");
        String token = System.getenv("VAULT_TOKEN");
        if (address == null || token == null) {
            return Optional.empty();
        }
        VaultServer server = new VaultServer(Path.of(""), List.of(), HttpClient.newHttpClient());
        server.address = address;
        server.rootToken = token;
        server.secrets.add(token);
        return Optional.of(server);
    }

    private void launch(String listen) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                VaultProgram.path().toString(),
                "-address",
                listen,
                "-storage",
                folder.resolve("storage").toString()));
        command.addAll(options);
        Process started = new ProcessBuilder(command)
                .redirectError(folder.resolve("vault.log").toFile())
                .start();
        process = Optional.of(started);
        // Not in a try: closing the reader would close nothing but the pipe that the server still writes to.
        BufferedReader out = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("Vault ended: " + Files.readString(folder.resolve("vault.log")));
        }
        address = line;
    }

    private void initialise() {
        JsonObject made = ok(request("", "PUT", "sys/init", "{\"secret_shares\":1,\"secret_threshold\":1}"));
        unsealKey = made.get("keys").asArray().get(0).asString();
        rootToken = made.getString("root_token");
        unseal();
        call("PUT", "sys/audit/file", "{\"type\":\"file\",\"options\":{\"file_path\":\"" + auditLog() + "\"}}");
    }

    /** Scheme, host and port. */
    public String address() {
        return address;
    }

    /** The token that may do everything. */
    public String rootToken() {
        return rootToken;
    }

    /** What the file audit device writes. */
    public Path auditLog() {
        return folder.toAbsolutePath().resolve("audit.log");
    }

    /** How many requests of an operation and a path the audit device has written. */
    public long audited(String path) throws IOException {
        try (var lines = Files.lines(auditLog())) {
            return lines.map(line -> Json.parse(line).asObject())
                    .filter(entry -> entry.getString("type").equals("request"))
                    .filter(entry ->
                            entry.get("request").asObject().getString("path").equals(path))
                    .count();
        }
    }

    /** One request. */
    public Reply request(String token, String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json, UTF_8));
        if (!token.isEmpty()) {
            request.header("X-Vault-Token", token);
        }
        return sent(request.build());
    }

    private Reply sent(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One request as root that must succeed. */
    public JsonObject call(String method, String path, String json) {
        return ok(request(rootToken, method, path, json));
    }

    private JsonObject ok(Reply reply) {
        if (reply.status() >= 300) {
            throw new IllegalStateException("Vault answered " + reply.status() + ": " + reply.body());
        }
        JsonObject answer = reply.body().isEmpty() ? new JsonObject() : reply.json();
        remember("", answer);
        return answer;
    }

    private void remember(String name, JsonValue value) {
        if (value.isObject()) {
            value.asObject().forEach(member -> remember(member.getName(), member.getValue()));
        } else if (value.isArray()) {
            value.asArray().forEach(one -> remember(name, one));
        } else if (value.isString()
                && SECRET.contains(name)
                && !value.asString().isEmpty()) {
            secrets.add(value.asString());
        }
    }

    /** Every token, secret id and unseal key that this server gave to tests. */
    List<String> secrets() {
        synchronized (secrets) {
            return List.copyOf(secrets);
        }
    }

    /** A name that no other test of the run has. */
    public String newName(String purpose) {
        return purpose + "-" + NAMES.incrementAndGet();
    }

    /** A transit engine of its own with a key {@code tde-app}; gives the mount. */
    public String newTransit(String keyOptions) {
        String mount = newName("transit");
        call("POST", "sys/mounts/" + mount, "{\"type\":\"transit\"}");
        call("POST", mount + "/keys/tde-app", keyOptions);
        return mount;
    }

    /** A policy; gives its name. */
    public String newPolicy(String hcl) {
        String name = newName("policy");
        call(
                "PUT",
                "sys/policies/acl/" + name,
                new JsonObject().add("policy", hcl).toString());
        return name;
    }

    /** A token of one policy. */
    public String newToken(String policy, String ttl) {
        return call("POST", "auth/token/create", "{\"policies\":[\"" + policy + "\"],\"ttl\":\"" + ttl + "\"}")
                .get("auth")
                .asObject()
                .getString("client_token");
    }

    /** What a POST as root gives, as a token that gives it once. */
    public String wrapped(String path, String ttl) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                .timeout(PATIENCE)
                .header("X-Vault-Token", rootToken)
                .header("X-Vault-Wrap-TTL", ttl)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return ok(sent(request)).get("wrap_info").asObject().getString("token");
    }

    /** Seals it. */
    public void seal() {
        call("PUT", "sys/seal", "");
    }

    /** Unseals it. */
    public void unseal() {
        ok(request("", "PUT", "sys/unseal", "{\"key\":\"" + unsealKey + "\"}"));
        awaitActive();
    }

    private void awaitActive() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (request("", "GET", "sys/health", "").status() != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Vault does not become active");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process; what it stored stays. */
    public void stop() throws InterruptedException {
        if (process.isPresent()) {
            Process running = process.get();
            process = Optional.empty();
            running.destroy();
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        }
    }

    /** Starts it again at the same address, unsealed. */
    public void restart() throws IOException, InterruptedException {
        launch(URI.create(address).getAuthority());
        unseal();
    }

    /** Copies what it has stored; it is away for that long. */
    public Path snapshot() throws IOException, InterruptedException {
        stop();
        Path copy = Files.createTempDirectory(folder, "snapshot-");
        copy(folder.resolve("storage"), copy);
        restart();
        return copy;
    }

    /**
     * Puts a snapshot in the place of what it has stored. Tokens made since then are lost as well. Versions that are made
     * afterwards are of another second than those that were lost: nothing else tells them apart.
     */
    public void restore(Path snapshot) throws IOException, InterruptedException {
        stop();
        Instant lost = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path storage = folder.resolve("storage");
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        copy(snapshot, Files.createDirectory(storage));
        restart();
        while (Instant.now().truncatedTo(ChronoUnit.SECONDS).equals(lost)) {
            pause();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
