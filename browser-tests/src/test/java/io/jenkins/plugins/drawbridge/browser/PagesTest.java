package io.jenkins.plugins.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.serve.ServedShop;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The pages as people use them, in a real browser. */
public class PagesTest {

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "correct horse";
    private static final String HASH = Hashes.ofPassword(Secret.of(PASSWORD));
    private static final String SHOP = "/job/team/job/shop/";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'</script><script>alert(2)</script>";
    private static final List<String> PAGES = List.of(
            "/", SHOP, SHOP + "1/", SHOP + "1/console", "/environments/DEV/", "/clusters", "/audit", SHOP + "999/");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(
                folder.getRoot().toPath(),
                """
                users:
                  - {id: ada, name: Ada, passwordHash: "%1$s", roles: [administer]}
                  - {id: dan, name: Dan, passwordHash: "%1$s", roles: [view, deploy]}
                  - {id: vera, name: Vera, passwordHash: "%1$s", roles: [view]}
                """
                        .formatted(HASH));
    }

    @After
    public void stop() {
        shop.close();
    }

    @Test
    public void a_deploy_is_triggered_followed_live_and_read() throws Exception {
        try (Visitor dan = visitor("dan")) {
            deploy(dan, "main");
            dan.awaits("Success");
            Page page = dan.page();
            assertThat(page.locator(".stage .name")).hasCount(5);
            Locator deployed = page.locator("#db-3-0");
            assertThat(deployed.locator(".db-result")).containsText("success");
            assertThat(deployed.locator(".db-outcome-deploy")).hasCount(8);
            assertThat(page.locator("#log")).containsText("Finished: SUCCESS");
            assertThat(page.locator("#log .line").first().locator("a")).hasAttribute("href", "#L1");

            change("storefront", "2.4.1", "2.5.0");
            deploy(dan, "main");
            dan.awaits("Success");
            Locator storefront = page.locator("#db-3-0 .db-outcome-deploy");
            assertThat(storefront).hasCount(1);
            assertThat(storefront.locator(".db-versions")).containsText("2.4.1");
            assertThat(storefront.locator(".db-versions")).containsText("2.5.0");
            storefront.locator("summary").first().click();
            assertThat(storefront.locator("ins").first()).containsText("storefront:2.5.0");
            assertThat(besideEachOther(storefront)).isTrue();
            page.locator("#db-3-0").getByText("Unified").click();
            assertThat(besideEachOther(storefront)).isFalse();
            page.locator("#db-3-0").getByText("No Update").first().click();
            assertThat(storefront).isHidden();
            assertThat(dan.complaints()).isEmpty();
        }
    }

    @Test
    public void an_approver_sees_the_plan_and_says_yes() throws Exception {
        ask();
        try (Visitor dan = visitor("dan");
                Visitor ada = visitor("ada")) {
            deploy(dan, "main");
            dan.awaits("Waits for approval");
            assertThat(dan.page().locator(".ask")).containsText("anyone with the role approve");
            assertThat(dan.button("Ship it")).hasCount(0);

            ada.page().navigate(dan.page().url());
            assertThat(ada.page().locator("#db-0-0 .db-outcome-deploy")).hasCount(8);
            ada.button("Ship it").click();
            ada.awaits("Success");
            assertThat(ada.page().locator(".answered")).containsText("Approved by ada");
            dan.awaits("Success");
            assertThat(dan.complaints()).isEmpty();
            assertThat(ada.complaints()).isEmpty();
        }
    }

    @Test
    public void a_rejected_build_deploys_nothing() throws Exception {
        ask();
        try (Visitor ada = visitor("ada")) {
            deploy(ada, "main");
            ada.awaits("Waits for approval");
            ada.button("Reject").click();
            ada.awaits("Aborted");
            assertThat(ada.page().locator(".notice")).containsText("Rejected by ada");
            assertThat(shop.cluster()
                            .controller()
                            .list(shop.cluster().controller().resource("apps", "deployments"), "shop"))
                    .isEmpty();
        }
    }

    @Test
    public void a_rollback_shows_what_would_change_before_it_does() throws Exception {
        try (Visitor dan = visitor("dan")) {
            deploy(dan, "main");
            dan.awaits("Success");
            change("storefront", "2.4.1", "2.5.0");
            deploy(dan, "main");
            dan.awaits("Success");

            dan.page().navigate(shop.url(SHOP + "1/"));
            dan.button("Roll back to this…").click();
            dan.awaits("Waits for approval");
            Locator plan = dan.page().locator("#db-0-0 .db-outcome-deploy");
            assertThat(plan).hasCount(1);
            assertThat(plan.locator(".db-versions"))
                    .containsText(Pattern.compile("2\\.5\\.0.*2\\.4\\.1", Pattern.DOTALL));
            assertThat(image()).endsWith("storefront:2.5.0");
            dan.button("Roll back").click();
            dan.awaits("Success");
            assertThat(image()).endsWith("storefront:2.4.1");
            assertThat(dan.complaints()).isEmpty();
        }
    }

    @Test
    public void a_running_build_is_aborted_and_run_again() throws Exception {
        ask();
        try (Visitor dan = visitor("dan")) {
            deploy(dan, "main");
            dan.awaits("Waits for approval");
            dan.button("Abort").click();
            dan.awaits("Aborted");
            dan.button("Run again").click();
            dan.awaits("Waits for approval");
            assertThat(dan.page().locator("h1")).containsText("#2");
        }
    }

    @Test
    public void no_foreign_text_becomes_markup() throws Exception {
        Path manifest = shop.repository().resolve("k8s/storefront/hostile.yaml");
        Files.writeString(
                manifest,
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hostile\n  labels: {app: storefront}\n"
                        + "  annotations: {note: '" + HOSTILE.replace("'", "''") + "'}\ndata:\n  page: '"
                        + HOSTILE.replace("'", "''") + "'\n");
        Path jenkinsfile = shop.repository().resolve("Jenkinsfile");
        Files.writeString(
                jenkinsfile,
                Files.readString(jenkinsfile)
                        .replace("stage('Checkout')", "stage('<b>Checkout</b><img src=x onerror=alert(3)>')")
                        .replace("checkout scm", "echo '''" + HOSTILE.replace("'", "") + "'''\n checkout scm"));
        shop.commit("Hostile <script>alert(4)</script>");
        try (Visitor ada = visitor("ada")) {
            deploy(ada, "main");
            ada.awaits("Success");
            Page page = ada.page();
            assertThat(page.locator(".stage .name").first()).hasText("<b>Checkout</b><img src=x onerror=alert(3)>");
            assertThat(page.locator("#log")).containsText("<img src=x onerror=alert(1)>");
            assertThat(page.locator("#log")).containsText("<script>alert(4)</script>");
            assertThat(page.locator("main")).containsText("data.page");
            page.navigate(shop.url(SHOP + "?before=%3Cscript%3E"));
            page.navigate(shop.url("/environments/DEV/log?pod=%3Cscript%3E&container=x"));
            assertThat(page.locator("img:not([src^='/static/'])")).hasCount(0);
            page.navigate(shop.url("/sign-in?to=%22%3E%3Cscript%3Ealert(5)%3C/script%3E"));
            assertThat(ada.complaints()).allMatch(line -> line.contains("404"));
        }
    }

    @Test
    public void every_page_is_fit_for_all_and_for_every_width() throws Exception {
        try (Visitor dan = visitor("dan")) {
            deploy(dan, "main");
            dan.awaits("Success");
        }
        for (int width : new int[] {390, 1440}) {
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (Visitor ada =
                        Visitor.at(CHROMIUM.browser(), width, colours, true).signIn(shop.url("/"), "ada", PASSWORD)) {
                    for (String path : PAGES) {
                        ada.page().navigate(shop.url(path));
                        String where = path + " " + width + " " + colours;
                        assertThat(ada.isWiderThanItsWindow()).as(where).isFalse();
                        assertThat(ada.barriers()).as(where).isEmpty();
                    }
                    assertThat(ada.complaints()).allMatch(line -> line.contains("404"));
                }
            }
        }
    }

    @Test
    public void everything_works_without_a_script() throws Exception {
        try (Visitor dan =
                Visitor.at(CHROMIUM.browser(), 1440, ColorScheme.LIGHT, false).signIn(shop.url("/"), "dan", PASSWORD)) {
            deploy(dan, "main");
            dan.awaits("Success");
            assertThat(dan.page().locator("#db-3-0 .db-outcome-deploy")).hasCount(8);
            dan.page().navigate(shop.url("/clusters"));
            dan.button("Check the way, hop by hop").click();
            assertThat(dan.page().locator("#private .pill")).hasText("reached");
            assertThat(dan.page().locator(".walk")).containsText("SSH hop 127.0.0.1");
        }
    }

    @Test
    public void the_runtime_of_an_environment_shows_pods_and_their_logs() throws Exception {
        try (Visitor dan = visitor("dan")) {
            deploy(dan, "main");
            dan.awaits("Success");
            Page page = dan.page();
            page.navigate(shop.url("/environments/DEV/"));
            Locator storefront = page.locator("details.workload", new Page.LocatorOptions().setHasText("storefront"));
            assertThat(storefront.first()).containsText("ready");
            storefront.first().locator("summary").click();
            storefront.first().locator(".container a").first().click();
            assertThat(page.locator("h1")).containsText("storefront-");
            assertThat(dan.complaints()).isEmpty();
        }
    }

    @Test
    public void whoever_may_only_look_finds_no_buttons_and_is_refused_by_the_server() throws Exception {
        try (Visitor vera = visitor("vera")) {
            Page page = vera.page();
            page.navigate(shop.url(SHOP));
            assertThat(vera.button("Deploy")).hasCount(0);
            Object status = page.evaluate("async url => (await fetch(url, {method: 'POST'})).status", SHOP + "run");
            assertThat(status).isEqualTo(403);
            page.navigate(shop.url("/audit"));
            assertThat(page.locator("main")).containsText("needs the role administer");
            page.navigate(shop.url("/"));
            vera.button("Sign out").click();
            page.navigate(shop.url(SHOP));
            assertThat(page.getByLabel("Password")).isVisible();
        }
        try (Visitor stranger = Visitor.at(CHROMIUM.browser())) {
            stranger.page().navigate(shop.url(SHOP));
            stranger.page().getByLabel("User").fill("ada");
            stranger.page().getByLabel("Password").fill("wrong");
            stranger.button("Sign in").click();
            assertThat(stranger.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .hasText("User or password is wrong.");
        }
    }

    private Visitor visitor(String user) {
        return Visitor.at(CHROMIUM.browser()).signIn(shop.url("/"), user, PASSWORD);
    }

    private void deploy(Visitor visitor, String revision) {
        visitor.page().navigate(shop.url(SHOP));
        visitor.page().locator("select[name=ENVIRONMENT_TO_DEPLOY]").selectOption("DEV");
        visitor.page().getByLabel("Revision: branch, tag or commit").fill(revision);
        visitor.button("Deploy").click();
        visitor.page().waitForURL(Pattern.compile(".*/job/shop/\\d+/$"));
    }

    private void change(String service, String from, String to) throws Exception {
        Path file = shop.repository().resolve("k8s/" + service + "/deployment.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.write(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        shop.commit(service + " " + to);
    }

    private void ask() throws Exception {
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                """
                pipeline {
                  agent any
                  stages {
                    stage('Preview') { steps { smartDiff(files: 'k8s') } }
                    stage('Approve') { steps { input(message: 'Deploy the shop?', ok: 'Ship it') } }
                    stage('Deploy') { steps { smartDeploy(files: 'k8s') } }
                  }
                }
                """);
        shop.commit("Ask first");
    }

    private String image() {
        return shop
                .cluster()
                .controller()
                .list(shop.cluster().controller().resource("apps", "deployments"), "shop")
                .stream()
                .filter(deployment -> deployment.at("/metadata/name").asText().equals("storefront"))
                .map(deployment ->
                        deployment.at("/spec/template/spec/containers/0/image").asText())
                .findFirst()
                .orElse("");
    }

    private static boolean besideEachOther(Locator service) {
        Locator values = service.locator(".db-values").first();
        return values.locator("del").boundingBox().y == values.locator("ins").boundingBox().y;
    }
}
