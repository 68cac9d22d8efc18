package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The engine's front door: makes plans and carries them out on one cluster. One call at a time for each instance; the
 * client and its link belong to the caller. Every event and the outcome are masked.
 */
public final class Deployer {

    /** Field manager of everything Drawbridge applies. */
    public static final String MANAGER = "drawbridge";

    /** The tool Drawbridge takes the place of; its fields and its inventory are taken over. */
    static final String MLP = "mlp";

    private final KubeClient kube;
    private final Clock clock;
    private final LockHolder holder;
    private final Consumer<DeployEvent> listener;

    /**
     * @param listener hears events, one at a time, on any thread
     */
    public Deployer(KubeClient kube, Clock clock, LockHolder holder, Consumer<DeployEvent> listener) {
        this.kube = kube;
        this.clock = clock;
        this.holder = holder;
        this.listener = listener;
    }

    /** What a deploy would do now. Writes nothing and takes no lock. */
    public DeployOutcome plan(DeployRequest request) {
        return plan(request, new Cancellation());
    }

    /**
     * The same, for as long as somebody wants to know.
     *
     * @throws DeployException if it was cancelled before it was made
     */
    public DeployOutcome plan(DeployRequest request, Cancellation cancellation) {
        return hurried(request, cancellation, run -> run.plan(cancellation));
    }

    /**
     * Deploys. Failures of objects are verdicts in the outcome; an exception means that nothing was changed.
     *
     * @param cancellation ends the deploy in order from another thread
     */
    public DeployOutcome deploy(DeployRequest request, Cancellation cancellation) {
        return hurried(
                request,
                cancellation,
                run -> request.options().dryRun() ? run.plan(cancellation) : run.deploy(holder, cancellation));
    }

    /** Runs the filtered jobs of the request that are selected, and nothing else of it. */
    public DeployOutcome runJobs(DeployRequest request, JobSelection selection, Cancellation cancellation) {
        return hurried(request, cancellation, run -> run.jobs(selection, holder, cancellation));
    }

    private DeployOutcome hurried(
            DeployRequest request, Cancellation cancellation, Function<DeployRun, DeployOutcome> work) {
        Runnable hurry = () -> kube.hurry(true);
        cancellation.tell(hurry);
        try (Parallel parallel = new Parallel(request.options().width())) {
            Say say = say(request);
            return masked(say, () -> work.apply(new DeployRun(kube, clock, request, parallel, say)));
        } finally {
            cancellation.tellNoMore(hurry);
            kube.hurry(false);
        }
    }

    private Say say(DeployRequest request) {
        return new Say(listener, Masker.of(List.of(), request.secrets()));
    }

    private static DeployOutcome masked(Say say, Supplier<DeployOutcome> run) {
        try {
            return run.get();
        } catch (DrawbridgeException failure) {
            throw say.masked(failure);
        }
    }
}
