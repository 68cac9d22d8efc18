package io.jenkins.plugins.drawbridge.engine.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One line of a known_hosts file that carries a key (base64). */
record KnownHostsLine(boolean revoked, String hosts, String type, String key) {

    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final String HASHED = "|1|";

    /** Null for comments, {@code @cert-authority}, and lines that cannot be read: as OpenSSH does, they are passed by. */
    static @Nullable KnownHostsLine parse(String line) {
        String[] words = SPACE.split(line.strip());
        int first = words[0].startsWith("@") ? 1 : 0;
        boolean revoked = first == 1 && words[0].equals("@revoked");
        if (words[0].startsWith("#") || (first == 1 && !revoked) || words.length < first + 3) {
            return null;
        }
        try {
            byte[] key = Base64.getDecoder().decode(words[first + 2]);
            String canonical = Base64.getEncoder().encodeToString(key);
            return new KnownHostsLine(revoked, words[first], words[first + 1], canonical);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Whether the line is for this server, written {@code host} or {@code [host]:port}. */
    boolean names(String server) {
        String name = server.toLowerCase(Locale.ROOT);
        if (hosts.startsWith(HASHED)) {
            return matchesHash(name);
        }
        boolean found = false;
        for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",")) {
            boolean negated = pattern.startsWith("!");
            if (wildcard(negated ? pattern.substring(1) : pattern, name)) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private boolean matchesHash(String name) {
        String[] parts = hosts.substring(HASHED.length()).split("\\|");
        if (parts.length != 2) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
            byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** {@code *} and {@code ?} only, without regular expressions, whose run time a line could blow up. */
    private static boolean wildcard(String pattern, String name) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int position = 0;
        while (position < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = position;
            } else if (at < pattern.length()
                    && (pattern.charAt(at) == '?' || pattern.charAt(at) == name.charAt(position))) {
                at++;
                position++;
            } else if (star >= 0) {
                at = star + 1;
                position = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(character -> character == '*');
    }
}
