package io.jenkins.plugins.drawbridge.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One deploy of a build, small enough for {@code build.xml}; its report is a file of its own. Holds no secret. */
@ExportedBean
public final class DeploySection implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String RUNNING = "running";

    private final String id;
    private final String step;
    private final String environment;
    private final long startedAt;
    private final String subject;
    private final String node;
    private String cluster = "";
    private String namespace;
    private String application = "";
    private String deployType;
    private String result = RUNNING;
    private long finishedAt;
    private long changed;
    private List<ServiceLine> services = new ArrayList<>();

    /** @param node id of the step in its build's flow graph; empty: unknown */
    DeploySection(String id, StepOrder order, String node, Instant startedAt) {
        this.id = id;
        this.subject = order.subject();
        this.node = node;
        this.step = order.step();
        this.environment = order.environment();
        this.namespace = order.namespace();
        this.deployType = order.deployType().word();
        this.startedAt = startedAt.toEpochMilli();
    }

    synchronized void finish(Report report) {
        cluster = report.run().cluster();
        namespace = report.run().namespace();
        application = report.run().application();
        deployType = report.run().deployType().word();
        finishedAt = report.run().finishedAt().toEpochMilli();
        changed = report.changes().size() - report.count("unchanged");
        services =
                new ArrayList<>(report.services().stream().map(ServiceLine::of).toList());
        result = report.run().result().word();
    }

    /** It came to no report. */
    synchronized void breakOff(String word, Instant when) {
        result = word;
        finishedAt = when.toEpochMilli();
    }

    /** Its build is over and nobody said how this ended: Jenkins went down meanwhile. */
    synchronized void lose() {
        if (result.equals(RUNNING)) {
            result = Result.CANCELED.word();
        }
    }

    /** Whether it changes something, or did; a plan and a dry run do not. */
    boolean isDeploy() {
        return step.equals(StepParameter.SMART_DEPLOY) && !getResult().equals(Result.PLANNED.word());
    }

    /** Whether it shows what this order would do. */
    boolean isPlanOf(StepOrder order) {
        return step.equals(StepParameter.SMART_DIFF)
                && getResult().equals(Result.PLANNED.word())
                && order.subject().equals(subject);
    }

    String node() {
        return node;
    }

    public boolean isRunning() {
        return getResult().equals(RUNNING);
    }

    @Exported(visibility = 999)
    public String getId() {
        return id;
    }

    @Exported(visibility = 999)
    public String getStep() {
        return step;
    }

    /** Empty: cluster and namespace were named. */
    @Exported(visibility = 999)
    public String getEnvironment() {
        return environment;
    }

    @Exported(visibility = 999)
    public synchronized String getCluster() {
        return cluster;
    }

    @Exported(visibility = 999)
    public synchronized String getNamespace() {
        return namespace;
    }

    @Exported(visibility = 999)
    public synchronized String getApplication() {
        return application;
    }

    @Exported(visibility = 999)
    public synchronized String getDeployType() {
        return deployType;
    }

    /** running, planned, success, failed or canceled. */
    @Exported(visibility = 999)
    public synchronized String getResult() {
        return result;
    }

    /** How many objects would change, or were to be changed. */
    @Exported(visibility = 999)
    public synchronized long getChanged() {
        return changed;
    }

    /** Milliseconds since 1970. */
    @Exported(visibility = 999)
    public long getStartedAt() {
        return startedAt;
    }

    /** Milliseconds; 0 while it runs. */
    @Exported(visibility = 999)
    public synchronized long getDuration() {
        return finishedAt == 0 ? 0 : Math.max(0, finishedAt - startedAt);
    }

    @Exported(visibility = 999)
    public synchronized List<ServiceLine> getServices() {
        return List.copyOf(services);
    }

    /** Where it went, for people. */
    public String getPlace() {
        return environment.isEmpty() ? getNamespace() : environment;
    }

    /** For Jenkins's own way of showing a time. */
    public Date getStarted() {
        return Date.from(Instant.ofEpochMilli(startedAt));
    }

    public String getTook() {
        Duration took = Duration.ofMillis(getDuration());
        return took.isZero()
                ? ""
                : took.toMinutes() > 0
                        ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
                        : took.toSeconds() + " s";
    }
}
