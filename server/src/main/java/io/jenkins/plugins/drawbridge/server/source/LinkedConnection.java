package io.jenkins.plugins.drawbridge.server.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One request of JGit's, sent by an HTTP client that never leaves its link. What trust means is the client's to say. */
final class LinkedConnection implements HttpConnection {

    private final URL url;
    private final Budget budget;
    private final Request.Builder request;
    private final OkHttpClient.Builder client;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String method = "GET";
    private String contentType = "application/octet-stream";
    private @Nullable Response response;

    LinkedConnection(OkHttpClient client, URL url, Budget budget) {
        this.client = client.newBuilder();
        this.url = url;
        this.budget = budget;
        this.request = new Request.Builder().url(url);
    }

    private Response answer() throws IOException {
        Response known = response;
        if (known != null) {
            return known;
        }
        RequestBody sent =
                method.equals("POST") ? RequestBody.create(body.toByteArray(), MediaType.get(contentType)) : null;
        Response answered =
                client.build().newCall(request.method(method, sent).build()).execute();
        response = answered;
        return answered;
    }

    private @Nullable Response answerOrNull() {
        try {
            return answer();
        } catch (IOException failed) { // told by whoever asks for the status or the stream
            return null;
        }
    }

    @Override
    public void connect() throws IOException {
        answer();
    }

    @Override
    public int getResponseCode() throws IOException {
        return answer().code();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return answer().message();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return budget.counting(answer().body().byteStream());
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        Response answered = answerOrNull();
        return answered == null ? Map.of() : answered.headers().toMultimap();
    }

    @Override
    public List<String> getHeaderFields(String name) {
        Response answered = answerOrNull();
        return answered == null ? List.of() : answered.headers(name);
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        Response answered = answerOrNull();
        return answered == null ? null : answered.header(name);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("Content-Type");
    }

    @Override
    public int getContentLength() {
        Response answered = answerOrNull();
        return answered == null
                ? -1
                : (int) Math.min(Integer.MAX_VALUE, answered.body().contentLength());
    }

    @Override
    public OutputStream getOutputStream() {
        return body;
    }

    @Override
    public void setRequestProperty(String key, String value) {
        request.header(key, value);
        if (key.equalsIgnoreCase("Content-Type")) {
            contentType = value;
        }
    }

    @Override
    public void setRequestMethod(String method) {
        this.method = method;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public void setConnectTimeout(int timeout) {
        client.connectTimeout(timeout, TimeUnit.MILLISECONDS);
    }

    @Override
    public void setReadTimeout(int timeout) {
        client.readTimeout(timeout, TimeUnit.MILLISECONDS);
    }

    @Override
    public URL getURL() {
        return url;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void setUseCaches(boolean usecaches) {
        // There is none.
    }

    @Override
    public void setInstanceFollowRedirects(boolean redirect) {
        // None is followed; JGit does it, and is refused other hosts.
    }

    @Override
    public void setDoOutput(boolean dooutput) {
        // What is written is sent.
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        // It is gathered first.
    }

    @Override
    public void setChunkedStreamingMode(int chunklen) {
        // It is gathered first: a fetch says little.
    }

    @Override
    public void configure(KeyManager[] keys, TrustManager[] trusted, SecureRandom random) {
        throw new UnsupportedOperationException("whom to trust is the job's to say, not git's");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        throw new UnsupportedOperationException("host names are always verified");
    }
}
