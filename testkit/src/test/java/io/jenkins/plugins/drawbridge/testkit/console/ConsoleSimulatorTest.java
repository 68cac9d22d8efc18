package io.jenkins.plugins.drawbridge.testkit.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.testkit.Tls;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.After;
import org.junit.Test;

public class ConsoleSimulatorTest {

    private static final String STATUS = "/api/deploy/webhooks/projects/65f0c1/pipelines/triggers/9b1d7c0e/status/";

    private final ConsoleSimulator console = ConsoleSimulator.start();
    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(Tls.trusting(console.authorityPem()))
            .build();

    @After
    public void stop() {
        console.close();
    }

    @Test
    public void hands_out_tokens_for_client_credentials_that_set_a_status() throws Exception {
        HttpResponse<String> answer = post(
                "/api/m2m/oauth/token",
                basic(console.clientId(), console.clientSecret()),
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials");
        String token = Json.parse(answer.body()).path("access_token").asText();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.parse(answer.body()).path("expires_in").asInt()).isEqualTo(3600);
        assertThat(status("Bearer " + token, "{\"status\":\"failed\"}")).isEqualTo(202);
        assertThat(console.updates()).containsExactly(new StatusUpdate("65f0c1", "9b1d7c0e", "failed"));
    }

    @Test
    public void refuses_a_stranger_and_a_withdrawn_token() throws Exception {
        String token = console.newToken();
        console.withdrawTokens();

        assertThat(post(
                                "/api/m2m/oauth/token",
                                basic("drawbridge", "wrong"),
                                "application/x-www-form-urlencoded",
                                "grant_type=client_credentials")
                        .statusCode())
                .isEqualTo(401);
        assertThat(status("Bearer " + token, "{\"status\":\"success\"}")).isEqualTo(401);
        assertThat(console.updates()).isEmpty();
        assertThat(console.statusRequests()).hasSize(1);
    }

    @Test
    public void takes_only_the_words_of_the_contract_and_each_trigger_once() throws Exception {
        String bearer = "Bearer " + console.newToken();

        assertThat(status(bearer, "{\"status\":\"ok\"}")).isEqualTo(400);
        assertThat(status(bearer, "status=success")).isEqualTo(400);
        assertThat(status(bearer, "{\"status\":\"skipped\"}")).isEqualTo(202);
        assertThat(status(bearer, "{\"status\":\"success\"}")).isEqualTo(400);
        assertThat(console.updates()).hasSize(1);
    }

    @Test
    public void misbehaves_as_scripted_and_is_itself_again_after_that() throws Exception {
        String bearer = "Bearer " + console.newToken();
        console.scriptStatus(Scripted.answer(500), Scripted.redirect("https://elsewhere.invalid/"), Scripted.stall());

        assertThat(status(bearer, "{\"status\":\"success\"}")).isEqualTo(500);
        assertThat(status(bearer, "{\"status\":\"success\"}")).isEqualTo(302);
        assertThatThrownBy(() -> send(request(STATUS, bearer, "application/json", "{\"status\":\"success\"}")
                        .timeout(Duration.ofMillis(500))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(status(bearer, "{\"status\":\"success\"}")).isEqualTo(202);
        assertThat(console.statusRequests()).extracting(Received::status).containsExactly(500, 302, 0, 202);
    }

    @Test
    public void knows_no_other_path() throws Exception {
        assertThat(post("/api/else", "", "text/plain", "x").statusCode()).isEqualTo(404);
    }

    private int status(String authorization, String body) throws IOException, InterruptedException {
        return post(STATUS, authorization, "application/json", body).statusCode();
    }

    private HttpResponse<String> post(String path, String authorization, String type, String body)
            throws IOException, InterruptedException {
        return send(request(path, authorization, type, body).timeout(Duration.ofSeconds(30)));
    }

    private HttpRequest.Builder request(String path, String authorization, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(console.url() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        String login = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
