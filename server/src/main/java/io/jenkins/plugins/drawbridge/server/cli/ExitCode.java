package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployException;
import io.jenkins.plugins.drawbridge.engine.deploy.LockHeldException;
import io.jenkins.plugins.drawbridge.engine.deploy.PlanRefusedException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import java.util.Optional;

/** What the process tells its caller. Scripts rely on these numbers. */
public enum ExitCode {
    /** Done; for {@code plan}: nothing would change; for {@code status}: all is well. */
    DONE(0),
    /** The deploy failed; for {@code plan}: something would change; for {@code status}: not all is well. */
    FAILED(1),
    /** A flag, a manifest or a configuration is wrong; nothing was sent. */
    BAD_INPUT(2),
    /** The cluster was not reached, or does not let us. */
    NOT_REACHED(3),
    /** Somebody else is deploying. */
    LOCK_HELD(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What an error means for the caller; empty: the command as a whole failed. */
    static Optional<ExitCode> of(DrawbridgeException problem) {
        if (problem instanceof InputException) {
            return Optional.of(BAD_INPUT);
        }
        if (problem instanceof LockHeldException) {
            return Optional.of(LOCK_HELD);
        }
        boolean refused = problem instanceof PlanRefusedException plan && plan.isForbidden();
        boolean forbidden = problem.getCause() instanceof ApiException answer && answer.isForbidden();
        boolean ofTheDeploy = problem instanceof DeployException;
        return !ofTheDeploy || refused || forbidden ? Optional.of(NOT_REACHED) : Optional.empty();
    }

    public int number() {
        return number;
    }
}
