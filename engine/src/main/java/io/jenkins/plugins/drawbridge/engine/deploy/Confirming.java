package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.Needs;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Confirms all objects of a plan at once, and gathers every refusal so that the user sees all of them.
 *
 * <p>New objects are tried out in a plan, a dry run and a small deploy, so that a mistake in one of them stops the run
 * before anything is written. In a large first deploy the server checks them when they are applied: trying out a
 * thousand new objects costs as much as applying them.
 */
final class Confirming {

    static final int TRIED_OUT_CREATES = 200;

    private final KubeClient kube;
    private final Parallel parallel;
    private final DeployRequest request;
    private final Masker masker;

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
        List<Answer> answers = parallel.map(doubtful, manifest -> confirm(manifest, confirmation, kinds, live));
        Needs needs = Needs.among(drafted);
        Set<ObjectRef.Key> changing = changing(answers);
        Refusals refusals = new Refusals(masker);
        for (Answer answer : answers) {
            Manifest manifest = answer.step().manifest();
            Set<ObjectRef.Key> needed = new LinkedHashSet<>(needs.of(manifest));
            needed.retainAll(changing);
            answer.refusal()
                    .filter(refusal -> !refusal.isAbout(needed))
                    .ifPresent(refusal -> refusals.add(manifest, refusal));
            steps.put(manifest, answer.step().needing(needed));
        }
        refusals.throwIfAny();
        return steps;
    }

    /** What is to be done with one object, and what the server has against it. */
    private record Answer(Step step, Optional<Refusal> refusal) {}

    private static Set<ObjectRef.Key> changing(List<Answer> answers) {
        return answers.stream()
                .map(Answer::step)
                .filter(Step::apply)
                .map(step -> step.ref().key())
                .collect(Collectors.toSet());
    }

    private static @Nullable ApiResource resource(Manifest manifest, Kinds kinds) {
        return kinds.resource(manifest.ref()).orElse(null);
    }

    private static @Nullable ObjectNode existing(Manifest manifest, LiveState live) {
        return live.find(manifest.ref()).orElse(null);
    }

    private Answer confirm(Manifest manifest, Confirmation confirmation, Kinds kinds, LiveState live) {
        if (live.unreadable().contains(manifest.ref().key())) {
            return unreadable(manifest);
        }
        ApiResource resource = resource(manifest, kinds);
        Optional<ObjectNode> leaving = live.findTerminating(manifest.ref());
        if (leaving.isPresent()) {
            return new Answer(confirmation.successor(manifest, resource, leaving.get()), Optional.empty());
        }
        ObjectNode existing = existing(manifest, live);
        try {
            return new Answer(confirmation.asked(manifest, resource, existing), Optional.empty());
        } catch (ApiException refused) {
            if (refused.isNamespaceTerminating()) {
                throw new DeployException(
                        TargetNamespace.terminating(manifest.ref().namespace()), refused);
            }
            return new Answer(
                    confirmation.unasked(manifest, resource, existing), Optional.of(Refusal.byServer(refused)));
        } catch (DeployException conflict) {
            return new Answer(
                    confirmation.unasked(manifest, resource, existing), Optional.of(Refusal.ofConflict(conflict)));
        }
    }

    /** A plan shows what it does not know; a deploy does not go on without knowing. */
    private Answer unreadable(Manifest manifest) {
        String why = "not allowed to read it, so whether it would change is unknown";
        Step nothing = new Step(manifest, null, null, new Change.Unchanged(manifest.ref(), why), false, false);
        return new Answer(
                nothing, request.options().dryRun() ? Optional.empty() : Optional.of(Refusal.unreadable(why)));
    }
}
