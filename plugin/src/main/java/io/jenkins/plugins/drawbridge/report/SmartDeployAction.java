package io.jenkins.plugins.drawbridge.report;

import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.step.BegunPlans;
import io.jenkins.plugins.drawbridge.engine.step.LiveBoard;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The deploys of a build: <em>Smart deploy</em> in its side panel, a summary on its page, JSON in its API. Thread-safe. Who
 * may see the build may see this.
 */
@ExportedBean
public final class SmartDeployAction implements RunAction2 {

    public static final String URL = "smart-deploy";

    private static final int MOST_PAGES = 20;

    /** Replaced, never changed: Jenkins writes the build whenever it likes. */
    private volatile List<DeploySection> sections = new ArrayList<>();

    /** Approved plans that steps of this build began to carry out; null in builds of an earlier version. */
    private volatile @Nullable List<String> begunPlans;

    private transient @Nullable Run<?, ?> run;
    private transient @Nullable Map<String, LiveBoard> boards;

    SmartDeployAction() {}

    /** The action of a build; it gets one if it has none. */
    public static SmartDeployAction of(Run<?, ?> run) {
        synchronized (run) {
            SmartDeployAction found = run.getAction(SmartDeployAction.class);
            if (found == null) {
                found = new SmartDeployAction();
                found.onAttached(run);
                run.addAction(found);
            }
            return found;
        }
    }

    /**
     * @param node id of the step in its build's flow graph
     * @return the id of the new section
     */
    public String begin(StepOrder order, String node, Clock clock) throws IOException {
        String id;
        synchronized (this) {
            id = String.valueOf(sections.size() + 1);
            List<DeploySection> more = new ArrayList<>(sections);
            more.add(new DeploySection(id, order, node, clock.instant()));
            sections = more;
            boards().put(id, new LiveBoard());
        }
        run().save();
        return id;
    }

    /** For the page that is looked at meanwhile. */
    public void event(String section, DeployEvent event) {
        board(section).event(event);
    }

    public void finish(String section, Report report) throws IOException {
        files().write(section, report);
        require(section).finish(report);
        ended(section);
    }

    /** The step ended without a report. */
    public void breakOff(String section, String word, Clock clock) throws IOException {
        require(section).breakOff(word, clock.instant());
        ended(section);
    }

    private void ended(String section) throws IOException {
        synchronized (this) {
            boards().remove(section);
        }
        run().save();
    }

    @Exported(visibility = 2)
    public List<DeploySection> getSections() {
        List<DeploySection> all = List.copyOf(sections);
        if (run != null && !run.isBuilding()) {
            all.forEach(DeploySection::lose);
        }
        return all;
    }

    /** {@code api/json}. */
    public Api getApi() {
        return new Api(this);
    }

    public boolean isRunning() {
        return getSections().stream().anyMatch(DeploySection::isRunning);
    }

    /** The page of one deploy: {@code smart-deploy/1/}. */
    public @Nullable SectionPage getDynamic(String id) {
        return section(id).map(section -> new SectionPage(this, section)).orElse(null);
    }

    /** The one deploy of a build that has no more. */
    public @Nullable SectionPage getOnly() {
        List<DeploySection> all = getSections();
        return all.size() == 1 ? new SectionPage(this, all.get(0)) : null;
    }

    /** The latest ones, each with its report or its progress, the latest first. */
    public List<SectionPage> getPages() {
        List<SectionPage> pages = new ArrayList<>();
        getSections().forEach(section -> pages.add(0, new SectionPage(this, section)));
        return pages.subList(0, Math.min(MOST_PAGES, pages.size()));
    }

    /** What a running deploy does now. */
    public String phase(String section) {
        return board(section).phase();
    }

    /** The sections that show what this order would do, by the nodes of their steps, the latest last. */
    public Map<String, String> plansOf(StepOrder order) {
        Map<String, String> plans = new LinkedHashMap<>();
        sections.stream()
                .filter(section -> section.isPlanOf(order))
                .forEach(section -> plans.put(section.node(), section.getId()));
        return plans;
    }

    /** Which approved plans steps of this build began to carry out, kept with the build. */
    public BegunPlans begunPlans() {
        return new BegunPlans() {
            @Override
            public boolean contains(Approval plan) {
                List<String> begun = begunPlans;
                return begun != null && begun.contains(plan.salt());
            }

            @Override
            public void add(Approval plan) {
                if (!contains(plan)) {
                    keepBegun(plan.salt());
                }
            }
        };
    }

    private void keepBegun(String plan) {
        synchronized (this) {
            List<String> more = new ArrayList<>(begunPlans == null ? List.of() : begunPlans);
            more.add(plan);
            begunPlans = more;
        }
        try {
            run().save();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the build cannot be saved, so nothing was deployed", unwritable);
        }
    }

    public Optional<Report> report(String section) {
        return files().read(section);
    }

    synchronized LiveBoard board(String section) {
        return boards().computeIfAbsent(section, id -> new LiveBoard());
    }

    private Optional<DeploySection> section(String id) {
        return getSections().stream()
                .filter(section -> section.getId().equals(id))
                .findFirst();
    }

    private DeploySection require(String id) {
        return section(id).orElseThrow(() -> new IllegalStateException("the build has no deploy " + id));
    }

    private Map<String, LiveBoard> boards() {
        if (boards == null) {
            boards = new HashMap<>();
        }
        return boards;
    }

    private ReportFiles files() {
        return new ReportFiles(run().getRootDir().toPath());
    }

    public Run<?, ?> getRun() {
        return run();
    }

    private Run<?, ?> run() {
        if (run == null) {
            throw new IllegalStateException("the action belongs to no build yet");
        }
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        this.run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        this.run = loaded;
    }

    @Override
    public String getIconFileName() {
        return "symbol-drawbridge plugin-drawbridge";
    }

    @Override
    public String getDisplayName() {
        return "Smart deploy";
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
