package io.jenkins.plugins.drawbridge.testkit.console;

import io.jenkins.plugins.drawbridge.testkit.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The deploy tool as the Console calls it: Jenkins, or whatever stands in its place. Triggers in every way the contract
 * knows, and follows. Thread-safe; calls block.
 */
public final class DeployTool {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI root;
    private final String job;
    private final Map<String, String> login;
    private final HttpClient client;

    private DeployTool(URI root, String job, Map<String, String> login, HttpClient client) {
        this.root = root;
        this.job = job;
        this.login = login;
        this.client = client;
    }

    /**
     * The tool at a root URL, without login.
     *
     * @param job full name, {@code folder/name}
     * @param authorityPem who signed its certificate; null for http, or for the system's trust
     */
    public static DeployTool at(String root, String job, @Nullable String authorityPem) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE);
        if (authorityPem != null) {
            client.sslContext(Tls.trusting(authorityPem));
        }
        String withSlash = root.endsWith("/") ? root : root + "/";
        return new DeployTool(URI.create(withSlash), job, Map.of(), client.build());
    }

    /** With a user's API token, as the provider's credentials have it. */
    public DeployTool withLogin(String user, String apiToken) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + apiToken).getBytes(StandardCharsets.UTF_8));
        return new DeployTool(root, job, Map.of("Authorization", "Basic " + basic), client);
    }

    /** Today's contract: all parameters as JSON; the token under the given name, {@code triggerToken} or {@code token}. */
    public Triggered trigger(DeployWish wish, String tokenName, String token) {
        return post(jobPath() + query(tokenName, token), wish.body(), Map.of(), wish.triggerId());
    }

    /** Today's contract with the login alone. */
    public Triggered trigger(DeployWish wish) {
        return post(jobPath(), wish.body(), Map.of(), wish.triggerId());
    }

    /** The older contract: two mapped parameters as JSON and {@code triggerToken} in the query. */
    public Triggered triggerOlder(DeployWish wish, String revisionName, String environmentName, String token) {
        String body = wish.olderBody(revisionName, environmentName);
        return post(jobPath() + query("triggerToken", token), body, Map.of(), "");
    }

    /** As Jenkins itself wants it: {@code buildWithParameters} with everything in the query. */
    public Triggered triggerAsJenkins(DeployWish wish, String token) {
        String query = "?token=" + encoded(token) + "&REVISION=" + encoded(wish.revision()) + "&ENVIRONMENT_TO_DEPLOY="
                + encoded(wish.environment()) + "&DEPLOY_TYPE=" + encoded(wish.deployType())
                + "&FORCE_DEPLOY_WHEN_NO_SEMVER=" + wish.forceWhenNoSemver() + "&KUBE_NAMESPACE="
                + encoded(wish.namespace()) + "&TRIGGER_ID=" + encoded(wish.triggerId());
        return post(jobPath() + "buildWithParameters" + query, "", Map.of(), wish.triggerId());
    }

    /**
     * A Standard Webhook (1.0.0, symmetric).
     *
     * @param secret {@code whsec_} and base64
     * @param id of the message; the same id means the same trigger
     */
    public Triggered webhook(DeployWish wish, String secret, String id, Clock clock) {
        long timestamp = clock.instant().getEpochSecond();
        String body = wish.body();
        Map<String, String> headers = Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                String.valueOf(timestamp),
                "webhook-signature",
                "v1," + signature(secret, id + "." + timestamp + "." + body));
        return post("webhooks/" + segments(""), body, headers, wish.triggerId());
    }

    static String signature(String secret, String text) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException noMac) {
            throw new IllegalStateException(noMac);
        }
    }

    /** Polls until the deploy has ended or patience has; waits the interval before each question, as its clients do. */
    public Followed follow(Triggered triggered, Duration interval, Duration patience) {
        return new Polling(this, triggered).until(interval, patience);
    }

    private Triggered post(String path, String body, Map<String, String> headers, String triggerId) {
        URI target = root.resolve(path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(PATIENCE).POST(HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        login.forEach(request::header);
        headers.forEach(request::header);
        HttpResponse<String> response = send(request.build());
        URI location =
                response.headers().firstValue("Location").map(target::resolve).orElse(null);
        Map<String, String> heads = new HashMap<>();
        response.headers().map().forEach((name, values) -> heads.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Triggered(response.statusCode(), location, pipelineId(location), heads, response.body(), triggerId);
    }

    /** The segment that takes the place of {@code :pipelineId} in {@code /queue/item/:pipelineId}. */
    private static String pipelineId(@Nullable URI location) {
        if (location == null) {
            return "";
        }
        String path = location.getPath();
        int item = path.indexOf("/queue/item/");
        return item < 0 ? "" : path.substring(item + "/queue/item/".length()).replaceFirst("/.*", "");
    }

    HttpResponse<String> get(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "application/json");
        login.forEach(request::header);
        return send(request.build());
    }

    URI jobUri() {
        return root.resolve(jobPath());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    request.method() + " " + request.uri().getPath() + " failed", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String jobPath() {
        return "job/" + segments("job/") + "/";
    }

    private String segments(String between) {
        return Arrays.stream(job.split("/")).map(DeployTool::encoded).collect(Collectors.joining("/" + between));
    }

    private static String query(String name, String value) {
        return "?" + name + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
