package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The report for people: services first, field diffs behind each. Needs no script and no other file. {@link #page} is one
 * self-contained file; a page of another layout embeds {@link #fragment} and serves {@link #stylesheet} (every class and
 * id begins with {@code db-}). Stateless.
 */
public final class ReportHtml {

    private static final String STYLESHEET = load("report.css");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ReportHtml() {}

    public static String page(Report report) {
        String policy = "default-src 'none'; style-src 'sha256-" + sha256(STYLESHEET)
                + "'; base-uri 'none'; form-action 'none'";
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\"><title>"
                + Html.escape(PlainText.line(Sentences.title(report))) + "</title><style>" + STYLESHEET
                + "</style></head><body class=\"db-page\">" + fragment(report) + "</body></html>\n";
    }

    public static String stylesheet() {
        return STYLESHEET;
    }

    /** A {@code main} element whose title is an {@code h1}. */
    public static String fragment(Report report) {
        Html html = new Html().raw("<main class=\"db-report\">");
        body(html, report, 1, "");
        return html.raw("</main>").toString();
    }

    /**
     * One of several reports of a page: a {@code section} whose title is an {@code h2}.
     *
     * @param id of letters, digits and {@code -}; tells the page's reports and their controls apart
     */
    public static String section(Report report, String id) {
        Html html = new Html().raw("<section class=\"db-report db-part\" id=\"db-" + Html.escape(id) + "\">");
        body(html, report, 2, "-" + Html.escape(id));
        return html.raw("</section>").toString();
    }

    private static void body(Html html, Report report, int level, String id) {
        header(html, report, level);
        notices(html, report);
        filters(html, report, id);
        services(html, report, level + 1);
        footer(html, report);
    }

    private static void header(Html html, Report report, int level) {
        Run run = report.run();
        html.raw("<header class=\"db-header\">")
                .element("h" + level, "db-title", PlainText.line(Sentences.title(report)));
        html.raw("<p class=\"db-result db-result-" + run.result().word() + "\">")
                .text(Sentences.ending(report))
                .raw("</p><dl class=\"db-facts\">");
        fact(html, "Cluster", run.cluster());
        fact(html, "Namespace", run.namespace());
        fact(html, "Type", run.deployType().word());
        fact(html, "Started", TIME.format(run.startedAt()));
        html.raw("</dl><p class=\"db-tally\">").text(Sentences.tally(report)).raw("</p></header>");
    }

    private static void fact(Html html, String name, String value) {
        html.raw("<div>")
                .element("dt", "", name)
                .element("dd", "", PlainText.line(value))
                .raw("</div>");
    }

    private static void notices(Html html, Report report) {
        if (report.notices().isEmpty()) {
            return;
        }
        html.raw("<ul class=\"db-notices\" aria-label=\"Notices\">");
        report.notices().forEach(notice -> html.element("li", "", PlainText.line(notice)));
        html.raw("</ul>");
    }

    /** Radio buttons and a style sheet filter without a script. */
    private static void filters(Html html, Report report, String id) {
        html.raw(
                "<div class=\"db-body\"><fieldset class=\"db-filter\"><legend class=\"db-hidden\">Show services</legend>");
        filter(html, id, "all", "All", report.services().size());
        for (Outcome outcome : Outcome.values()) {
            filter(
                    html,
                    id,
                    style(outcome),
                    outcome.word(),
                    report.services().stream()
                            .filter(service -> service.plan().outcome() == outcome)
                            .count());
        }
        filter(
                html,
                id,
                "failed",
                "Failed",
                report.services().stream().filter(ReportHtml::isBad).count());
        html.raw("<label class=\"db-choice db-look\"><input type=\"checkbox\" class=\"db-unified\">Unified</label>");
        html.raw("</fieldset>");
    }

    private static void filter(Html html, String id, String which, String label, long count) {
        if (count == 0 && !which.equals("all")) {
            return;
        }
        html.raw("<label class=\"db-choice\"><input type=\"radio\" name=\"db-filter" + id + "\" class=\"db-show-"
                + which + "\"" + (which.equals("all") ? " checked" : "") + ">");
        html.text(label + " ")
                .element("span", "db-count", String.valueOf(count))
                .raw("</label>");
    }

    private static void services(Html html, Report report, int level) {
        Map<ObjectRef.Key, ChangeReport> changes = new HashMap<>();
        report.changes().forEach(change -> changes.put(change.change().ref().key(), change));
        Map<ObjectRef.Key, String> shown = new HashMap<>();
        html.raw("<div class=\"db-services\">");
        for (ServiceReport service : worstFirst(report.services())) {
            service(html, service, changes, shown, level);
        }
        if (report.services().isEmpty()) {
            html.element("p", "db-note", "No services.");
        }
        html.raw("</div></div>");
    }

    /** Of fifty services, nobody is to look for the one that failed. */
    private static List<ServiceReport> worstFirst(List<ServiceReport> services) {
        return Stream.concat(
                        services.stream().filter(ReportHtml::isBad),
                        services.stream().filter(service -> !isBad(service)))
                .collect(Collectors.toList());
    }

    private static void service(
            Html html,
            ServiceReport service,
            Map<ObjectRef.Key, ChangeReport> changes,
            Map<ObjectRef.Key, String> shown,
            int level) {
        Outcome outcome = service.plan().outcome();
        boolean open = isBad(service);
        html.raw("<details class=\"db-service db-outcome-" + style(outcome) + (open ? " db-bad\" open>" : "\">"));
        summary(html, service, level);
        html.raw("<div class=\"db-changes\">");
        List<ChangeReport> own = service.plan().objects().stream()
                .map(ref -> changes.get(ref.key()))
                .filter(Objects::nonNull)
                .toList();
        for (ChangeReport change : own) {
            if (!isQuiet(change)) {
                String elsewhere = shown.putIfAbsent(
                        change.change().ref().key(), service.plan().name());
                if (elsewhere == null) {
                    HtmlChange.render(html, change);
                } else {
                    HtmlChange.mention(html, change, elsewhere);
                }
            }
        }
        HtmlChange.unchanged(html, own.stream().filter(ReportHtml::isQuiet).toList());
        html.raw("</div></details>");
    }

    private static void summary(Html html, ServiceReport service, int level) {
        Outcome outcome = service.plan().outcome();
        html.raw("<summary>")
                .raw(Icons.of(outcome))
                .element("h" + level, "db-name", PlainText.line(service.plan().name()));
        html.element("span", "db-outcome", outcome.word()).raw("<span class=\"db-versions\">");
        versions(html, service.plan());
        html.raw("</span>");
        HtmlChange.verdict(html, service.verdict(), service.plan().outcome() == Outcome.DELETE);
        html.raw("</summary>");
    }

    private static void versions(Html html, ServicePlan service) {
        if (service.runningVersion().equals(service.newVersion())) {
            version(html, "version", service.newVersion());
            return;
        }
        version(html, "running version", service.runningVersion());
        html.raw("<span class=\"db-arrow\" aria-hidden=\"true\">→</span>");
        version(html, "new version", service.newVersion());
    }

    private static void version(Html html, String label, String version) {
        html.raw("<span class=\"db-version\"><span class=\"db-hidden\">" + label + " </span>")
                .text(PlainText.line(Sentences.version(version)))
                .raw("</span>");
    }

    private static void footer(Html html, Report report) {
        html.raw("<footer class=\"db-footer\">");
        if (!report.costs().requests().isEmpty()) {
            html.element("p", "", "Requests: " + Sentences.counts(report.costs().requests()));
        }
        if (!report.costs().timings().isEmpty()) {
            html.element("p", "", "Time: " + Sentences.timings(report.costs().timings()));
        }
        html.element("p", "", "Secret values are masked: the same letters stand for the same value.")
                .raw("</footer>");
    }

    private static boolean isQuiet(ChangeReport change) {
        boolean fine = change.verdict() == null || change.verdict().state() == Verdict.State.READY;
        return change.change() instanceof Change.Unchanged && fine;
    }

    private static boolean isBad(ServiceReport service) {
        return service.verdict() != null
                && Set.of(Verdict.State.FAILED, Verdict.State.TIMED_OUT)
                        .contains(service.verdict().state());
    }

    private static String style(Outcome outcome) {
        return switch (outcome) {
            case DEPLOY -> "deploy";
            case DELETE -> "delete";
            case NO_UPDATE -> "no-update";
            case NO_INFO -> "no-info";
        };
    }

    private static String load(String name) {
        try (InputStream stream = Objects.requireNonNull(ReportHtml.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
