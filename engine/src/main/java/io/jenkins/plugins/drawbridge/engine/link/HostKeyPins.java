package io.jenkins.plugins.drawbridge.engine.link;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Which host keys of one SSH server are trusted. */
interface HostKeyPins {

    /** How a presented key compares to the pins. */
    enum Verdict {
        TRUSTED,
        UNKNOWN,
        REVOKED
    }

    Verdict judge(byte[] key);

    /** Key types worth asking the server for, in order of preference. */
    List<String> types();

    /** Fingerprints of the pinned keys, for the sentence about a mismatch. */
    Set<String> fingerprints();

    /** As {@code ssh-keygen -l} prints it. */
    static String fingerprint(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
