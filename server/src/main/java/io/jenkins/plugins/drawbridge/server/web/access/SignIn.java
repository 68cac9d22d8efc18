package io.jenkins.plugins.drawbridge.server.web.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.config.UserSettings;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.Session;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.WebPart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code POST /sign-in} and {@code POST /sign-out}; the page itself belongs to the pages. */
public final class SignIn implements WebPart {

    private static final Duration LASTS = Duration.ofHours(12);

    private final UserGate gate;
    private final Supplier<Settings> settings;
    private final Store store;
    private final SignInThrottle throttle;
    private final Refusals refusals;
    private final Clock clock;

    public SignIn(
            UserGate gate,
            Supplier<Settings> settings,
            Store store,
            SignInThrottle throttle,
            Refusals refusals,
            Clock clock) {
        this.gate = gate;
        this.settings = settings;
        this.store = store;
        this.throttle = throttle;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/sign-in", this::signIn);
        routes.post("/sign-out", this::signOut);
    }

    private void signIn(Context request) {
        throttle.refuseTooMany(request.ip());
        String id = String.valueOf(request.formParam("user"));
        String password = String.valueOf(request.formParam("password"));
        refuseForeign(request);
        Optional<UserSettings> user = gate.byPassword(id, Secret.of(password));
        if (user.isEmpty()) {
            throttle.failed(request.ip());
            refusals.signIn(id, request.ip());
            String there = URLEncoder.encode(target(request.formParam("to")), StandardCharsets.UTF_8);
            request.redirect("/sign-in?refused=true&to=" + there, HttpStatus.SEE_OTHER);
            return;
        }
        String cookie = Hashes.random();
        store.sessions()
                .add(new Session(
                        Hashes.sha256(cookie),
                        user.get().id(),
                        Hashes.sha256(user.get().passwordHash()),
                        Hashes.random(),
                        clock.instant().plus(LASTS)));
        audit(request, user.get().id(), "sign in");
        request.cookie(cookie(cookie, (int) LASTS.toSeconds()));
        request.redirect(target(request.formParam("to")), HttpStatus.SEE_OTHER);
    }

    /** A login form on another site must not sign somebody in here. */
    private static void refuseForeign(Context request) {
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new Problem(403, "This form is not ours; load the page again.");
        }
    }

    /** Only a path of ours. */
    static String target(@Nullable String path) {
        return path != null && path.matches("/([A-Za-z0-9._~%-][A-Za-z0-9._~%/ -]*)?") ? path : "/";
    }

    private void signOut(Context request) {
        Caller caller = gate.require(request, Role.VIEW);
        String cookie = request.cookie(UserGate.COOKIE);
        if (cookie != null) {
            store.sessions().remove(Hashes.sha256(cookie));
        }
        audit(request, caller.id(), "sign out");
        request.cookie(cookie("", 0));
        request.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    private Cookie cookie(String value, int seconds) {
        boolean secure =
                settings.get().server().tls() != null || settings.get().server().behindProxy();
        Cookie cookie = new Cookie(UserGate.COOKIE, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }

    private void audit(Context request, String user, String what) {
        store.audit().add(new AuditEntry(clock.instant(), user, what, "", request.ip(), "accepted"));
    }
}
