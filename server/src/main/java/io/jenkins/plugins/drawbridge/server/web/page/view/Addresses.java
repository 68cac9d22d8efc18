package io.jenkins.plugins.drawbridge.server.web.page.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages that are not of jobs. Stateless. */
public final class Addresses {

    private Addresses() {}

    /** What lives in an environment. */
    public static String environment(String id) {
        return "/environments/" + encoded(id) + "/";
    }

    /** The last lines of a container's log. */
    public static String podLog(String environment, String pod, String container) {
        return environment(environment) + "log?pod=" + encoded(pod) + "&container=" + encoded(container);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
