package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Confirms all objects of a plan at once, and gathers every refusal so that the user sees all of them.
 *
 * <p>New objects are tried out in a plan, a dry run and a small deploy, so that a mistake in one of them stops the run
 * before anything is written. In a large first deploy the server checks them when they are applied: trying out a
 * thousand new objects costs as much as applying them.
 */
final class Confirming {

    private static final int TRIED_OUT_CREATES = 200;
    private static final int SHOWN_REFUSALS = 20;

    private final KubeClient kube;
    private final Parallel parallel;
    private final DeployRequest request;
    private final Masker masker;
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean allForbidden = new AtomicBoolean(true);

    Confirming(KubeClient kube, Parallel parallel, DeployRequest request, Masker masker) {
        this.kube = kube;
        this.parallel = parallel;
        this.request = request;
        this.masker = masker;
    }

    IdentityHashMap<Manifest, Step> steps(List<Manifest> drafted, Kinds kinds, LiveState live) {
        long creates = drafted.stream()
                .filter(manifest -> live.find(manifest.ref()).isEmpty())
                .count();
        boolean tryOut = request.options().dryRun() || request.approvable() || creates <= TRIED_OUT_CREATES;
        Applier applier = new Applier(kube, request.options().forceConflictsWith());
        Confirmation confirmation = new Confirmation(applier, masker, tryOut);
        IdentityHashMap<Manifest, Step> steps = new IdentityHashMap<>();
        List<Optional<Step>> certain = drafted.parallelStream()
                .map(manifest -> confirmation.certain(manifest, resource(manifest, kinds), existing(manifest, live)))
                .toList();
        List<Manifest> doubtful = new ArrayList<>();
        for (int index = 0; index < drafted.size(); index++) {
            Manifest manifest = drafted.get(index);
            certain.get(index).ifPresentOrElse(step -> steps.put(manifest, step), () -> doubtful.add(manifest));
        }
        List<Step> asked = parallel.map(doubtful, manifest -> confirm(manifest, confirmation, kinds, live));
        if (!refusals.isEmpty()) {
            throw new PlanRefusedException(shown(), allForbidden.get());
        }
        for (int index = 0; index < doubtful.size(); index++) {
            steps.put(doubtful.get(index), asked.get(index));
        }
        return steps;
    }

    private static @Nullable ApiResource resource(Manifest manifest, Kinds kinds) {
        return kinds.resource(manifest.ref()).orElse(null);
    }

    private static @Nullable ObjectNode existing(Manifest manifest, LiveState live) {
        return live.find(manifest.ref()).orElse(null);
    }

    private Step confirm(Manifest manifest, Confirmation confirmation, Kinds kinds, LiveState live) {
        if (live.unreadable().contains(manifest.ref().key())) {
            return unreadable(manifest);
        }
        Optional<ObjectNode> leaving = live.findTerminating(manifest.ref());
        if (leaving.isPresent()) {
            return confirmation.successor(manifest, resource(manifest, kinds), leaving.get());
        }
        try {
            return confirmation.asked(manifest, resource(manifest, kinds), existing(manifest, live));
        } catch (ApiException refused) {
            if (refused.isNamespaceTerminating()) {
                throw new DeployException(
                        TargetNamespace.terminating(manifest.ref().namespace()), refused);
            }
            if (!refused.isForbidden()) {
                allForbidden.set(false);
            }
            return refuse(manifest, Refusal.plain(refused.getMessage()));
        } catch (DeployException conflict) {
            allForbidden.set(false);
            return refuse(manifest, conflict.getMessage());
        }
    }

    /** A plan shows what it does not know; a deploy does not go on without knowing. */
    private Step unreadable(Manifest manifest) {
        String why = "not allowed to read it, so whether it would change is unknown";
        return request.options().dryRun() ? nothing(manifest, why) : refuse(manifest, why);
    }

    private Step refuse(Manifest manifest, String why) {
        refusals.add(manifest.ref() + " (" + manifest.source() + "): " + masker.text(why));
        return nothing(manifest, "");
    }

    private static Step nothing(Manifest manifest, String why) {
        return new Step(manifest, null, null, new Change.Unchanged(manifest.ref(), why), false, false);
    }

    private List<String> shown() {
        List<String> sorted = refusals.stream().sorted().toList();
        if (sorted.size() <= SHOWN_REFUSALS) {
            return sorted;
        }
        List<String> shown = new ArrayList<>(sorted.subList(0, SHOWN_REFUSALS));
        shown.add("and " + (sorted.size() - SHOWN_REFUSALS) + " more");
        return shown;
    }
}
