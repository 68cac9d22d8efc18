package io.jenkins.plugins.drawbridge.engine.report;

import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of a service as HTML, its fields behind it. */
final class HtmlChange {

    private static final Map<String, String> SIGNS = Map.of("create", "+", "update", "~", "delete", "−");
    private static final int OPEN_FIELDS = 12;

    private HtmlChange() {}

    static void render(Html html, ChangeReport change) {
        String action = change.change().action();
        boolean open = action.equals("update") && change.change().fields().size() <= OPEN_FIELDS;
        html.raw("<details class=\"db-change db-" + action + "\"" + (open ? " open" : "") + "><summary>");
        html.element("span", "db-sign", SIGNS.getOrDefault(action, "="));
        name(html, change.change().ref());
        html.element("span", "db-action", action);
        verdict(html, change.verdict(), change.change() instanceof Change.Delete);
        html.raw("</summary>");
        fields(html, change.change());
        html.raw("</details>");
    }

    private static void fields(Html html, Change change) {
        if (change.fields().isEmpty()) {
            html.element("p", "db-note", change instanceof Change.Delete ? "The object goes away." : "No fields.");
            return;
        }
        html.raw("<ul class=\"db-fields\">");
        change.fields().forEach(field -> HtmlField.render(html, field));
        html.raw("</ul>");
    }

    /** What is shown in full with another service. */
    static void mention(Html html, ChangeReport change, String service) {
        html.raw("<p class=\"db-note\">");
        html.element("span", "db-sign", SIGNS.getOrDefault(change.change().action(), "="));
        name(html, change.change().ref());
        html.text(": shown with " + service).raw("</p>");
    }

    static void unchanged(Html html, List<ChangeReport> changes) {
        if (changes.isEmpty()) {
            return;
        }
        html.raw("<details class=\"db-change db-unchanged\"><summary>");
        html.element("span", "db-sign", "=");
        html.text(changes.size() == 1 ? "1 object unchanged" : changes.size() + " objects unchanged");
        html.raw("</summary><ul class=\"db-fields\">");
        for (ChangeReport change : changes) {
            html.raw("<li class=\"db-field\">");
            name(html, change.change().ref());
            html.element("span", "db-note", change.reason()).raw("</li>");
        }
        html.raw("</ul></details>");
    }

    static void verdict(Html html, @Nullable Verdict verdict, boolean deleted) {
        if (verdict == null) {
            return;
        }
        String style = verdict.state().word().replace(' ', '-');
        html.element("span", "db-verdict db-is-" + style, Sentences.word(verdict, deleted));
        if (!verdict.reason().isEmpty()) {
            html.element("span", "db-reason", PlainText.line(verdict.reason()));
        }
    }

    private static void name(Html html, ObjectRef ref) {
        html.raw("<span class=\"db-object\">");
        html.element("span", "db-kind", ref.kindAndGroup()).text(" ").element("b", "", ref.name());
        html.raw("</span>");
    }
}
