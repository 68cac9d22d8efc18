package io.jenkins.plugins.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Every page, in each of its states, for people who cannot see, or not well, or use no mouse; and at every width. */
public class AccessibilityTest {

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    private static final String JOB = VisitedShop.JOB;
    private static final String EVERYTHING_OPEN =
            "document.querySelectorAll('main details').forEach(details => details.open = true)";

    @Rule
    public final VisitedShop shop = new VisitedShop(CHROMIUM);

    @Test
    public void pages_of_a_server_on_which_nothing_has_run_yet() {
        looksWell(List.of("/", JOB, "/environments/DEV/", "/clusters", "/audit"));
    }

    @Test
    public void pages_of_a_build_that_succeeded_one_that_failed_and_one_that_waits() throws Exception {
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Success");
            shop.change("k8s/payments/deployment.yaml", "payments:1.3.2", "payments:9.9.9-does-not-exist");
            shop.deploy(dan, "main");
            dan.awaits("Failed");
            shop.ask();
            shop.deploy(dan, "main");
            dan.awaits("Waits for approval");
            dan.page().navigate(shop.url("/clusters"));
            dan.button("Check the way, hop by hop").click();
            assertThat(dan.page().locator("#private .pill")).hasText("reached");
        }
        looksWell(List.of(
                "/",
                JOB,
                JOB + "1/",
                JOB + "2/",
                JOB + "3/",
                JOB + "2/console",
                "/environments/DEV/",
                "/clusters",
                "/audit",
                JOB + "999/"));
    }

    @Test
    public void the_page_of_a_pods_log_and_the_one_to_sign_in() throws Exception {
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Success");
            dan.page().navigate(shop.url("/environments/DEV/"));
            dan.page().locator("summary").first().click();
            dan.page().locator(".container a").first().click();
            dan.page().waitForURL(Pattern.compile(".*/log\\?.*"));
            assertThat(dan.barriers()).isEmpty();
        }
        try (Visitor stranger = shop.stranger()) {
            for (String path : List.of("/sign-in", "/sign-in?refused=true")) {
                stranger.page().navigate(shop.url(path));
                assertThat(stranger.barriers()).as(path).isEmpty();
                assertThat(stranger.isWiderThanItsWindow()).as(path).isFalse();
            }
        }
    }

    @Test
    public void the_keyboard_alone_is_enough() throws Exception {
        try (Visitor dan = shop.visitor("dan")) {
            Page page = dan.page();
            page.navigate(shop.url(JOB));
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            assertThat(page.locator(".skip")).isInViewport();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
            page.getByLabel("Revision: branch, tag or commit").focus();
            page.keyboard().press("Enter");
            dan.awaits("Success");
            page.locator("#db-3-0 .db-service summary").first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#db-3-0 .db-service").first()).hasAttribute("open", "");
        }
    }

    /** On a phone by night and at a desk by day. */
    private void looksWell(List<String> paths) {
        SoftAssertions all = new SoftAssertions();
        looksWell(paths, 390, ColorScheme.DARK, all);
        looksWell(paths, 1440, ColorScheme.LIGHT, all);
        all.assertAll();
    }

    private void looksWell(List<String> paths, int width, ColorScheme colours, SoftAssertions all) {
        try (Visitor ada = shop.visitor("ada", width, colours, true)) {
            for (String path : paths) {
                ada.page().navigate(shop.url(path));
                ada.page().evaluate(EVERYTHING_OPEN);
                String where = path + " " + width + " " + colours;
                all.assertThat(ada.barriers()).as(where).isEmpty();
                all.assertThat(ada.isWiderThanItsWindow()).as(where).isFalse();
            }
            all.assertThat(ada.complaints()).allMatch(line -> line.contains("404"));
        }
    }
}
