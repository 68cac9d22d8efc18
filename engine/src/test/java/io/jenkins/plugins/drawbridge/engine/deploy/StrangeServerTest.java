package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.kube.ApplyOptions;
import io.jenkins.plugins.drawbridge.engine.kube.ClusterException;
import io.jenkins.plugins.drawbridge.engine.kube.ContainerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Something that answers, and is no honest API server. */
public class StrangeServerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger watches = new AtomicInteger();
    private HttpServer server;
    private String answer = "{}";
    private int code = 200;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @After
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) {
        boolean watch = String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true");
        String event = "{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"2\"}}}\n";
        watches.addAndGet(watch ? 1 : 0);
        byte[] body = (watch ? event : answer).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Location", "https://login.example.com/");
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Door door(String token) {
        return Door.to(new Cluster(
                "strange",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                null,
                null,
                false,
                new Credentials.BearerToken(SecretSource.of(token)),
                null,
                Access.DIRECT));
    }

    @Test(timeout = 60_000)
    public void a_list_that_continues_with_itself_is_given_up() {
        answer = "{\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"again\"},\"items\":[]}";
        try (Door door = door("t0ken")) {
            assertThat(catchThrowable(() -> door.kube().list(Scene.CONFIG_MAPS, "a", "", item -> true)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("does not answer as a Kubernetes API server");
        }
    }

    @Test
    public void a_dry_run_that_answers_something_else_is_no_plan() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", "mine").put("namespace", "a");
        try (Door door = door("t0ken")) {
            assertThat(catchThrowable(() ->
                            door.kube().apply(Scene.CONFIG_MAPS, object, new ApplyOptions("drawbridge", false, true))))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("does not answer as a Kubernetes API server");
        }
    }

    @Test
    public void a_portal_that_sends_to_its_login_is_named() {
        code = 302;
        try (Door door = door("t0ken")) {
            assertThat(catchThrowable(() -> door.kube().serverVersion()))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("does not answer as a Kubernetes API server");
        }
    }

    @Test
    public void what_is_no_api_server_is_told_with_what_to_check() {
        code = 404;
        for (String nothing : new String[] {"{\"message\":\"404 Not Found\"}", "404 page not found", "[]"}) {
            answer = nothing;
            try (Door door = door("t0ken")) {
                assertThat(catchThrowable(() -> door.kube().serverVersion()))
                        .hasMessageStartingWith("HTTP 404")
                        .hasMessageEndingWith("; there is no API server at the cluster's URL, so check its path");
            }
        }
    }

    @Test
    public void a_token_that_cannot_be_sent_is_an_error_of_the_input_and_not_shown() {
        for (String token : new String[] {"s3cret\nvalue", "s3cretvalu\u00e9", ""}) {
            try (Door door = door(token)) {
                assertThat(catchThrowable(() -> door.kube().serverVersion()))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("the token of cluster \"strange\"")
                        .hasMessageNotContaining("s3cret");
            }
        }
    }

    @Test
    public void watches_that_end_at_once_are_not_opened_in_a_hot_loop() {
        answer = "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}";
        try (Door door = door("t0ken");
                KindFeed feed = new KindFeed(door.kube(), Scene.CONFIG_MAPS, "a", () -> {}).start()) {
            Scene.eventually(() -> watches.get() > 0, "the feed watches");
            long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(feed.isListed()).isTrue();
            assertThat(watches.get()).isLessThan(15);
        }
    }

    @Test
    public void a_refusal_is_whole_or_not_at_all_so_that_secrets_in_it_are_known() {
        code = 422;
        answer = "{\"kind\":\"Status\",\"message\":\"" + "m".repeat(100_000) + "\"}";
        assertThat(refusal()).hasMessage("m".repeat(100_000));
        answer = "{\"kind\":\"Status\",\"message\":\"" + "m".repeat(9_000_000) + "\"}";
        assertThat(refusal()).hasMessage("HTTP 422, with an answer too long to be shown");
        answer = "<html>" + "m".repeat(5_000);
        assertThat(refusal()).hasMessage("HTTP 422, with an answer too long to be shown");
    }

    private Throwable refusal() {
        try (Door door = door("token")) {
            return catchThrowable(() -> door.kube().get(Scene.CONFIG_MAPS, "shop", "a"));
        }
    }

    @Test
    public void a_log_that_is_too_long_ends_with_a_whole_line() {
        answer = "starting\n" + "x".repeat(70_000);
        try (Door door = door("token")) {
            assertThat(door.kube().log("shop", "api-1", new ContainerLog("api", 5, false)))
                    .isEqualTo("starting\n");
        }
    }
}
