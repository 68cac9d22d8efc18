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
        boolean forbidden = isForbidden(problem);
        boolean ofTheDeploy = problem instanceof DeployException;
        return !ofTheDeploy || forbidden ? Optional.of(NOT_REACHED) : Optional.empty();
    }

    /** Whether the API server said no to the account, rather than to what it sent. */
    static boolean isForbidden(DrawbridgeException problem) {
        return (problem instanceof ApiException answer && answer.isForbidden())
                || (problem.getCause() instanceof ApiException cause && cause.isForbidden())
                || (problem instanceof PlanRefusedException plan && plan.isForbidden());
    }

    public int number() {
        return number;
    }
}
