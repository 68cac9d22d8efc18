package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.step.Bridge;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.kube.AccessCheck;
import io.jenkins.plugins.drawbridge.engine.kube.AccessCheck.Right;
import io.jenkins.plugins.drawbridge.server.cli.CheckRequest;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Target;
import java.util.List;

/** {@code check}: walks to a cluster hop by hop over the very link a deploy takes, and asks what we may do there. */
final class CheckAction {

    private static final List<Right> TO_DEPLOY = List.of(
            new Right("create", "coordination.k8s.io", "leases"),
            new Right("delete", "coordination.k8s.io", "leases"),
            new Right("patch", "", "configmaps"),
            new Right("patch", "", "secrets"),
            new Right("patch", "", "services"),
            new Right("patch", "apps", "deployments"),
            new Right("list", "apps", "deployments"),
            new Right("watch", "apps", "deployments"),
            new Right("delete", "apps", "deployments"),
            new Right("list", "", "pods"));

    private final CheckLines lines;
    private final HostPort server;
    private final String namespace;

    private CheckAction(CheckLines lines, Target target) {
        this.lines = lines;
        this.server = target.cluster().address();
        this.namespace = target.namespace();
    }

    static ExitCode run(CheckRequest request, Surroundings surroundings) {
        CheckLines lines = new CheckLines(surroundings);
        try (Bridge bridge = Bridge.to(request.target().cluster(), lines::passed, surroundings::complain)) {
            return new CheckAction(lines, request.target()).ask(bridge);
        } catch (DrawbridgeException failure) {
            lines.failed(failure.getMessage());
            return failure instanceof InputException ? ExitCode.BAD_INPUT : ExitCode.NOT_REACHED;
        }
    }

    private ExitCode ask(Bridge bridge) {
        String version = lines.timed(() -> bridge.kube().serverVersion());
        lines.passed("API server " + server, "Kubernetes " + version);
        AccessCheck access = new AccessCheck(bridge.kube());
        String name = lines.timed(() -> access.whoAmI().orElse("not said by servers before 1.28"));
        lines.passed("who am I", name);
        List<Right> missing = lines.timed(() -> TO_DEPLOY.stream()
                .filter(right -> !access.may(right, namespace))
                .toList());
        if (missing.isEmpty()) {
            lines.passed("may I deploy", "yes, to namespace " + namespace);
            return ExitCode.DONE;
        }
        lines.failed("may not deploy to namespace " + namespace + ": the account lacks "
                + String.join(", ", missing.stream().map(Right::toString).toList())
                + "; bind it to a role that has them");
        return ExitCode.NOT_REACHED;
    }
}
