package io.tdejdbc.it.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers as Vault does when a provider starts, and to everything else as a test says: for what no real server shows. */
final class FakeVault implements AutoCloseable {
    private static final Map<String, String> START = Map.of(
            "/v1/sys/health",
            "{\"initialized\":true,\"sealed\":false,\"standby\":false}",
            "/v1/auth/token/lookup-self",
            "{\"data\":{\"ttl\":3600,\"renewable\":true,\"policies\":[\"app\"],\"accessor\":\"a\"}}",
            "/v1/sys/capabilities-self",
            "{\"data\":{\"transit/keys/tde-app\":[\"read\"],\"transit/encrypt/tde-app\":[\"update\"],"
                    + "\"transit/decrypt/tde-app\":[\"update\"]}}",
            "/v1/transit/keys/tde-app",
            "{\"data\":{\"type\":\"aes256-gcm96\",\"supports_encryption\":true,\"supports_decryption\":true,"
                    + "\"latest_version\":1,\"min_decryption_version\":1,\"keys\":{\"1\":1795487999}}}");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Deque<Reaction> reactions = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private final List<String> unmarked = Collections.synchronizedList(new ArrayList<>());

    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();

    /** What is done with a request. */
    @FunctionalInterface
    interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    FakeVault() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-vault");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path + " token="
                + exchange.getRequestHeaders().getFirst("X-Vault-Token"));
        if (!"true".equals(exchange.getRequestHeaders().getFirst("X-Vault-Request"))) {
            unmarked.add(path);
        }
        namespaces.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Namespace")));
        exchange.getRequestBody().readAllBytes();
        Reaction reaction;
        synchronized (reactions) {
            boolean start = START.containsKey(path);
            reaction = start || reactions.isEmpty()
                    ? answer(start ? 200 : 404, START.getOrDefault(path, "{\"errors\":[]}"))
                    : reactions.size() == 1 ? reactions.peek() : reactions.poll();
        }
        try (exchange) {
            reaction.to(exchange);
        }
    }

    /** From now on answers requests that are not of the start in this order, and the last one again and again. */
    void react(Reaction... order) {
        synchronized (reactions) {
            reactions.clear();
            reactions.addAll(List.of(order));
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method, path and token of each request so far. */
    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The paths of requests without the header by which Vault's proxies tell them from what a browser was made to send. */
    List<String> unmarked() {
        synchronized (unmarked) {
            return List.copyOf(unmarked);
        }
    }

    /** The namespaces that requests were for. */
    Set<String> namespaces() {
        return Set.copyOf(namespaces);
    }

    /** A whole answer in JSON. */
    static Reaction answer(int status, String body, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    /** A body that comes byte by byte and never ends. */
    static Reaction slowDrip() {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1 << 20);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(' ');
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
