package io.jenkins.plugins.drawbridge.engine.http;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTPS to one fixed base URL, over a link of its own. Follows no redirect and repeats nothing: the caller knows
 * what may be sent twice. Thread-safe; calls block.
 */
public final class HttpsDoor implements Closeable {

    private static final int LONGEST_BODY = 64 * 1024;

    private final HttpUrl base;
    private final Link link;
    private final OkHttpClient client;

    /**
     * @param base {@code https://host[:port][/path]}
     * @param authority who signs the host's certificate; null: the system's trust
     * @param timeout bound on a whole call
     */
    public HttpsDoor(URI base, @Nullable CertificateAuthority authority, Access access, Duration timeout) {
        this.base = https(base);
        this.link = Links.open(access, LinkListener.SILENT);
        String host = this.base.host();
        this.client = LinkedClients.builder(link, new HostPort(host, this.base.port()), Tls.verifying(authority, null))
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .build();
    }

    private static HttpUrl https(URI base) {
        if (!"https".equals(base.getScheme()) || base.getHost() == null || base.getRawUserInfo() != null) {
            throw new InputException("a base URL must be https://host[:port][/path] without a user, since credentials"
                    + " are sent there");
        }
        return HttpUrl.get(base);
    }

    /**
     * Sends it once.
     *
     * @return the answer, whatever its status
     * @throws LinkException if the host could not be reached
     * @throws HttpException if it could not be spoken to
     */
    public Reply send(Post post) {
        HttpUrl.Builder url = base.newBuilder().query(null).fragment(null);
        post.segments().forEach(url::addPathSegment);
        Request request = new Request.Builder()
                .url(url.build())
                .header("Authorization", post.authorization().reveal())
                .header("Accept", "application/json")
                .header("User-Agent", "drawbridge")
                .post(RequestBody.create(
                        post.body().getBytes(StandardCharsets.UTF_8), MediaType.get(post.contentType())))
                .build();
        try (Response response = client.newCall(request).execute()) {
            byte[] body = response.body().byteStream().readNBytes(LONGEST_BODY);
            return new Reply(
                    response.code(), response.header("Retry-After", ""), new String(body, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw sentence(failure);
        }
    }

    private DrawbridgeException sentence(IOException failure) {
        LinkException unreached = HttpFaults.find(failure, LinkException.class);
        if (unreached != null) {
            return unreached;
        }
        String where = base.host() + ":" + base.port();
        if (HttpFaults.isCertificateFault(failure)) {
            return new HttpException(
                    "the certificate of " + where + " is not trusted for that name; set ca to the authority that signed"
                            + " it, or mend the URL",
                    failure);
        }
        if (failure instanceof InterruptedIOException) {
            return new HttpException(where + " did not answer in time", failure);
        }
        return new HttpException("the connection to " + where + " broke", failure);
    }

    /** Ends running calls and closes the link; idempotent. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        link.close();
    }
}
