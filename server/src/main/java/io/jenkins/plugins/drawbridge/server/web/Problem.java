package io.jenkins.plugins.drawbridge.server.web;

import java.util.Map;

/** Ends a request with a status and one sentence. The sentence goes to the caller: it holds nothing of the inside. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String sentence;
    private final transient Map<String, String> headers;

    public Problem(int status, String sentence) {
        this(status, sentence, Map.of());
    }

    public Problem(int status, String sentence, Map<String, String> headers) {
        super(sentence, null, false, false);
        this.status = status;
        this.sentence = sentence;
        this.headers = Map.copyOf(headers);
    }

    public static Problem notFound() {
        return new Problem(404, "There is nothing here, or nothing for you.");
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
