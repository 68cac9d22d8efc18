package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.AuditPage;
import io.jenkins.plugins.drawbridge.server.store.AuditQuery;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.AuditView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /audit}: who did what, page by page. */
final class AuditTrail {

    private static final int PAGE = 100;
    private static final int LONGEST = 400;

    private final PageContext context;

    AuditTrail(PageContext context) {
        this.context = context;
    }

    void show(Context request) {
        Caller caller = context.caller(request, Role.ADMINISTER);
        AuditQuery query = new AuditQuery(
                text(request.queryParam("who")),
                text(request.queryParam("what")),
                id(request.queryParam("before"), Long.MAX_VALUE),
                id(request.queryParam("after"), 0),
                PAGE);
        AuditPage page = context.store().audit().page(query);
        AuditView view = new AuditView(
                page.entries(),
                query.who(),
                query.what(),
                page.newer() == 0 ? "" : address(query, ""),
                page.newer() == 0 ? "" : address(query, "after=" + page.newer()),
                page.older() == 0 ? "" : address(query, "before=" + page.older()));
        context.show(request, "audit", context.shell("Audit", "audit", caller), view);
    }

    private static String text(@Nullable String given) {
        String text = Objects.requireNonNullElse(given, "").strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static long id(@Nullable String given, long otherwise) {
        return given != null && given.matches("[1-9][0-9]{0,17}") ? Long.parseLong(given) : otherwise;
    }

    /** What the reader looks for goes along. */
    private static String address(AuditQuery query, String place) {
        String words =
                parameter("who", query.who()) + parameter("what", query.what()) + (place.isEmpty() ? "" : "&" + place);
        return "/audit" + (words.isEmpty() ? "" : "?" + words.substring(1));
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
