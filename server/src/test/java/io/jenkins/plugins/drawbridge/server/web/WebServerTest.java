package io.jenkins.plugins.drawbridge.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.config.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Test;

public class WebServerTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    @After
    public void stop() {
        server.close();
    }

    private final AtomicLong nanos = new AtomicLong(1);

    private void start(boolean behindProxy) {
        server = WebServer.start(
                new ServerSettings("127.0.0.1", 0, null, null, behindProxy, 1),
                List.of(
                        routes -> routes.get("/ip", request -> request.result(request.ip() + " " + request.scheme())),
                        routes -> routes.get("/outage", request -> {
                            throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
                        })),
                new Floodgate(2, 10, nanos::get));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return http.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    public void behind_a_proxy_the_address_is_the_one_the_proxy_saw() throws Exception {
        start(true);
        assertThat(get("/ip", "X-Forwarded-For", "192.0.2.66, 192.0.2.1", "X-Forwarded-Proto", "https")
                        .body())
                .isEqualTo("192.0.2.1 https");
        assertThat(get("/ip", "X-Forwarded-For", "192.0.2.1", "Forwarded", "for=192.0.2.66")
                        .body())
                .startsWith("192.0.2.1 ");
        assertThat(get("/ip", "Forwarded", "for=192.0.2.66, for=192.0.2.1").body())
                .startsWith("192.0.2.1 ");
        assertThat(get("/ip").body()).isEqualTo("127.0.0.1 http");
    }

    @Test
    public void a_flood_is_told_to_come_back_later_and_others_are_not() throws Exception {
        start(true);
        for (int request = 0; request < 10; request++) {
            assertThat(get("/ip", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = get("/ip", "X-Forwarded-For", "192.0.2.1");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(get("/ip", "X-Forwarded-For", "192.0.2.2").statusCode()).isEqualTo(200);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(get("/ip", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(200);
    }

    @Test
    public void without_a_proxy_nobody_is_believed_to_be_one() throws Exception {
        start(false);
        assertThat(get("/ip", "X-Forwarded-For", "192.0.2.66").body()).isEqualTo("127.0.0.1 http");
    }

    @Test
    public void a_database_that_does_not_answer_is_told_as_something_that_passes() throws Exception {
        start(false);
        HttpResponse<String> answer = get("/outage");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("database").doesNotContain("SQL");
    }
}
