package io.jenkins.plugins.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The pages as people use them, in a real browser. */
public class PagesTest {

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    @Rule
    public final VisitedShop shop = new VisitedShop(CHROMIUM);

    /** The first line of the whole log, in a window of its own. */
    private static Locator wholeLog(Page page) {
        Page other = page.context().newPage();
        other.navigate(page.url() + "console");
        return other.locator("#log .line").first();
    }

    @Test
    public void a_deploy_is_triggered_followed_live_and_read() throws Exception {
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Success");
            Page page = dan.page();
            assertThat(page.locator(".stage .name")).hasCount(5);
            Locator deployed = page.locator("#db-3-0");
            assertThat(deployed.locator(".db-result")).containsText("succeeded");
            assertThat(deployed.locator(".db-outcome-deploy")).hasCount(8);
            assertThat(page.locator("#log")).containsText("Finished: SUCCESS");
            // Which line is the first one here depends on how far the deploy was when the page came.
            Locator first = page.locator("#log .line").first();
            assertThat(first).hasAttribute("id", Pattern.compile("L\\d+"));
            assertThat(first.locator("a")).hasAttribute("href", "#" + first.getAttribute("id"));
            assertThat(wholeLog(page)).hasAttribute("id", "L1");

            shop.change("k8s/storefront/deployment.yaml", "2.4.1", "2.5.0");
            shop.deploy(dan, "main");
            dan.awaits("Success");
            Locator storefront = page.locator("#db-3-0 .db-outcome-deploy");
            assertThat(storefront).hasCount(1);
            assertThat(storefront.locator(".db-versions")).containsText("2.4.1");
            assertThat(storefront.locator(".db-versions")).containsText("2.5.0");
            storefront.locator("summary").first().click();
            assertThat(storefront.locator("ins").last()).containsText("storefront:2.5.0");
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
        shop.ask();
        try (Visitor dan = shop.visitor("dan");
                Visitor pia = shop.visitor("pia")) {
            shop.deploy(dan, "main");
            dan.awaits("Waits for approval");
            assertThat(dan.page().locator(".ask")).containsText("anyone with the role approve");
            assertThat(dan.button("Ship it")).hasCount(0);

            pia.page().navigate(dan.page().url());
            assertThat(pia.page().locator("#db-0-0 .db-outcome-deploy")).hasCount(8);
            pia.button("Ship it").click();
            pia.awaits("Success");
            assertThat(pia.page().locator(".answered")).containsText("Approved by pia");
            dan.awaits("Success");
            assertThat(dan.complaints()).isEmpty();
            assertThat(pia.complaints()).isEmpty();
        }
    }

    @Test
    public void a_rejected_build_deploys_nothing() throws Exception {
        shop.ask();
        try (Visitor ada = shop.visitor("ada")) {
            shop.deploy(ada, "main");
            ada.awaits("Waits for approval");
            ada.button("Reject").click();
            ada.awaits("Aborted");
            assertThat(ada.page().locator(".notice")).containsText("Rejected by ada");
            assertThat(shop.server()
                            .cluster()
                            .controller()
                            .list(shop.server().cluster().controller().resource("apps", "deployments"), "shop"))
                    .isEmpty();
        }
    }

    @Test
    public void a_rollback_shows_what_would_change_before_it_does() throws Exception {
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Success");
            shop.change("k8s/storefront/deployment.yaml", "2.4.1", "2.5.0");
            shop.deploy(dan, "main");
            dan.awaits("Success");

            dan.page().navigate(shop.url(VisitedShop.JOB + "1/"));
            dan.button("Roll back to this…").click();
            dan.awaits("Waits for approval");
            Locator plan = dan.page().locator("#db-0-0 .db-outcome-deploy");
            assertThat(plan).hasCount(1);
            assertThat(plan.locator(".db-versions"))
                    .containsText(Pattern.compile("2\\.5\\.0.*2\\.4\\.1", Pattern.DOTALL));
            assertThat(shop.image("storefront")).endsWith("storefront:2.5.0");
            dan.button("Roll back").click();
            dan.awaits("Success");
            assertThat(shop.image("storefront")).endsWith("storefront:2.4.1");
            assertThat(dan.complaints()).isEmpty();
        }
    }

    @Test
    public void a_running_build_is_aborted_and_run_again() throws Exception {
        shop.ask();
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Waits for approval");
            dan.button("Abort").click();
            dan.awaits("Aborted");
            dan.button("Run again").click();
            dan.awaits("Waits for approval");
            assertThat(dan.page().locator("h1")).containsText("#2");
        }
    }

    @Test
    public void a_build_that_has_not_begun_is_cancelled_and_run_again() {
        NewRun request = new NewRun("team/shop", Map.of(), "", new Cause(Cause.Kind.USER, "dan", "127.0.0.1"), null);
        long id = shop.server()
                .server()
                .store()
                .writes()
                .accept(List.of(request), 10, nobodyTakesIt -> {})
                .get(0)
                .orElseThrow()
                .id();
        try (Visitor dan = shop.visitor("dan")) {
            dan.page().navigate(shop.url("/queue/item/" + id + "/"));
            dan.awaits("Queued");
            dan.button("Abort").click();
            dan.awaits("Skipped");
            assertThat(dan.page().locator(".notice")).containsText("cancelled by dan");
            dan.button("Run again").click();
            dan.page().waitForURL(Pattern.compile(".*/job/shop/1/$"));
            dan.awaits("Success");
            assertThat(dan.complaints()).isEmpty();
        }
    }

    @Test
    public void a_changed_secret_is_masked_on_the_page_and_in_every_download() throws Exception {
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Success");
            shop.change("k8s/mailer/secret.yaml", "not-a-real-password", "another-password");
            shop.deploy(dan, "main");
            dan.awaits("Success");
            Page page = dan.page();
            assertThat(page.locator("#db-3-0 .db-outcome-deploy")).containsText("data.password");
            holdsNoSecret(page.content());
            for (String form : List.of("JSON", "Markdown", "HTML")) {
                Download download = page.waitForDownload(() -> page.locator(".downloads")
                        .last()
                        .getByText(form, new Locator.GetByTextOptions().setExact(true))
                        .click());
                assertThat(download.suggestedFilename()).startsWith("team-shop-2.");
                String text = Files.readString(download.path());
                assertThat(text).as(form).contains("mailer-smtp");
                holdsNoSecret(text);
            }
            assertThat(dan.complaints()).isEmpty();
        }
    }

    private static void holdsNoSecret(String text) {
        for (String secret : List.of("another-password", "not-a-real-password")) {
            String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(text).doesNotContain(secret).doesNotContain(encoded);
        }
    }

    @Test
    public void everything_works_without_a_script() throws Exception {
        try (Visitor dan = shop.visitor("dan", 1440, ColorScheme.LIGHT, false)) {
            shop.deploy(dan, "main");
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
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
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
        try (Visitor vera = shop.visitor("vera")) {
            Page page = vera.page();
            page.navigate(shop.url(VisitedShop.JOB));
            assertThat(vera.button("Deploy")).hasCount(0);
            Object status =
                    page.evaluate("async url => (await fetch(url, {method: 'POST'})).status", VisitedShop.JOB + "run");
            assertThat(status).isEqualTo(403);
            page.navigate(shop.url("/audit"));
            assertThat(page.locator("main")).containsText("needs the role administer");
            page.navigate(shop.url("/"));
            vera.button("Sign out").click();
            page.navigate(shop.url(VisitedShop.JOB));
            assertThat(page.getByLabel("Password")).isVisible();
        }
        try (Visitor stranger = shop.stranger()) {
            stranger.page().navigate(shop.url(VisitedShop.JOB));
            stranger.page().getByLabel("User").fill("ada");
            stranger.page().getByLabel("Password").fill("wrong");
            stranger.button("Sign in").click();
            assertThat(stranger.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .hasText("User or password is wrong.");
        }
    }

    private static boolean besideEachOther(Locator service) {
        Locator values = service.locator(".db-values").first();
        return values.locator("del").boundingBox().y == values.locator("ins").boundingBox().y;
    }
}
