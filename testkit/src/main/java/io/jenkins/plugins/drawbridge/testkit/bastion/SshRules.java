package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom an {@link SshBastion} lets in, and where to.
 *
 * @param hostKeys what it shows, one of each type
 * @param user the only user
 * @param password null: no password method
 * @param keyboardInteractive ask for the password that way only
 * @param key null: no public key method
 * @param mayForwardTo {@code address:port} on loopback, after names were resolved
 */
public record SshRules(
        List<KeyPair> hostKeys,
        String user,
        @Nullable String password,
        boolean keyboardInteractive,
        @Nullable PublicKey key,
        Predicate<String> mayForwardTo) {

    public SshRules {
        hostKeys = List.copyOf(hostKeys);
    }

    public static SshRules password(String user, String password) {
        return new SshRules(List.of(SshKeys.generate("ed25519")), user, password, false, null, target -> true);
    }

    public static SshRules key(String user, PublicKey key) {
        return new SshRules(List.of(SshKeys.generate("ed25519")), user, null, false, key, target -> true);
    }

    public SshRules hostKeys(KeyPair... keys) {
        return new SshRules(List.of(keys), user, password, keyboardInteractive, key, mayForwardTo);
    }

    public SshRules askingInteractively() {
        return new SshRules(hostKeys, user, password, true, key, mayForwardTo);
    }

    public SshRules forwardingOnlyTo(Predicate<String> allowed) {
        return new SshRules(hostKeys, user, password, keyboardInteractive, key, allowed);
    }
}
