package io.jenkins.plugins.drawbridge.testkit.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Console's side that a deploy tool calls: the token endpoint and the status callback, over TLS on a free port of
 * loopback. It remembers everything and misbehaves as scripted. {@link DeployTool} is its other side, which calls.
 * Thread-safe; close it to free the port.
 */
public final class ConsoleSimulator implements AutoCloseable {

    /** A name for hops that resolve names on their far side. */
    public static final String HOST = "console.internal";

    private static final String TOKEN = "/api/m2m/oauth/token";
    private static final Pattern STATUS =
            Pattern.compile("/api/deploy/webhooks/projects/([^/]+)/pipelines/triggers/([^/]+)/status/");
    private static final Set<String> WORDS = Set.of("success", "failed", "canceled", "skipped");
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Pki pki = Pki.create("console");
    private final Accounts accounts = new Accounts();
    private final Deque<Scripted> tokenScript = new ArrayDeque<>();
    private final Deque<Scripted> statusScript = new ArrayDeque<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, StatusUpdate> updates = new ConcurrentHashMap<>();
    private final List<StatusUpdate> inOrder = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService connections = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "console-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpsServer server;

    private ConsoleSimulator() {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 50);
        } catch (IOException noPort) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", noPort);
        }
        server.setHttpsConfigurator(
                new HttpsConfigurator(pki.server("127.0.0.1", "localhost", HOST).sslContext((String) null)));
        server.setExecutor(connections);
        server.createContext("/", this::serve);
        server.start();
    }

    public static ConsoleSimulator start() {
        return new ConsoleSimulator();
    }

    public String url() {
        return "https://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Who signed its certificate. */
    public String authorityPem() {
        return pki.authorityPem();
    }

    /** Of the service account that may set the status of deploys. */
    public String clientId() {
        return Accounts.CLIENT_ID;
    }

    public String clientSecret() {
        return accounts.clientSecret();
    }

    /** A token made by hand, good until {@link #withdrawTokens}. */
    public String newToken() {
        return accounts.newToken();
    }

    /** From now on every token handed out so far is refused with 401. */
    public void withdrawTokens() {
        accounts.withdraw();
    }

    /** How long the tokens of the endpoint are said to live. */
    public void tokensLive(Duration lifetime) {
        accounts.lifetime(lifetime);
    }

    /** What the token endpoint does next, one for each request; then it is itself again. */
    public void scriptTokens(Scripted... next) {
        script(tokenScript, next);
    }

    /** What the status endpoint does next, one for each request; then it is itself again. */
    public void scriptStatus(Scripted... next) {
        script(statusScript, next);
    }

    private static void script(Deque<Scripted> script, Scripted... next) {
        synchronized (script) {
            script.addAll(List.of(next));
        }
    }

    /** Every request so far whose answer is decided, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Requests to the token endpoint. */
    public List<Received> tokenRequests() {
        return received.stream().filter(request -> request.path().equals(TOKEN)).toList();
    }

    /** Requests to the status endpoint, also those refused. */
    public List<Received> statusRequests() {
        return received.stream()
                .filter(request -> STATUS.matcher(request.path()).matches())
                .toList();
    }

    /** The final statuses it has taken, in order. */
    public List<StatusUpdate> updates() {
        return List.copyOf(inOrder);
    }

    /** The final status of a trigger; waits for it, and returns nothing when patience has ended. */
    public Optional<StatusUpdate> awaitUpdate(String triggerId, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (inOrder) {
            while (true) {
                Optional<StatusUpdate> found = inOrder.stream()
                        .filter(update -> update.triggerId().equals(triggerId))
                        .findFirst();
                long left = end - System.nanoTime();
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                TimeUnit.NANOSECONDS.timedWait(inOrder, left);
            }
        }
    }

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            Exchange exchange = Exchange.of(http);
            Scripted answer = answer(exchange);
            received.add(new Received(
                    exchange.method(), exchange.path(), exchange.headers(), exchange.body(), answer.status()));
            if (answer.status() == 0) {
                closed.await();
            } else {
                exchange.answer(answer);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Scripted answer(Exchange exchange) {
        if (exchange.path().equals(TOKEN)) {
            Scripted scripted = next(tokenScript);
            return scripted == null ? accounts.token(exchange) : scripted;
        }
        Matcher status = STATUS.matcher(exchange.path());
        if (!status.matches()) {
            return Scripted.answer(404);
        }
        Scripted scripted = next(statusScript);
        return scripted == null ? update(exchange, status) : scripted;
    }

    private static @Nullable Scripted next(Deque<Scripted> script) {
        synchronized (script) {
            return script.poll();
        }
    }

    private Scripted update(Exchange exchange, Matcher path) {
        if (!exchange.method().equals("POST")) {
            return Scripted.answer(405);
        }
        if (!accounts.mayCall(exchange)) {
            return Scripted.answer(401);
        }
        String word = word(exchange);
        if (!WORDS.contains(word)) {
            return Scripted.answer(400);
        }
        StatusUpdate update = new StatusUpdate(decoded(path.group(1)), decoded(path.group(2)), word);
        // "The final status of a trigger can be set only once."
        if (updates.putIfAbsent(update.projectId() + "/" + update.triggerId(), update) != null) {
            return Scripted.answer(400);
        }
        synchronized (inOrder) {
            inOrder.add(update);
            inOrder.notifyAll();
        }
        return Scripted.answer(202).saying("");
    }

    private static String word(Exchange exchange) {
        if (!exchange.header("content-type").startsWith("application/json")) {
            return "";
        }
        try {
            JsonNode body = Json.MAPPER.readTree(exchange.body());
            return body.path("status").asText();
        } catch (IOException noJson) {
            return "";
        }
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        connections.shutdownNow();
    }
}
