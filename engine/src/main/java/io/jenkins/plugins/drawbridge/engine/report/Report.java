package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and the verdicts of carrying it out, as data: every page, log line and API answer is drawn from it. Holds no
 * secret, since plan and verdicts are masked. Immutable.
 *
 * @param approval what ties a later deploy to this plan; null if the plan is not to be carried out
 * @param notices sentences the user should read
 */
public record Report(
        Run run,
        List<ServiceReport> services,
        List<ChangeReport> changes,
        Costs costs,
        @Nullable Approval approval,
        List<String> notices) {

    /** From bad to good. */
    private static final List<Verdict.State> WORST_FIRST =
            List.of(Verdict.State.FAILED, Verdict.State.TIMED_OUT, Verdict.State.SKIPPED, Verdict.State.READY);

    public Report {
        services = List.copyOf(services);
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }

    /** @param verdicts of the objects that came to an end; empty for a plan */
    public static Report of(Run run, Plan plan, Map<ObjectRef.Key, Verdict> verdicts) {
        return of(run, plan, verdicts, Set.of());
    }

    /** @param applied what was written, whatever became of it then */
    public static Report of(Run run, Plan plan, Map<ObjectRef.Key, Verdict> verdicts, Set<ObjectRef.Key> applied) {
        List<ChangeReport> changes = new ArrayList<>();
        Map<ObjectRef.Key, ChangeReport> byObject = new HashMap<>();
        for (Change change : plan.changes()) {
            ChangeReport report = new ChangeReport(
                    change,
                    verdicts.get(change.ref().key()),
                    applied.contains(change.ref().key()));
            changes.add(report);
            byObject.put(change.ref().key(), report);
        }
        List<ServiceReport> services = new ArrayList<>();
        for (ServicePlan service : plan.services()) {
            services.add(new ServiceReport(service, worst(service, byObject)));
        }
        return new Report(run, services, changes, Costs.NONE, null, List.of());
    }

    public Report with(Costs other) {
        return new Report(run, services, changes, other, approval, notices);
    }

    public Report with(@Nullable Approval other) {
        return new Report(run, services, changes, costs, other, notices);
    }

    public Report withNotices(List<String> sentences) {
        return new Report(run, services, changes, costs, approval, sentences);
    }

    /** How many changes have this action: create, update, delete or unchanged. */
    public long count(String action) {
        return changes.stream()
                .filter(change -> change.change().action().equals(action))
                .count();
    }

    private static @Nullable Verdict worst(ServicePlan service, Map<ObjectRef.Key, ChangeReport> changes) {
        List<ChangeReport> own = service.objects().stream()
                .map(ref -> changes.get(ref.key()))
                .filter(Objects::nonNull)
                .toList();
        Verdict worst = own.stream()
                .filter(change -> !isLeftAsItIs(change))
                .map(ChangeReport::verdict)
                .filter(Objects::nonNull)
                .min(Comparator.comparingInt(verdict -> WORST_FIRST.indexOf(verdict.state())))
                .orElse(null);
        boolean known = worst == null
                || worst.state() != Verdict.State.READY
                || own.stream().noneMatch(Report::isLeftAsItIs);
        return known ? worst : null;
    }

    /** That something unchanged was not looked at is no fault of its service, but no proof that it is ready either. */
    private static boolean isLeftAsItIs(ChangeReport change) {
        return change.change() instanceof Change.Unchanged
                && change.verdict() != null
                && change.verdict().state() == Verdict.State.SKIPPED;
    }
}
