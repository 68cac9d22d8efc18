package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.AuditQuery;
import io.jenkins.plugins.drawbridge.server.store.Page;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.AuditView;
import java.util.Map;
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
        String who = text(request.queryParam("who"));
        String what = text(request.queryParam("what"));
        Page<AuditEntry> page = context.store().audit().page(new AuditQuery(who, what, PageTurns.place(request, PAGE)));
        AuditView view =
                new AuditView(page.rows(), who, what, PageTurns.of("/audit", Map.of("who", who, "what", what), page));
        context.show(request, "audit", context.shell("Audit", "audit", caller), view);
    }

    private static String text(@Nullable String given) {
        String text = Objects.requireNonNullElse(given, "").strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
