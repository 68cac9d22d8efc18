package io.jenkins.plugins.drawbridge.testkit.console;

import java.util.Map;

/**
 * What an endpoint of the Console does next, instead of what it should.
 *
 * @param status 0: it says nothing until the Console is closed
 */
public record Scripted(int status, Map<String, String> headers, String body) {

    public Scripted {
        headers = Map.copyOf(headers);
    }

    public static Scripted answer(int status) {
        return new Scripted(status, Map.of(), "{\"error\":\"scripted\",\"message\":\"scripted " + status + "\"}");
    }

    public static Scripted redirect(String location) {
        return answer(302).with("Location", location);
    }

    /** Takes the request and falls silent. */
    public static Scripted stall() {
        return answer(0);
    }

    public Scripted with(String header, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Scripted(status, more, body);
    }

    public Scripted saying(String text) {
        return new Scripted(status, headers, text);
    }
}
