package io.jenkins.plugins.drawbridge.server.web.access;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.config.UserSettings;
import io.jenkins.plugins.drawbridge.server.store.Session;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Users of the configuration, by session or by Basic authentication. Thread-safe. */
public final class UserGate implements Gate {

    static final String COOKIE = "drawbridge-session";

    private static final Caller ALONE = new Caller("anonymous", "You", Set.of(Role.values()), "");
    /** What a proxy adds says that somebody reached us who is not on this machine. */
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final Supplier<Settings> settings;
    private final Store store;
    private final SignInThrottle throttle;
    private final Refusals refusals;

    public UserGate(Supplier<Settings> settings, Store store, SignInThrottle throttle, Refusals refusals) {
        this.settings = settings;
        this.store = store;
        this.throttle = throttle;
        this.refusals = refusals;
    }

    @Override
    public Caller require(Context request, Role role) {
        Caller caller = caller(request).orElseThrow(() -> unknown(request));
        if (!caller.may(role)) {
            throw new Problem(
                    403,
                    "Your roles do not allow that; it needs the role "
                            + role.name().toLowerCase(java.util.Locale.ROOT) + ".");
        }
        return caller;
    }

    private Optional<Caller> caller(Context request) {
        if (settings.get().users().isEmpty()) {
            refuseForeignPages(request);
            return Optional.of(ALONE);
        }
        Optional<Caller> byHeader = basic(request);
        return byHeader.isPresent() ? byHeader : session(request);
    }

    /** Without users, whoever reaches the loopback address is let in; so no page of another site may be the way. */
    private static void refuseForeignPages(Context request) {
        String host = String.valueOf(request.host()).replaceAll(":\\d+$", "");
        String origin = request.header("Origin");
        boolean foreign = origin != null && !origin.equals("null") && !sameHost(origin, request.host());
        boolean throughProxy = FORWARDED.stream().anyMatch(name -> request.header(name) != null);
        if (throughProxy
                || !LOOPBACK.contains(host)
                || (changes(request) && (foreign || isOfAnotherSite(request) || "null".equals(origin)))) {
            throw new Problem(403, "Without users, the server answers to its own pages on this machine only.");
        }
    }

    private static boolean changes(Context request) {
        return !request.method().name().equals("GET")
                && !request.method().name().equals("HEAD");
    }

    /** As the browser says of whose page the request is. */
    private static boolean isOfAnotherSite(Context request) {
        String site = request.header("Sec-Fetch-Site");
        return site != null && (site.equals("cross-site") || site.equals("same-site"));
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return URI.create(origin).getAuthority() != null
                    && URI.create(origin).getAuthority().equals(host);
        } catch (IllegalArgumentException noUrl) { // no origin of ours
            return false;
        }
    }

    private Optional<Caller> basic(Context request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        String address = request.ip();
        throttle.refuseTooMany(address);
        Optional<Map.Entry<String, Secret>> login = login(header);
        Optional<UserSettings> user = login.flatMap(given -> byLogin(given.getKey(), given.getValue()));
        if (user.isEmpty()) {
            throttle.failed(address);
            refusals.signIn(login.map(Map.Entry::getKey).orElse(""), address);
            throw refused("The user, or the password or token, is wrong.");
        }
        if (changes(request) && isOfAnotherSite(request)) { // A browser sends along what it was once told.
            throw new Problem(403, "A page of another site may not do that in your name.");
        }
        return user.map(found -> new Caller(found.id(), found.name(), found.roles(), ""));
    }

    private static Optional<Map.Entry<String, Secret>> login(String header) {
        try {
            String text =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(Map.entry(text.substring(0, colon), Secret.of(text.substring(colon + 1))));
        } catch (IllegalArgumentException noBase64) { // the same as nothing
            return Optional.empty();
        }
    }

    /** Tokens first: they are cheap to compare, and what clients send. Who has none takes as long as who does not exist. */
    private Optional<UserSettings> byLogin(String id, Secret given) {
        Optional<UserSettings> byToken = settings.get().user(id).filter(user -> isToken(user, given));
        return byToken.isPresent() ? byToken : byPassword(id, given);
    }

    private static boolean isToken(UserSettings user, Secret given) {
        boolean token = false;
        for (String hash : user.apiTokenHashes()) {
            token |= Hashes.isToken(given, hash);
        }
        return token;
    }

    private Optional<Caller> session(Context request) {
        String cookie = request.cookie(COOKIE);
        if (cookie == null || cookie.length() > 200) {
            return Optional.empty();
        }
        Optional<Session> session = store.sessions().find(Hashes.sha256(cookie));
        Optional<Caller> caller = session.flatMap(found -> settings.get()
                .user(found.user())
                .filter(user -> found.passwordDigest().equals(Hashes.sha256(user.passwordHash())))
                .map(user -> new Caller(user.id(), user.name(), user.roles(), found.csrf())));
        if (caller.isPresent()
                && changes(request)
                && !carries(request, caller.get().csrf())) {
            throw new Problem(403, "This form is too old or not ours; load the page again.");
        }
        return caller;
    }

    private static boolean carries(Context request, String csrf) {
        String header = request.header("Jenkins-Crumb");
        String given = header == null ? request.formParam("csrf") : header;
        return given != null
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), csrf.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem unknown(Context request) {
        boolean page = request.method().name().equals("GET")
                && String.valueOf(request.header("Accept")).contains("text/html")
                && request.header("Authorization") == null;
        if (page) {
            String there = URLEncoder.encode(request.path(), StandardCharsets.UTF_8);
            return new Problem(303, "Sign in first.", Map.of("Location", "/sign-in?to=" + there));
        }
        return refused("Sign in first.");
    }

    private static Problem refused(String sentence) {
        return new Problem(401, sentence, Map.of("WWW-Authenticate", "Basic realm=\"Drawbridge\""));
    }

    Optional<UserSettings> byPassword(String id, Secret password) {
        Optional<UserSettings> user = settings.get().user(id);
        String hash = user.map(UserSettings::passwordHash)
                .filter(found -> !found.isEmpty())
                .orElse(NOBODY);
        boolean right = Hashes.isPassword(password, hash);
        return user.filter(found -> right && !found.passwordHash().isEmpty());
    }

    /** So that an unknown user takes as long as a known one. */
    private static final String NOBODY = Hashes.ofNobody();
}
