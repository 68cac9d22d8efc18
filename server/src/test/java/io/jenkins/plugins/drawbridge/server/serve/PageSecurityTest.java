package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What holds for every page and every button, whoever asks. */
public class PageSecurityTest {

    private static final String PASSWORD = "correct horse";
    private static final String HASH = Hashes.ofPassword(Secret.of(PASSWORD));
    private static final String JOB = "/job/team/job/shop/";
    private static final List<String> PAGES = List.of(
            "/",
            JOB,
            JOB + "1/",
            JOB + "1/console",
            JOB + "1/consoleText",
            JOB + "1/events",
            JOB + "1/report.html",
            "/queue/item/1/",
            "/environments/DEV/",
            "/environments/DEV/log?pod=a&container=b",
            "/clusters",
            "/audit",
            "/api/json");

    /** Each button with a role that is not enough for it. */
    private static final Map<String, String> BUTTONS = new TreeMap<>(Map.of(
            JOB + "run",
            "pia",
            JOB + "build",
            "pia",
            JOB + "1/stop",
            "vera",
            JOB + "1/again",
            "vera",
            JOB + "1/rollback",
            "vera",
            JOB + "1/answer",
            "dan",
            "/queue/item/1/stop",
            "vera",
            "/queue/item/1/again",
            "pia",
            "/clusters/private/check",
            "vera"));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;

    /** A browser that has signed in. */
    private record Visit(String cookie, String csrf) {}

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(
                folder.getRoot().toPath(),
                """
                users:
                  - {id: ada, passwordHash: "%1$s", roles: [administer]}
                  - {id: dan, passwordHash: "%1$s", roles: [deploy]}
                  - {id: pia, passwordHash: "%1$s", roles: [approve]}
                  - {id: vera, passwordHash: "%1$s", roles: [view]}
                """
                        .formatted(HASH));
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                "pipeline { agent any\n stages { stage('Ask') { steps { input(message: 'Go?') } } } }");
        shop.commit("Ask");
        assertThat(post(JOB + "run", signedIn("ada"), Map.of("REVISION", "main"))
                        .statusCode())
                .isEqualTo(303);
        await(() -> !shop.server().store().journal().questions(1).isEmpty());
    }

    @After
    public void stop() {
        shop.close();
    }

    @Test
    public void strangers_are_led_to_the_sign_in_and_programs_are_told_to_sign_in() {
        for (String page : PAGES) {
            HttpResponse<String> browser = shop.send(get(page).header("Accept", "text/html,*/*"));
            assertThat(browser.statusCode()).as(page).isEqualTo(303);
            assertThat(location(browser)).as(page).startsWith("/sign-in?to=%2F");
            HttpResponse<String> program = shop.send(get(page));
            assertThat(program.statusCode()).as(page).isEqualTo(401);
            assertThat(program.body()).as(page).doesNotContain("shop");
        }
    }

    @Test
    public void a_client_with_a_wrong_password_is_told_so_and_not_whether_there_is_such_a_user() {
        for (String login : List.of("ada:wrong", "nobody:wrong")) {
            assertThat(shop.send(get("/api/json").header("Authorization", basic(login))))
                    .as(login)
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(401))
                    .satisfies(answer -> assertThat(answer.body())
                            .contains("\"The user, or the password or token, is wrong.\"")
                            .doesNotContain("ada", "nobody"));
        }
    }

    @Test
    public void a_wrong_password_stands_in_the_audit_trail_once_for_each_name_and_never_itself() {
        for (String login : List.of("ada:gu3ss-1", "ada:gu3ss-2", "e\u202Eve\n\u001B[2J:gu3ss-3", "gu3ss-4")) {
            assertThat(shop.send(get("/api/json").header("Authorization", basic(login)))
                            .statusCode())
                    .isEqualTo(401);
        }
        signIn("ada", "gu3ss-5", "/");
        List<AuditEntry> refused = shop.server().store().audit().latest(20).stream()
                .filter(entry -> entry.result().equals("refused"))
                .toList();
        assertThat(refused)
                .extracting(AuditEntry::who, AuditEntry::what, AuditEntry::address)
                .containsExactly(
                        tuple("anonymous", "sign in", "127.0.0.1"),
                        tuple("eve[2J", "sign in", "127.0.0.1"),
                        tuple("ada", "sign in", "127.0.0.1"));
        assertThat(refused.toString()).doesNotContain("gu3ss");
    }

    @Test
    public void a_page_of_another_site_does_nothing_with_the_password_that_a_browser_sends_along() {
        HttpRequest.Builder foreign =
                form(JOB + "run", Map.of("REVISION", "main")).header("Authorization", basic("ada:" + PASSWORD));
        assertThat(shop.send(foreign.header("Sec-Fetch-Site", "cross-site")).statusCode())
                .isEqualTo(403);
        assertThat(shop.server().store().runs().recent(10)).hasSize(1);
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void no_button_works_without_a_session_without_its_token_or_without_the_role() {
        Visit ada = signedIn("ada");
        BUTTONS.forEach((button, role) -> {
            assertThat(post(button, null, Map.of()).statusCode()).as(button).isEqualTo(401);
            Visit forged = new Visit(ada.cookie(), "guessed");
            assertThat(post(button, forged, Map.of()).statusCode()).as(button).isEqualTo(403);
            assertThat(post(button, signedIn(role), Map.of("path", "0/0", "answer", "approve"))
                            .statusCode())
                    .as(button + " as " + role)
                    .isEqualTo(403);
            assertThat(shop.send(get(button).header("Cookie", ada.cookie())).statusCode())
                    .as("GET " + button)
                    .isEqualTo(button.startsWith("/job/") ? 405 : 404);
        });
        assertThat(shop.server().store().runs().recent(10)).hasSize(1);
        assertThat(shop.server().store().journal().questions(1).get(0).answer()).isNull();
    }

    @Test
    public void whoever_may_deploy_or_approve_sees_what_that_is_about_and_not_the_audit_trail() {
        for (String user : List.of("dan", "pia")) {
            Visit visit = signedIn(user);
            for (String page : List.of("/", JOB, JOB + "1/", JOB + "1/console", "/clusters", "/api/json")) {
                assertThat(shop.send(get(page).header("Cookie", visit.cookie())).statusCode())
                        .as(page + " as " + user)
                        .isEqualTo(200);
            }
            assertThat(shop.send(get("/audit").header("Cookie", visit.cookie())).statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
    }

    @Test
    public void an_approver_answers_and_the_audit_trail_says_who_did() {
        String path = shop.server().store().journal().questions(1).get(0).path();
        assertThat(post(JOB + "1/answer", signedIn("pia"), Map.of("path", path, "answer", "approve"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(post(JOB + "1/answer", signedIn("ada"), Map.of("path", path, "answer", "reject"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(shop.server().store().audit().latest(20))
                .extracting(AuditEntry::who, AuditEntry::what, AuditEntry::subject, AuditEntry::result)
                .contains(
                        tuple("pia", "approve", "team/shop #1: Go?", "accepted"),
                        tuple("ada", "reject", "team/shop #1: Go?", "was answered already"));
    }

    @Test
    public void the_audit_trail_is_read_page_by_page_to_its_first_entry_with_what_one_looks_for() {
        Visit ada = signedIn("ada");
        for (int entry = 0; entry < 250; entry++) {
            shop.server()
                    .store()
                    .audit()
                    .add(new AuditEntry(Instant.EPOCH, "a & b", "trigger", "job " + entry, "10.0.0.7", "accepted"));
        }
        List<String> seen = new ArrayList<>();
        String next = "/audit?who=a+%26+b";
        while (!next.isEmpty()) {
            String page = shop.send(get(next).header("Cookie", ada.cookie())).body();
            Matcher rows = Pattern.compile("data-label=\"On\">([^<]*)<").matcher(page);
            int before = seen.size();
            while (rows.find()) {
                seen.add(rows.group(1));
            }
            assertThat(seen.size() - before).isBetween(1, 100);
            Matcher older = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(page);
            next = older.find() ? older.group(1).replace("&amp;", "&") : "";
        }
        assertThat(seen).hasSize(250).startsWith("job 249").endsWith("job 0");
    }

    @Test
    public void every_answer_forbids_foreign_scripts_and_no_page_holds_one_of_its_own() {
        Visit ada = signedIn("ada");
        for (String page :
                PAGES.stream().filter(page -> !page.endsWith("/events")).toList()) {
            HttpResponse<String> answer =
                    shop.send(get(page).header("Cookie", ada.cookie()).header("Accept", "text/html"));
            forbidsForeignScripts(page, answer);
            if (page.contains("report")) {
                continue; // A file to keep: it has its own policy and its own style.
            }
            assertThat(answer.body())
                    .as(page)
                    .doesNotContainPattern("<script(?![^>]* src=\"/static/)")
                    .doesNotContainPattern("<style|<[a-z][^>]* (style|on[a-z]+)=\"");
        }
        for (String page : List.of("/sign-in", "/nowhere", "/static/drawbridge.js", "/health/live", "/metrics")) {
            forbidsForeignScripts(page, shop.get(page));
        }
    }

    private static void forbidsForeignScripts(String page, HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .as(page)
                .matches("default-src 'none'; script-src 'self'; .*frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                .as(page)
                .contains("nosniff");
    }

    @Test
    public void a_session_is_hidden_from_scripts_stays_here_and_ends_with_the_sign_out() {
        HttpResponse<String> answer = signIn("ada", PASSWORD, "/clusters");
        assertThat(location(answer)).isEqualTo("/clusters");
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
        Visit ada = signedIn("ada");
        assertThat(shop.send(get("/clusters").header("Cookie", ada.cookie())).statusCode())
                .isEqualTo(200);
        assertThat(post("/sign-out", ada, Map.of()).statusCode()).isEqualTo(303);
        assertThat(shop.send(get("/clusters").header("Cookie", ada.cookie())).statusCode())
                .isEqualTo(401);
    }

    @Test
    public void a_new_password_ends_the_sessions_of_the_old_one_also_those_another_server_began() throws Exception {
        Visit ada = signedIn("ada");
        Visit dan = signedIn("dan");
        newPassword("ada");
        shop.server().reload(shop.settings());
        assertThat(List.of(clusters(ada), clusters(dan))).containsExactly(401, 200);
        shop.stopServer();
        newPassword("dan");
        shop.startServer();
        assertThat(List.of(clusters(ada), clusters(dan))).containsExactly(401, 401);
        Visit again = signedIn("dan");
        shop.stopServer();
        shop.startServer();
        assertThat(clusters(again)).isEqualTo(200);
    }

    /** The same word: what counts is that somebody set it. */
    private void newPassword(String user) throws IOException {
        Path file = folder.getRoot().toPath().resolve("drawbridge.yaml");
        String before = Files.readString(file);
        String after = before.replace(
                "{id: " + user + ", passwordHash: \"" + HASH + "\"",
                "{id: " + user + ", passwordHash: \"" + Hashes.ofPassword(Secret.of(PASSWORD)) + "\"");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private int clusters(Visit visit) {
        return shop.send(get("/clusters").header("Cookie", visit.cookie())).statusCode();
    }

    @Test
    public void nobody_is_led_away_after_signing_in() {
        for (String elsewhere :
                List.of("//evil.example.com", "https://evil.example.com", "/\\evil.example.com", "javascript:1")) {
            assertThat(location(signIn("ada", PASSWORD, elsewhere)))
                    .as(elsewhere)
                    .isEqualTo("/");
        }
        HttpResponse<String> foreign = shop.send(
                form("/sign-in", Map.of("user", "ada", "password", PASSWORD)).header("Sec-Fetch-Site", "cross-site"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    public void whoever_guesses_passwords_has_to_wait() {
        for (int guess = 0; guess < 10; guess++) {
            assertThat(location(signIn("ada", "guess " + guess, "/"))).startsWith("/sign-in?refused=true");
        }
        HttpResponse<String> tired = signIn("ada", PASSWORD, "/");
        assertThat(tired.statusCode()).isEqualTo(429);
        assertThat(tired.headers().firstValue("Retry-After")).contains("60");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; !condition.getAsBoolean(); tries++) {
            assertThat(tries).isLessThan(1_500);
            Thread.sleep(20);
        }
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(shop.url(path)));
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return get(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(String path, @Nullable Visit visit, Map<String, String> fields) {
        if (visit == null) {
            return shop.send(form(path, fields));
        }
        Map<String, String> all = new TreeMap<>(fields);
        all.put("csrf", visit.csrf());
        return shop.send(form(path, all).header("Cookie", visit.cookie()));
    }

    private HttpResponse<String> signIn(String user, String password, String to) {
        return shop.send(form("/sign-in", Map.of("user", user, "password", password, "to", to)));
    }

    private Visit signedIn(String user) {
        String set =
                signIn(user, PASSWORD, "/").headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = set.substring(0, set.indexOf(';'));
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
                .matcher(shop.send(get("/").header("Cookie", cookie)).body());
        assertThat(csrf.find()).isTrue();
        return new Visit(cookie, csrf.group(1));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
