package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Impersonation;
import java.nio.charset.StandardCharsets;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Puts who we are on a request. A token is asked for anew each time, since its file may have been renewed. */
final class Identity {

    private final Cluster cluster;

    Identity(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The {@code Authorization} header as of now; null where TLS or nothing says who we are. */
    @Nullable String authorization() {
        Credentials credentials = cluster.credentials();
        if (credentials instanceof Credentials.BearerToken bearer) {
            return "Bearer " + printable(bearer.token().read().reveal());
        }
        if (credentials instanceof Credentials.Basic basic) {
            return okhttp3.Credentials.basic(
                    basic.user(), basic.password().read().reveal(), StandardCharsets.UTF_8);
        }
        return null;
    }

    /** Anything else cannot be sent in a header (RFC 9110 5.5), and is a damaged file more often than a token. */
    private String printable(String token) {
        if (token.isEmpty() || !token.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
            throw new InputException("the token of cluster \"" + cluster.id() + "\" "
                    + (token.isEmpty() ? "is empty" : "holds a line break, a blank or another character no token has")
                    + "; look where it comes from");
        }
        return token;
    }

    void sign(Request.Builder request, @Nullable String authorization) {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        Impersonation impersonation = cluster.impersonation();
        if (impersonation != null) {
            request.header("Impersonate-User", impersonation.user());
            impersonation.groups().forEach(group -> request.addHeader("Impersonate-Group", group));
            if (impersonation.uid() != null) {
                request.header("Impersonate-Uid", impersonation.uid());
            }
        }
    }
}
