package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.check.ClusterWalk;
import io.jenkins.plugins.drawbridge.engine.check.Walk;
import io.jenkins.plugins.drawbridge.server.cli.CheckRequest;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Target;

/** {@code check}: prints the walk to a cluster, line by line, while it goes on. */
final class CheckAction {

    private CheckAction() {}

    static ExitCode run(CheckRequest request, Surroundings surroundings) {
        Target target = request.target();
        CheckLines lines = new CheckLines(surroundings);
        Walk walk = ClusterWalk.check(target.cluster(), target.namespace(), lines::print, surroundings::complain);
        return switch (walk.ending()) {
            case MAY_DEPLOY -> ExitCode.DONE;
            case LACKS_RIGHTS, NOT_REACHED -> ExitCode.NOT_REACHED;
            case BAD_INPUT -> ExitCode.BAD_INPUT;
        };
    }
}
