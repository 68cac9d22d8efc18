package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.ContainerLog;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the end of a container's log. Programs log what they should not: values of the namespace's Secrets are masked as
 * far as we may read them, and always what looks like a secret by its form.
 */
final class LogReader {

    private static final int LONGEST_LINE = 2_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final ApiResource SECRETS = new ApiResource("", "v1", "secrets", "Secret", true);
    private static final ApiResource PODS = new ApiResource("", "v1", "pods", "Pod", true);

    private final KubeClient kube;
    private final String namespace;

    LogReader(KubeClient kube, String namespace) {
        this.kube = kube;
        this.namespace = namespace;
    }

    LogLines last(String pod, String container, boolean previous, int lines) {
        if (!NAME.matcher(pod).matches() || !NAME.matcher(container).matches()) {
            throw new InputException("\"" + new Words(Masker.none()).of(pod + "/" + container, 100)
                    + "\" is no pod and container; choose one of those shown");
        }
        Words words = new Words(Masker.of(known(pod)));
        String log;
        try {
            log = kube.log(namespace, pod, new ContainerLog(container, lines, previous));
        } catch (ApiException refusal) {
            throw new InputException(why(pod, container, refusal, words));
        }
        return new LogLines(
                pod,
                container,
                previous,
                words.of(log, Integer.MAX_VALUE)
                        .lines()
                        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                        .toList());
    }

    private static String why(String pod, String container, ApiException refusal, Words words) {
        String whose = "the log of container " + container + " in pod " + pod;
        if (refusal.isForbidden()) {
            return "we may not read " + whose + "; bind the account to a role with get on pods/log";
        }
        if (refusal.isNotFound()) {
            return "there is no pod " + pod + " any more; look which pods there are now";
        }
        return whose + " cannot be had: " + words.of(refusal.getMessage());
    }

    private List<ObjectNode> known(String pod) {
        List<ObjectNode> known = new ArrayList<>();
        try {
            kube.get(PODS, namespace, pod).ifPresent(known::add);
            known.addAll(
                    kube.list(SECRETS, namespace, "", LogReader::isOfPrograms).items());
        } catch (ApiException notAllowed) {
            // What we may not read cannot be recognised; the form of secrets still is.
            return known;
        }
        return known;
    }

    /** Helm keeps whole releases in Secrets: large, and no secret of a program. */
    private static boolean isOfPrograms(ObjectNode secret) {
        return !secret.path("type").asText().startsWith("helm.sh/");
    }
}
