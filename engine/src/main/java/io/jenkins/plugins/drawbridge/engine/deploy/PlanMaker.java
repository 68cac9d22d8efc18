package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.FilteredJobs;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.NamespaceRule;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.Scopes;
import io.jenkins.plugins.drawbridge.engine.manifest.Waves;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Difference;
import io.jenkins.plugins.drawbridge.engine.plan.GroupingInput;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import io.jenkins.plugins.drawbridge.engine.plan.RestartReasons;
import io.jenkins.plugins.drawbridge.engine.plan.ServiceGrouping;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes the plan of one request: settles the manifests, reads what lives, lets the pure packages compare, and confirms
 * what is not certain. Writes nothing.
 */
final class PlanMaker {

    private final KubeClient kube;
    private final Parallel parallel;
    private final DeployRequest request;
    private final Clock clock;

    PlanMaker(KubeClient kube, Parallel parallel, DeployRequest request, Clock clock) {
        this.kube = kube;
        this.parallel = parallel;
        this.request = request;
        this.clock = clock;
    }

    /**
     * Manifests that name their namespace, and where their kinds live.
     *
     * @param leftOut jobs that run apart from deploys
     */
    record Settled(List<Manifest> manifests, Kinds kinds, List<Manifest> leftOut) {}

    /** Asks the cluster about kinds that are not built in, and nothing else. */
    Settled settle() {
        ReservedObjects.refuse(request.manifests());
        FilteredJobs filtered = FilteredJobs.split(request.manifests());
        Kinds kinds = Kinds.of(refs(filtered.deployed()), kube, parallel);
        NamespaceRule rule = new NamespaceRule(request.target().namespace(), request.namespaceNamed());
        List<Manifest> settled = rule.settle(filtered.deployed(), hinting(kinds.scopes(filtered.deployed())));
        Waves.of(settled);
        return new Settled(settled, kinds, filtered.jobs());
    }

    private Scopes hinting(Scopes scopes) {
        return new Scopes() {
            @Override
            public Scope of(String group, String kind) {
                return scopes.of(group, kind);
            }

            @Override
            public String servedIn(String group, String kind) {
                return kube.findPreferred(group, kind)
                        .map(ApiResource::groupVersion)
                        .orElse("");
            }
        };
    }

    /** The plan of a run of filtered jobs: each is created anew, whatever became of it before. */
    PlannedDeploy jobs(JobSelection selection, Say say) {
        List<Manifest> selected = FilteredJobs.split(request.manifests()).matching(selection.value());
        NamespaceRule rule = new NamespaceRule(request.target().namespace(), request.namespaceNamed());
        List<Manifest> jobs = rule.settle(selected, (group, kind) -> Scopes.Scope.NAMESPACED);
        List<ObjectNode> everything = new ArrayList<>(new ReferredSecrets(kube, parallel).of(jobs));
        request.manifests().forEach(manifest -> everything.add(manifest.body()));
        Masker masker = Masker.of(everything, request.secrets());
        say.masking(masker);
        List<Step> steps = new ArrayList<>();
        for (Manifest job : jobs) {
            Change change = new Change.Create(job.ref(), Difference.between(null, job.body(), masker));
            steps.add(new Step(job, null, null, change, true, false));
        }
        List<Change> changes = steps.stream().map(Step::change).toList();
        Plan plan = plan(changes, ServiceGrouping.group(new GroupingInput(jobs, Map.of(), changes, Set.of())));
        return new PlannedDeploy(
                plan, Optional.empty(), List.of(steps), List.of(), List.of(), masker, InventoryStore.Loaded.NONE);
    }

    PlannedDeploy plan(Settled settled, Phases phases, Say say) {
        State state = phases.time("read", () -> read(settled));
        refuseUnserved(settled, state.live());
        return phases.time("plan", () -> {
            Map<ObjectRef.Key, ObjectNode> live = state.live().objects();
            Intent intent = intent(settled, state);
            List<Manifest> drafted =
                    new Draft(live, request.options(), clock).finished(intent.wanted(), intent.scaling());
            // Most drafts are the manifest itself; looking through one object twice finds nothing more.
            Set<ObjectNode> everything = Collections.newSetFromMap(new IdentityHashMap<>());
            everything.addAll(live.values());
            settled.manifests().forEach(manifest -> everything.add(manifest.body()));
            drafted.forEach(manifest -> everything.add(manifest.body()));
            Masker masker = Masker.of(everything, request.secrets());
            say.masking(masker);
            return compare(settled, new Drafted(drafted, intent, state.inventory()), masker);
        });
    }

    private record State(InventoryStore.Loaded inventory, Kinds tracked, LiveState live) {}

    /** The inventory and the lists of the input's kinds at once, then those of kinds only the inventory knows. */
    private State read(Settled settled) {
        Supplier<InventoryStore.Loaded> inventory = parallel.begin(new InventoryStore(kube, request.target())::load);
        LiveReader reader = new LiveReader(kube, parallel);
        List<ObjectRef> wanted = refs(settled.manifests());
        LiveState live = reader.read(wanted, settled.kinds());
        Set<ObjectRef.Key> known = new HashSet<>();
        wanted.forEach(ref -> known.add(ref.key()));
        List<ObjectRef> orphans = inventory.get().inventory().objects().values().stream()
                .filter(ref -> !known.contains(ref.key()))
                .toList();
        Kinds kinds = Kinds.inAnyVersion(orphans, kube, parallel);
        List<ObjectRef> placed = orphans.stream().filter(kinds::isPlaced).toList();
        return new State(inventory.get(), kinds, live.and(reader.read(placed, kinds)));
    }

    /** Kinds that are built in are not asked for beforehand: whether the cluster serves them shows when they are listed. */
    void refuseUnserved(Settled settled) {
        refuseUnserved(settled, new LiveReader(kube, parallel).read(refs(settled.manifests()), settled.kinds()));
    }

    private void refuseUnserved(Settled settled, LiveState live) {
        List<String> faults = new ArrayList<>();
        for (Manifest manifest : settled.manifests()) {
            settled.kinds()
                    .resource(manifest.ref())
                    .filter(live.notServed()::contains)
                    .ifPresent(resource -> faults.add(manifest.source() + ": the cluster does not serve "
                            + manifest.ref().kind() + " in " + resource.groupVersion()
                            + servedElsewhere(manifest.ref())));
        }
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
    }

    private String servedElsewhere(ObjectRef ref) {
        List<String> served = kube.servedVersions(ref.group()).stream()
                .filter(version -> !version.equals(ref.version()))
                .flatMap(version -> kube.find(ref.group(), version, ref.kind()).stream())
                .map(ApiResource::groupVersion)
                .toList();
        return served.isEmpty() ? ", nor in another version" : "; it serves it in " + String.join(", ", served);
    }

    private Intent intent(Settled settled, State state) {
        List<Manifest> wanted = Draft.withJobs(settled.manifests());
        PrunePlan prunePlan = new PrunePlan(kube, request, wanted, state.live());
        Inventory tracked = state.inventory().inventory();
        return new Intent(wanted, state.live(), prunePlan.of(tracked, state.tracked()), prunePlan.unseen(tracked));
    }

    /** @param manifests as they are applied */
    private record Drafted(List<Manifest> manifests, Intent intent, InventoryStore.Loaded inventory) {}

    private PlannedDeploy compare(Settled settled, Drafted draft, Masker masker) {
        List<Manifest> drafted = draft.manifests();
        Intent intent = draft.intent();
        List<List<Manifest>> waves = Waves.of(drafted);
        Confirming confirming = new Confirming(kube, parallel, request, masker);
        IdentityHashMap<Manifest, Step> steps = confirming.steps(drafted, settled.kinds(), intent.live());
        List<Change> changes = new ArrayList<>();
        waves.forEach(wave ->
                wave.forEach(manifest -> changes.add(step(steps, manifest).change())));
        intent.prunings().forEach(pruning -> changes.add(change(pruning, masker)));
        intent.unseen().forEach(ref -> changes.add(new Change.Unchanged(ref, "kept: not allowed to read it")));
        Plan plan = plan(
                RestartReasons.named(changes, drafted),
                ServiceGrouping.group(new GroupingInput(
                        drafted, intent.live().objects(), changes, unreadableKinds(drafted, intent.live()))));
        List<List<Step>> stepsInWaves = waves.stream()
                .map(wave ->
                        wave.stream().map(manifest -> step(steps, manifest)).toList())
                .toList();
        return new PlannedDeploy(
                plan,
                approval(settled, intent, masker),
                stepsInWaves,
                intent.prunings(),
                intent.unseen(),
                masker,
                draft.inventory());
    }

    private Plan plan(List<Change> changes, List<ServicePlan> services) {
        DeployTarget target = request.target();
        return new Plan(
                target.cluster(),
                target.namespace(),
                target.application(),
                request.options().deployType(),
                changes,
                services);
    }

    private static Step step(IdentityHashMap<Manifest, Step> steps, Manifest manifest) {
        Step step = steps.get(manifest);
        if (step == null) {
            throw new IllegalStateException("no step for " + manifest.ref());
        }
        return step;
    }

    private static Change change(Pruning pruning, Masker masker) {
        return pruning.isDeleted()
                ? new Change.Delete(pruning.ref(), Difference.between(pruning.live(), null, masker))
                : new Change.Unchanged(pruning.ref(), "kept: " + pruning.kept());
    }

    private Optional<Approval> approval(Settled settled, Intent intent, Masker masker) {
        Approval approved = request.approved();
        if (approved == null && !request.approvable()) {
            return Optional.empty();
        }
        return Optional.of(Approval.of(
                settled.manifests(),
                intent.found(settled.manifests(), masker),
                approved == null ? Approval.newSalt() : approved.salt(),
                request.options().choices()));
    }

    private static Set<String> unreadableKinds(List<Manifest> drafted, LiveState live) {
        Set<String> kinds = new HashSet<>();
        for (Manifest manifest : drafted) {
            if (live.unreadable().contains(manifest.ref().key())) {
                kinds.add(manifest.ref().kindAndGroup());
            }
        }
        return kinds;
    }

    private static List<ObjectRef> refs(Collection<Manifest> manifests) {
        return manifests.stream().map(Manifest::ref).toList();
    }
}
