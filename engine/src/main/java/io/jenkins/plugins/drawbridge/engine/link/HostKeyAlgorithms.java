package io.jenkins.plugins.drawbridge.engine.link;

import java.util.List;

/** Host key types we accept and the signature algorithms that go with them; no DSA, no SHA-1. */
final class HostKeyAlgorithms {

    /** In order of preference. */
    static final List<String> TYPES =
            List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa");

    private static final String RSA_SIGNATURES = "rsa-sha2-512,rsa-sha2-256";

    private HostKeyAlgorithms() {}

    /** The proposal for a key exchange that may only end with one of these types. */
    static String proposal(List<String> types) {
        return String.join(
                ",",
                types.stream()
                        .map(type -> type.equals("ssh-rsa") ? RSA_SIGNATURES : type)
                        .toList());
    }
}
