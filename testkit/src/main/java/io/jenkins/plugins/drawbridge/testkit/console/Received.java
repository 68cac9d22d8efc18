package io.jenkins.plugins.drawbridge.testkit.console;

import java.util.Map;

/**
 * A request that reached the Console.
 *
 * @param path raw, as it was sent, without the query
 * @param headers names in lower case, the first value of each
 * @param status what the Console answered; 0 if nothing
 */
public record Received(String method, String path, Map<String, String> headers, String body, int status) {

    public Received {
        headers = Map.copyOf(headers);
    }
}
