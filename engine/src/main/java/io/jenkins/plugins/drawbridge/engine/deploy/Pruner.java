package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deletes what earlier deploys brought and this one no longer has. Called only after everything was applied. */
final class Pruner {

    private final KubeClient kube;
    private final Parallel parallel;
    private final Say say;
    private final Cancellation cancellation;

    Pruner(KubeClient kube, Parallel parallel, Say say, Cancellation cancellation) {
        this.kube = kube;
        this.parallel = parallel;
        this.say = say;
        this.cancellation = cancellation;
    }

    Map<ObjectRef, Verdict> prune(List<Pruning> prunings) {
        List<Pruning> deleted = prunings.stream().filter(Pruning::isDeleted).toList();
        List<Verdict> verdicts = parallel.map(deleted, this::prune);
        Map<ObjectRef, Verdict> byRef = new LinkedHashMap<>();
        for (int index = 0; index < deleted.size(); index++) {
            byRef.put(deleted.get(index).ref(), verdicts.get(index));
        }
        return byRef;
    }

    private Verdict prune(Pruning pruning) {
        if (cancellation.isCancelled()) {
            return Verdict.skipped("not deleted: " + cancellation.reason());
        }
        say.event(new DeployEvent.PruneStarted(pruning.ref()));
        try {
            kube.delete(pruning.resource(), pruning.live(), "Foreground");
            say.event(new DeployEvent.Pruned(pruning.ref()));
            return Verdict.READY;
        } catch (ApiException refused) {
            Verdict verdict = Verdict.failed("could not be deleted: " + say.masked(refused.getMessage()));
            say.event(new DeployEvent.Concluded(pruning.ref(), verdict, false));
            return verdict;
        }
    }
}
