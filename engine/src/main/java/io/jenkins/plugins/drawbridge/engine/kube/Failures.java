package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.http.HttpFaults;
import io.jenkins.plugins.drawbridge.engine.kube.ClusterException.Failure;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong between us and an API server into one sentence with a remedy. */
final class Failures {

    private final Cluster cluster;

    Failures(Cluster cluster) {
        this.cluster = cluster;
    }

    DrawbridgeException of(IOException failure) {
        LinkException link = HttpFaults.find(failure, LinkException.class);
        if (link != null) {
            return link;
        }
        if (HttpFaults.isCertificateFault(failure)) {
            return because(Failure.CLUSTER_CERTIFICATE, certificate(failure), failure);
        }
        if (failure instanceof InterruptedIOException) {
            return because(
                    Failure.TIMEOUT,
                    where() + " did not answer in time; check that it is up and how fast the way to it is",
                    failure);
        }
        if (failure instanceof JsonProcessingException
                || failure instanceof Answer.NotKubernetes
                || failure instanceof BoundedStream.AnswerTooLong) {
            return because(
                    Failure.NOT_KUBERNETES,
                    where() + " does not answer as a Kubernetes API server" + detail(failure)
                            + "; check the cluster's url",
                    failure);
        }
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return because(
                Failure.BROKEN,
                "the connection to " + where() + " broke again and again, last with: " + Answer.plain(said),
                failure);
    }

    ClusterException unauthorized(ApiException answer) {
        return because(
                Failure.UNAUTHORIZED,
                where() + " does not accept our credentials (401 Unauthorized); check or renew the token or client"
                        + " certificate of cluster \"" + cluster.id() + "\"",
                answer);
    }

    ClusterException interrupted(Exception interrupted) {
        return because(Failure.BROKEN, "interrupted while talking to " + where(), interrupted);
    }

    private static String detail(IOException failure) {
        return failure instanceof Answer.NotKubernetes known ? " (" + known.getMessage() + ")" : "";
    }

    private String certificate(IOException failure) {
        String name = cluster.tlsServerName() == null ? cluster.address().host() : cluster.tlsServerName();
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("not verified") || message.contains("no subject alternative")) {
            return "the certificate of " + where() + " is not for the name \"" + name
                    + "\"; set tlsServerName to a name it carries";
        }
        if (HttpFaults.find(failure, java.security.cert.CertificateExpiredException.class) != null) {
            return "the certificate of " + where() + " has expired; renew it on the cluster";
        }
        return "the certificate of " + where() + " is not signed by "
                + (cluster.authority() == null ? "an authority this machine trusts" : "the cluster's ca")
                + "; set ca to the cluster's certificate authority";
    }

    private String where() {
        return "the API server " + cluster.address() + " (cluster \"" + cluster.id() + "\")";
    }

    private ClusterException because(Failure failure, String sentence, @Nullable Throwable cause) {
        return new ClusterException(failure, cluster.id(), sentence, cause);
    }
}
