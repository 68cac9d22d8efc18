package io.jenkins.plugins.drawbridge.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/** Who holds the lock, in words others understand: the build's page where there is one, else user, host and process. */
final class Holder {

    private static final Path HOSTNAME = Path.of("/etc/hostname");

    private Holder() {}

    static String name(Map<String, String> environment) {
        String tail = Integer.toHexString(new SecureRandom().nextInt(1 << 16));
        for (String variable : new String[] {"BUILD_URL", "CI_JOB_URL"}) {
            String url = environment.getOrDefault(variable, "");
            if (!url.isBlank()) {
                return url + " (" + tail + ")";
            }
        }
        return System.getProperty("user.name", "somebody") + "@" + host(environment) + " (process "
                + ProcessHandle.current().pid() + ", " + tail + ")";
    }

    private static String host(Map<String, String> environment) {
        String known = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        if (!known.isBlank()) {
            return known;
        }
        try {
            return Files.readString(HOSTNAME).strip();
        } catch (IOException unreadable) {
            // A name is a courtesy to whoever waits.
            return "an unnamed host";
        }
    }
}
