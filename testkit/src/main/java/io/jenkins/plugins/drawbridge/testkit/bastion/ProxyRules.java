package io.jenkins.plugins.drawbridge.testkit.bastion;

import io.jenkins.plugins.drawbridge.testkit.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ConnectProxy} demands.
 *
 * @param identity its certificate; null: it speaks plain HTTP
 * @param clientAuthority PEM of who must have signed the client's certificate; null: none is asked for
 * @param authorization the Proxy-Authorization it wants; null: none
 * @param headers further headers that must be there, with these values
 */
public record ProxyRules(
        @Nullable Identity identity,
        @Nullable String clientAuthority,
        @Nullable String authorization,
        Map<String, String> headers) {

    public ProxyRules {
        headers = Map.copyOf(headers);
    }

    public static ProxyRules open() {
        return new ProxyRules(null, null, null, Map.of());
    }

    public ProxyRules tls(Identity certificate) {
        return new ProxyRules(certificate, clientAuthority, authorization, headers);
    }

    public ProxyRules clientsSignedBy(String authorityPem) {
        return new ProxyRules(identity, authorityPem, authorization, headers);
    }

    public ProxyRules basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return authorization("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public ProxyRules bearer(String token) {
        return authorization("Bearer " + token);
    }

    public ProxyRules header(String name, String value) {
        return new ProxyRules(identity, clientAuthority, authorization, Map.of(name, value));
    }

    private ProxyRules authorization(String value) {
        return new ProxyRules(identity, clientAuthority, value, headers);
    }
}
