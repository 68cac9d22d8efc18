package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.jenkins.plugins.drawbridge.engine.check.ClusterWalk;
import io.jenkins.plugins.drawbridge.engine.check.Walk;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.report.PlainText;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.runtime.LinkState;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.ClusterCard;
import io.jenkins.plugins.drawbridge.server.web.page.view.ClusterCard.CheckedLine;
import io.jenkins.plugins.drawbridge.server.web.page.view.Show;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** {@code /clusters}: each way to a cluster, and a button that walks it hop by hop. */
final class ClustersPage {

    private static final int CHECKS_AT_ONCE = 4;

    private record Checked(Cluster cluster, Instant at, Walk walk) {}

    private final PageContext context;
    private final Map<String, Checked> checks = new ConcurrentHashMap<>();
    private final Semaphore checking = new Semaphore(CHECKS_AT_ONCE);

    ClustersPage(PageContext context) {
        this.context = context;
    }

    void show(Context request) {
        Caller caller = context.caller(request, Role.VIEW);
        Settings settings = context.settings().get();
        List<ClusterCard> cards = settings.shared().clusters().stream()
                .map(cluster -> card(cluster, settings))
                .toList();
        context.show(request, "clusters", context.shell("Clusters", "clusters", caller), cards);
    }

    private ClusterCard card(Cluster cluster, Settings settings) {
        Checked known = checks.get(cluster.id());
        Checked checked = known != null && known.cluster().equals(cluster) ? known : null;
        Optional<LinkState> link = context.runtime().link(cluster);
        return new ClusterCard(
                cluster.id(),
                cluster.url().toString(),
                cluster.access().hops().stream().map(Hop::label).toList(),
                settings.shared().environments().stream()
                        .filter(environment -> environment.cluster().equals(cluster.id()))
                        .map(environment -> environment.id() + " (" + environment.namespace() + ")")
                        .toList(),
                link.map(ClustersPage::words).orElse("closed; it opens when somebody looks or deploys"),
                link.map(open -> open.failing() ? "bad" : "good").orElse("quiet"),
                checked == null ? null : checked.at(),
                checked != null && checked.walk().passed(),
                checked == null ? List.of() : lines(checked.walk()));
    }

    private static String words(LinkState link) {
        return "open for " + Show.span(link.openFor()) + (link.failing() ? ", but its last use failed" : "");
    }

    private static List<CheckedLine> lines(Walk walk) {
        return walk.lines().stream()
                .map(line -> new CheckedLine(
                        PlainText.line(line.label()),
                        PlainText.lines(line.step()),
                        line.took().toMillis() + " ms",
                        line.passed()))
                .toList();
    }

    void check(Context request) {
        Caller caller = context.caller(request, Role.DEPLOY);
        Settings settings = context.settings().get();
        Cluster cluster = settings.shared().cluster(request.pathParam("id")).orElseThrow(Problem::notFound);
        if (!checking.tryAcquire()) {
            throw new Problem(429, "Other checks go on; try again in a moment.", Map.of("Retry-After", "5"));
        }
        try {
            Walk walk = ClusterWalk.check(cluster, namespace(cluster, settings));
            checks.put(cluster.id(), new Checked(cluster, context.now(), walk));
            context.audit(request, caller, "check", cluster.id(), walk.ending().name());
        } finally {
            checking.release();
        }
        request.redirect("/clusters#" + URLEncoder.encode(cluster.id(), StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
    }

    /** May we deploy? is asked for a namespace; the first environment's, if there is one. */
    private static String namespace(Cluster cluster, Settings settings) {
        @Nullable Environment first = settings.shared().environments().stream()
                .filter(environment -> environment.cluster().equals(cluster.id()))
                .findFirst()
                .orElse(null);
        return first == null ? "default" : first.namespace();
    }
}
