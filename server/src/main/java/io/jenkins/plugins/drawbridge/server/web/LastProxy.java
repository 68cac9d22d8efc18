package io.jenkins.plugins.drawbridge.server.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Leaves of {@code X-Forwarded-For} what our own proxy put there, at its end. All before that is what the caller says of
 * itself, and would otherwise stand in the audit trail and get around the limits for each address.
 */
final class LastProxy implements HttpConfiguration.Customizer {

    private static final String FOR = "X-Forwarded-For";
    private static final String STANDARD = "Forwarded";

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        HttpFields headers = request.getHeaders();
        String chain = String.join(",", headers.getValuesList(FOR));
        HttpFields.Mutable kept = HttpFields.build(headers);
        if (!chain.isBlank()) {
            kept.put(FOR, chain.substring(chain.lastIndexOf(',') + 1).strip());
            kept.remove(STANDARD);
        } else if (headers.contains(STANDARD)) {
            String standard = String.join(",", headers.getValuesList(STANDARD));
            kept.put(STANDARD, standard.substring(standard.lastIndexOf(',') + 1).strip());
        }
        HttpFields shown = kept.asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return shown;
            }
        };
    }
}
