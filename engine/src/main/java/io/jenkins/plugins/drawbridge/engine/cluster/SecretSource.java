package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.Secret;

/**
 * Where a secret comes from: written inline, an environment variable, a file. Asked anew for every use, so a token file
 * that a side-car renews during a long wait is read again. Thread-safe.
 */
@FunctionalInterface
public interface SecretSource {

    /**
     * The secret as it is now.
     *
     * @throws io.jenkins.plugins.drawbridge.engine.InputException if it cannot be had; names the variable or file
     */
    Secret read();

    static SecretSource of(String value) {
        Secret secret = Secret.of(value);
        return () -> secret;
    }
}
