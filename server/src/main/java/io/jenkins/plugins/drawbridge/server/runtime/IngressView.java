package io.jenkins.plugins.drawbridge.server.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Ingress.
 *
 * @param rules {@code shop.example.com/cart → cart:80}
 * @param tls whether it names a certificate
 */
public record IngressView(
        String name, String ingressClass, List<String> rules, boolean tls, @Nullable Instant created) {

    public IngressView {
        rules = List.copyOf(rules);
    }
}
