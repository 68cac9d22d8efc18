package io.jenkins.plugins.drawbridge.server.serve;

import io.jenkins.plugins.drawbridge.server.callback.ConsoleCallback;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.config.UnreadableSecrets;
import io.jenkins.plugins.drawbridge.server.pipeline.PipelineExecutor;
import io.jenkins.plugins.drawbridge.server.runtime.RuntimeReader;
import io.jenkins.plugins.drawbridge.server.source.Sources;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.web.Figures;
import io.jenkins.plugins.drawbridge.server.web.Health;
import io.jenkins.plugins.drawbridge.server.web.JobRoutes;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.WebServer;
import io.jenkins.plugins.drawbridge.server.web.access.Refusals;
import io.jenkins.plugins.drawbridge.server.web.access.SignIn;
import io.jenkins.plugins.drawbridge.server.web.access.SignInThrottle;
import io.jenkins.plugins.drawbridge.server.web.access.UserGate;
import io.jenkins.plugins.drawbridge.server.web.jenkins.JenkinsApi;
import io.jenkins.plugins.drawbridge.server.web.jenkins.Trigger;
import io.jenkins.plugins.drawbridge.server.web.page.Pages;
import io.jenkins.plugins.drawbridge.server.web.webhook.Webhook;
import io.jenkins.plugins.drawbridge.server.work.SafeRuns;
import io.jenkins.plugins.drawbridge.server.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, put together and started. Closing it hands over what is in hand. */
public final class DeployServer implements AutoCloseable {

    /** The settings as of now. */
    private static final class Current implements Supplier<Settings> {

        private volatile Settings now;

        Current(Settings first) {
            now = first;
        }

        @Override
        public Settings get() {
            return now;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeployServer.class);
    private static final int MOST_QUEUED = 10_000;

    private final Current settings;
    private final Store store;
    private final PipelineExecutor pipelines;
    private final Work work;
    private final RuntimeReader runtime;
    private final Pages pages;
    private final WebServer web;
    private final Clock clock;

    private DeployServer(
            Current settings,
            Store store,
            PipelineExecutor pipelines,
            Work work,
            RuntimeReader runtime,
            Figures figures,
            Clock clock) {
        this.settings = settings;
        this.store = store;
        this.pipelines = pipelines;
        this.work = work;
        this.runtime = runtime;
        this.clock = clock;
        SignInThrottle throttle = new SignInThrottle();
        Refusals refusals = new Refusals(store.audit(), clock);
        UserGate gate = new UserGate(settings, store, throttle, refusals);
        Links links = new Links(settings);
        Trigger trigger = new Trigger(work, gate, store, links, refusals, clock);
        JobRoutes jobs = new JobRoutes(settings, store.runs(), gate);
        JenkinsApi api = new JenkinsApi(settings, store, work, gate, links, clock, trigger);
        api.addTo(jobs);
        this.pages = new Pages(settings, store, work, gate, trigger, runtime, clock);
        pages.addTo(jobs);
        gauges(figures);
        this.web = WebServer.start(
                settings.get().server(),
                List.of(
                        new Health(store, figures),
                        new SignIn(gate, settings, store, throttle, refusals, clock),
                        new Webhook(settings, trigger, refusals, clock),
                        api,
                        pages,
                        jobs));
        LOG.atInfo()
                .addKeyValue("host", settings.get().server().host())
                .addKeyValue("port", web.port())
                .addKeyValue("jobs", settings.get().jobs().size())
                .log("listens");
        UnreadableSecrets.of(settings.get().jobs()).forEach(LOG::warn);
    }

    /**
     * Opens the database, takes up what was in hand, and listens.
     *
     * @throws io.jenkins.plugins.drawbridge.engine.DrawbridgeException if one of that cannot be done
     */
    public static DeployServer start(Settings first, Clock clock) {
        Current settings = new Current(first);
        Store store = Store.open(first.database(), clock);
        PipelineExecutor pipelines = new PipelineExecutor(
                store, settings, new Sources(first.git()), run -> page(settings.get(), run), clock);
        Figures figures = new Figures();
        Work work = Work.start(
                store,
                new ObservedRuns(new SafeRuns(pipelines), store.runs(), figures, clock),
                new CountedCallbacks(new ConsoleCallback(settings, clock), figures),
                new Work.Bounds(first.server().concurrentRuns(), MOST_QUEUED));
        RuntimeReader runtime = new RuntimeReader();
        try {
            return new DeployServer(settings, store, pipelines, work, runtime, figures, clock);
        } catch (RuntimeException refused) {
            runtime.close();
            work.close();
            pipelines.close();
            store.close();
            throw ListenException.explained(first.server(), refused);
        }
    }

    private void gauges(Figures figures) {
        figures.gauge("drawbridge.runs.queued", "Runs that wait for their turn", () -> store.writes()
                .queued());
        figures.gauge("drawbridge.runs.oldest.seconds", "How long the oldest of them has waited", this::oldestSeconds);
        figures.gauge("drawbridge.runs.running", "Runs this server carries out", work::running);
        figures.gauge("drawbridge.links.open", "Links that are open for Runtime pages", runtime::openLinks);
        figures.gauge("drawbridge.pages.watching", "Browsers that follow a build", pages::watching);
    }

    private double oldestSeconds() {
        Instant oldest = store.writes().oldestQueued();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    private static String page(Settings settings, Run run) {
        String root = settings.server().publicUrl() == null
                ? (settings.server().tls() == null ? "http://" : "https://")
                        + settings.server().host() + ":" + settings.server().port()
                : settings.server().publicUrl().toString().replaceAll("/$", "");
        return root + Links.run(run);
    }

    /**
     * Goes on with other settings. Where it listens, and where its state is, changes only with a restart.
     *
     * @return one sentence for each key that waits for it, and for each secret of a job that cannot be read
     * @throws io.jenkins.plugins.drawbridge.engine.DrawbridgeException if they do not go with that; nothing changed then
     */
    public List<String> reload(Settings other) {
        List<String> later = settings.now.restartNeededFor(other);
        settings.now = settings.now.continuedBy(other);
        audit("accepted");
        return Stream.concat(
                        later.stream().map(key -> key + " stays as it was until a restart"),
                        UnreadableSecrets.of(settings.now.jobs()).stream())
                .toList();
    }

    public void refusedToReload(String why) {
        audit(why);
    }

    /** The configuration is read, or not, also while the database is away: then only its trail lacks that. */
    private void audit(String result) {
        try {
            store.audit().add(new AuditEntry(clock.instant(), "server", "reload", "configuration", "", result));
        } catch (RuntimeException unreachable) {
            LOG.warn("the audit trail lacks that the configuration was read: {}", unreachable.getMessage());
        }
    }

    public int port() {
        return web.port();
    }

    public Store store() {
        return store;
    }

    @Override
    public void close() {
        LOG.info("stops; what is in hand is handed over");
        boolean interrupted =
                Thread.interrupted(); // To stop in order takes a moment, also for whom an interrupt ended.
        try {
            pages.close();
            web.close();
            runtime.close();
            work.close();
            pipelines.close();
            store.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
