package io.jenkins.plugins.drawbridge.engine.callback;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * {@code console}: where and how the Console is told that a run ended.
 *
 * @param url the fixed base URL of every call
 * @param login a token, or a service account whose token is asked for
 */
public record ConsoleSettings(URI url, Login login, @Nullable CertificateAuthority authority, Access access) {

    public sealed interface Login {

        record Token(SecretSource token) implements Login {}

        /** {@code client_credentials} with HTTP Basic at {@code /api/m2m/oauth/token}. */
        record ServiceAccount(String clientId, SecretSource clientSecret) implements Login {}
    }
}
