package io.jenkins.plugins.drawbridge.report;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.http.JsonAnswer;
import jenkins.security.stapler.StaplerAccessibleType;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.verb.GET;

/** The page of one deploy, and what its script asks for. */
@StaplerAccessibleType
public final class SectionPage {

    private final SmartDeployAction action;
    private final DeploySection section;

    SectionPage(SmartDeployAction action, DeploySection section) {
        this.action = action;
        this.section = section;
    }

    public Run<?, ?> getRun() {
        return action.getRun();
    }

    public DeploySection getSection() {
        return section;
    }

    public String getDisplayName() {
        return action.getDisplayName() + " " + section.getPlace();
    }

    /** The shared renderer's HTML, which escapes every text itself; empty while there is no report. */
    public String getFragment() {
        return action.report(section.getId()).map(ReportHtml::fragment).orElse("");
    }

    /** The same as one of several on a page. */
    public String getPart() {
        return action.report(section.getId())
                .map(report -> ReportHtml.section(report, section.getId()))
                .orElse("");
    }

    /** {@code {phase, total, done, failed, objects, running}} while the deploy runs. */
    @GET
    public HttpResponse doLive() {
        action.getRun().checkPermission(Item.READ);
        String board = action.board(section.getId()).toJson();
        return json(board.substring(0, board.length() - 1) + ",\"running\":" + section.isRunning() + "}");
    }

    /** The whole report as JSON. */
    @GET
    public HttpResponse doReport() {
        action.getRun().checkPermission(Item.READ);
        return action.report(section.getId())
                .map(report -> json(ReportJson.write(report)))
                .orElseGet(HttpResponses::notFound);
    }

    private static HttpResponse json(String text) {
        return JsonAnswer.of(200, text);
    }
}
