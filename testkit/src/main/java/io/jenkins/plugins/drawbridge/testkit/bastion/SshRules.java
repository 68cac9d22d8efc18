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
 * @param questions asked interactively instead of the password method; null: that method
 * @param key null: no public key method
 * @param mayForwardTo {@code address:port} on loopback, after names were resolved
 * @param strictKeyExchange whether it offers what closes CVE-2023-48795
 */
public record SshRules(
        List<KeyPair> hostKeys,
        String user,
        @Nullable String password,
        @Nullable Questions questions,
        @Nullable PublicKey key,
        Predicate<String> mayForwardTo,
        boolean strictKeyExchange) {

    /**
     * What is asked in one go; the password is the right answer to a single question.
     *
     * @param echo whether answers would show while they are typed
     */
    public record Questions(boolean echo, List<String> prompts) {}

    public SshRules {
        hostKeys = List.copyOf(hostKeys);
    }

    public static SshRules password(String user, String password) {
        return new SshRules(List.of(SshKeys.generate("ed25519")), user, password, null, null, target -> true, true);
    }

    public static SshRules key(String user, PublicKey key) {
        return new SshRules(List.of(SshKeys.generate("ed25519")), user, null, null, key, target -> true, true);
    }

    public SshRules hostKeys(KeyPair... keys) {
        return new SshRules(List.of(keys), user, password, questions, key, mayForwardTo, strictKeyExchange);
    }

    public SshRules askingInteractively() {
        return asking(false, "Password: ");
    }

    public SshRules asking(boolean echo, String... prompts) {
        Questions asked = new Questions(echo, List.of(prompts));
        return new SshRules(hostKeys, user, password, asked, key, mayForwardTo, strictKeyExchange);
    }

    public SshRules forwardingOnlyTo(Predicate<String> allowed) {
        return new SshRules(hostKeys, user, password, questions, key, allowed, strictKeyExchange);
    }

    /** As servers from before December 2023. */
    public SshRules withoutStrictKeyExchange() {
        return new SshRules(hostKeys, user, password, questions, key, mayForwardTo, false);
    }
}
