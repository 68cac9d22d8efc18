package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and repeats them where that is right ({@link RepeatRule}), so that a link which dies in the middle of
 * a deploy is a pause and no failure. Thread-safe.
 */
final class Transport implements Closeable {

    static final long LONGEST_ANSWER = 256L * 1024 * 1024;
    private final Cluster cluster;
    private final OkHttpClient http;
    private final OkHttpClient watching;
    private final Identity identity;
    private final Consumer<String> notices;
    private final Failures failures;
    private final String authority;
    private final okhttp3.HttpUrl base;
    private volatile boolean closed;
    private volatile boolean answered;

    final RequestCounts counts = new RequestCounts();
    final ServerClock clock = new ServerClock();
    final Pauses pauses;

    Transport(Cluster cluster, OkHttpClient http, Consumer<String> notices, Pauses pauses) {
        this.cluster = cluster;
        this.http = http;
        this.watching = http.newBuilder()
                .readTimeout(Duration.ofSeconds(75))
                .callTimeout(Duration.ZERO)
                .build();
        this.identity = new Identity(cluster);
        this.pauses = pauses;
        this.notices = notices;
        this.failures = new Failures(cluster);
        this.authority = cluster.url().getRawAuthority();
        this.base = HttpClients.base(cluster);
    }

    /** Sends a request, repeats it if need be, reads the answer. */
    <T> T call(ApiRequest request, Answer.Body<T> body) {
        boolean tokenRenewed = false;
        Pauses.Budget budget = pauses.budget();
        for (int attempt = 0; ; attempt++) {
            Duration pause;
            DrawbridgeException last;
            String authorization = identity.authorization();
            try (Response response = exchange(http, request, authorization)) {
                if (response.isSuccessful()) {
                    return body.read(new BoundedStream(response.body().byteStream(), LONGEST_ANSWER));
                }
                if (response.code() == 401 && !tokenRenewed && renewed(authorization)) {
                    tokenRenewed = true;
                    continue;
                }
                refuseRedirect(response);
                ApiException refusal =
                        Answer.error(response.code(), response.body().byteStream());
                last = explained(refusal);
                pause = RepeatRule.pause(attempt, response.header("Retry-After"));
                if (isLast(attempt) || !budget.allows(pause) || !RepeatRule.worthRepeating(refusal)) {
                    throw last;
                }
                notices.accept("the API server of " + cluster.id() + " answered " + response.code()
                        + "; repeating the request in " + pause.toMillis() + " ms");
            } catch (IOException failure) {
                if (Thread.currentThread().isInterrupted()) {
                    throw failures.interrupted(failure);
                }
                last = failures.of(failure);
                pause = RepeatRule.pause(attempt);
                boolean mayHelp = RepeatRule.worthRepeating(failure) && !isForeign(failure);
                if (closed || isLast(attempt) || !budget.allows(pause) || !mayHelp) {
                    throw last;
                }
                // Where one connection broke, the idle ones lie on the same broken bridge: the next try makes a new
                // one.
                http.connectionPool().evictAll();
                if (answered) {
                    notices.accept("the connection to " + cluster.id() + " broke (" + Answer.plain(said(failure))
                            + "); repeating the request");
                }
            }
            pause(budget, pause, last);
        }
    }

    /**
     * An answer that is still coming in.
     *
     * @param call may be cancelled by any thread; all else belongs to the reader
     */
    record Stream(Call call, Response response) implements Closeable {

        @Override
        public void close() {
            response.close();
        }
    }

    /** Reads a little text, such as a log, once. */
    String text(ApiRequest request, int most) throws IOException {
        try (Response response = accepted(exchange(http, request, identity.authorization()))) {
            return new String(response.body().byteStream().readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    /** Opens a stream (a watch); not repeated here, since only the caller knows where to resume. */
    Stream stream(ApiRequest request) throws IOException {
        Call call = prepared(watching, request, identity.authorization());
        return new Stream(call, accepted(sent(call, request)));
    }

    private Response accepted(Response response) throws IOException {
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            throw explained(Answer.error(response.code(), response.body().byteStream()));
        }
    }

    DrawbridgeException sentence(IOException failure) {
        return failures.of(failure);
    }

    private Response exchange(OkHttpClient client, ApiRequest request, @Nullable String authorization)
            throws IOException {
        return sent(prepared(client, request, authorization), request);
    }

    private Call prepared(OkHttpClient client, ApiRequest request, @Nullable String authorization) throws IOException {
        Request.Builder builder = new Request.Builder()
                .url(url(request.path()))
                .header("Host", authority)
                .header("Accept", request.accept())
                .header("User-Agent", "drawbridge")
                .method(request.method(), content(request));
        identity.sign(builder, authorization);
        return client.newCall(builder.build());
    }

    private Response sent(Call call, ApiRequest request) throws IOException {
        counts.sent(request.verb());
        Response response = call.execute();
        answered = true;
        clock.hear(response.headers().getInstant("Date"));
        return response;
    }

    private okhttp3.HttpUrl url(String pathAndQuery) {
        int question = pathAndQuery.indexOf('?');
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        String prefix = base.encodedPath().endsWith("/")
                ? base.encodedPath().substring(0, base.encodedPath().length() - 1)
                : base.encodedPath();
        return base.newBuilder()
                .encodedPath(prefix + path)
                .encodedQuery(question < 0 ? null : pathAndQuery.substring(question + 1))
                .build();
    }

    private static @Nullable RequestBody content(ApiRequest request) throws JsonProcessingException {
        ObjectNode body = request.body();
        return body == null
                ? null
                : RequestBody.create(Answer.JSON.writeValueAsBytes(body), MediaType.get(request.contentType()));
    }

    /** A portal that wants people to log in, or another address: no API server sends us elsewhere. */
    private static void refuseRedirect(Response response) throws Answer.NotKubernetes {
        if (response.isRedirect()) {
            throw new Answer.NotKubernetes("it answers " + response.code() + " and sends us elsewhere");
        }
    }

    private boolean renewed(@Nullable String sent) {
        String now = identity.authorization();
        return now != null && !now.equals(sent);
    }

    private DrawbridgeException explained(ApiException refusal) {
        return refusal.isUnauthorized() ? failures.unauthorized(refusal) : refusal;
    }

    private static boolean isForeign(IOException failure) {
        return failure instanceof JsonProcessingException && !(failure instanceof JsonEOFException);
    }

    private static String said(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** A cluster that never answered is more likely misconfigured than in trouble: it is not waited for. */
    private boolean isLast(int attempt) {
        return attempt + 1 >= (answered ? RepeatRule.ATTEMPTS : RepeatRule.FIRST_ATTEMPTS);
    }

    private void pause(Pauses.Budget budget, Duration pause, DrawbridgeException last) {
        try {
            if (!budget.pause(pause)) {
                throw last;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(interrupted);
        }
    }

    /** Ends running calls at once. */
    @Override
    public void close() {
        closed = true;
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }
}
