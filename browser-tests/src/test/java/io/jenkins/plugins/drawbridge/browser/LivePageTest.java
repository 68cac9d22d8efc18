package io.jenkins.plugins.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Pages that change while somebody looks: nothing the reader has done is lost, and no connection has to hold. */
public class LivePageTest {

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    private static final String MARK = "window.thisVeryPage = true";
    private static final String MARKED = "window.thisVeryPage === true";

    @Rule
    public final VisitedShop shop = new VisitedShop(CHROMIUM);

    @Test
    public void what_the_reader_opened_chose_and_focused_stays_while_a_build_goes_on() throws Exception {
        shop.ask();
        try (Visitor dan = shop.visitor("dan");
                Visitor ada = shop.visitor("ada")) {
            shop.deploy(dan, "main");
            dan.awaits("Waits for approval");
            Page page = dan.page();
            page.evaluate(MARK);
            Locator service = page.locator("#db-0-0 .db-service").first();
            service.locator("summary").first().click();
            page.locator("#db-0-0").getByText("Unified").click();
            Locator stage = page.locator(".stage details").first();
            stage.locator("summary").click();
            stage.locator("summary").focus();

            ada.page().navigate(page.url());
            ada.button("Ship it").click();
            dan.awaits("Success");

            assertThat(page.locator("#db-2-0 .db-outcome-deploy")).hasCount(8);
            assertThat(stage).hasAttribute("open", "");
            assertThat(stage.locator("summary")).isFocused();
            assertThat(page.evaluate(MARKED)).isEqualTo(true);
            assertThat(page.locator("#said")).hasText("Success");
            assertThat(page).hasTitle(Pattern.compile("^✓ .*"));
            assertThat(dan.complaints()).isEmpty();
        }
    }

    @Test
    public void a_page_whose_live_connection_is_refused_catches_up_by_itself() throws Exception {
        shop.ask();
        try (Visitor dan = shop.visitor("dan");
                Visitor ada = shop.visitor("ada")) {
            AtomicInteger refused = new AtomicInteger();
            dan.page().route("**/events", route -> {
                if (refused.getAndIncrement() < 2) {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("later"));
                } else {
                    route.resume();
                }
            });
            shop.deploy(dan, "main");
            dan.awaits("Waits for approval");
            dan.page().evaluate(MARK);
            ada.page().navigate(dan.page().url());
            ada.button("Ship it").click();
            dan.awaits("Success");
            assertThat(dan.page().evaluate(MARKED)).isEqualTo(true);
            assertThat(dan.page().locator("#lost")).isHidden();
            dan.page().waitForCondition(() -> refused.get() > 2);
        }
    }

    @Test
    public void a_half_filled_form_stays_while_the_history_beside_it_goes_on() throws Exception {
        shop.ask();
        try (Visitor dan = shop.visitor("dan");
                Visitor ada = shop.visitor("ada")) {
            shop.deploy(ada, "main");
            ada.awaits("Waits for approval");
            Page page = dan.page();
            page.navigate(shop.url(VisitedShop.JOB));
            assertThat(page.locator(".runs .pill")).hasText("Waits for approval");
            page.getByLabel("Revision: branch, tag or commit").fill("half-typed");
            page.locator("h1").click();
            ada.button("Ship it").click();
            ada.awaits("Success");
            assertThat(page.locator(".runs .pill")).hasText("Success", Visitor.patiently());
            assertThat(page.getByLabel("Revision: branch, tag or commit")).hasValue("half-typed");
            assertThat(dan.complaints()).isEmpty();
        }
    }

    @Test
    public void every_line_of_the_log_has_an_address_even_if_the_page_leaves_it_out() throws Exception {
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Success");
            Page page = dan.page();
            String build = page.url();
            page.navigate(build);
            assertThat(page.locator(".log-part .note")).containsText("earlier lines are left out here");
            page.navigate(build + "#L2");
            page.waitForURL(build + "console#L2");
            assertThat(page.locator("#L2")).containsText("Checking out main");
            assertThat(page.locator(".line:target")).hasCount(1);
            assertThat(page.locator("#L2")).isInViewport();
            assertThat(dan.complaints()).isEmpty();
        }
    }
}
