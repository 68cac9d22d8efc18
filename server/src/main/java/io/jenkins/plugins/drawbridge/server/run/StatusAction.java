package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.deploy.RunningDeploy;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.report.Colours;
import io.jenkins.plugins.drawbridge.engine.step.Bridge;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.StatusRequest;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Target;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import io.jenkins.plugins.drawbridge.server.runtime.RuntimeReader;
import io.jenkins.plugins.drawbridge.server.runtime.RuntimeView;
import java.util.List;

/** {@code status}: says what lives in a namespace, as the server's page of an environment does. */
final class StatusAction {

    private static final ApiResource NAMESPACES = new ApiResource("", "v1", "namespaces", "Namespace", false);

    private StatusAction() {}

    static ExitCode run(StatusRequest request, Surroundings surroundings) {
        Target target = request.target();
        try (Bridge bridge =
                Bridge.to(target.cluster(), target.requestTimeout(), LinkListener.SILENT, surroundings::complain)) {
            RuntimeView view = RuntimeReader.now(bridge.kube(), environment(target));
            if (view.isEmpty()) {
                refuseMissing(bridge.kube(), target);
            }
            List<RunningDeploy> deploys = RunningDeploy.in(bridge.kube(), target.namespace());
            surroundings.out().print(render(view, deploys, request.format(), surroundings.terminal()));
            surroundings.out().flush();
            view.gaps().forEach(surroundings::complain);
            return exitCode(view);
        }
    }

    /** A name that is misspelt would look like a namespace where nothing runs. */
    private static void refuseMissing(KubeClient kube, Target target) {
        try {
            if (kube.get(NAMESPACES, "", target.namespace()).isEmpty()) {
                throw new InputException("there is no namespace \"" + target.namespace() + "\" in cluster \""
                        + target.cluster().id() + "\"; name another with -n or --environment");
            }
        } catch (ApiException mayNotAsk) {
            if (!mayNotAsk.isForbidden()) {
                throw mayNotAsk;
            }
        }
    }

    /** What we may not see may be anything, so that all is well cannot be said then. */
    private static ExitCode exitCode(RuntimeView view) {
        ExitCode unlessTrouble = view.gaps().isEmpty() ? ExitCode.DONE : ExitCode.NOT_REACHED;
        return view.isWell() ? unlessTrouble : ExitCode.FAILED;
    }

    private static Environment environment(Target target) {
        Environment named = target.environment();
        return named == null ? new Environment("", target.cluster().id(), target.namespace(), "", false) : named;
    }

    private static String render(
            RuntimeView view, List<RunningDeploy> deploys, StatusRequest.Format format, Terminal terminal) {
        return switch (format) {
            case json -> StatusJson.write(view, deploys);
            case text ->
                new StatusText(Colours.when(terminal.colours()), terminal.stdout() ? terminal.columns() : 0)
                        .render(view, deploys);
        };
    }
}
