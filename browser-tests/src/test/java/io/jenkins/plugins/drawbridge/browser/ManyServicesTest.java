package io.jenkins.plugins.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.RunFacts;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Pages of a project that has grown: more than fifty services, and more builds than a page shows. */
public class ManyServicesTest {

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    private static final int MOST_BYTES = 1_500_000;
    private static final List<String> NAMES =
            List.of("billing", "catalogue-import", "customer-notification-preferences-synchronisation", "gateway");

    @Rule
    public final VisitedShop shop = new VisitedShop(CHROMIUM);

    @Test
    public void sixty_services_look_well_and_the_one_that_failed_stands_on_top() throws Exception {
        for (int service = 0; service < 56; service++) {
            write(NAMES.get(service % NAMES.size()) + "-" + service);
        }
        shop.server().commit("Grow");
        try (Visitor dan = shop.visitor("dan")) {
            shop.deploy(dan, "main");
            dan.awaits("Success");
            shop.change("k8s/payments/deployment.yaml", "payments:1.3.2", "payments:9.9.9-does-not-exist");
            shop.deploy(dan, "main");
            dan.awaits("Failed");
            Locator services = dan.page().locator("#db-3-0 .db-service");
            assertThat(services).hasCount(64);
            assertThat(services.first().locator(".db-name")).hasText("payments");
        }
        looksWell(List.of("/", VisitedShop.JOB + "2/", "/environments/DEV/"));
    }

    @Test
    public void a_history_of_many_builds_is_turned_both_ways_and_searched_without_a_script() {
        for (int build = 1; build <= 60; build++) {
            ended(build, build % 2 == 0 ? RunResult.SUCCESS : RunResult.FAILURE);
        }
        try (Visitor vera = shop.visitor("vera", 1280, ColorScheme.LIGHT, false)) {
            Page page = vera.page();
            Locator builds = page.locator(".history td[data-label=Build]");
            page.navigate(shop.url(VisitedShop.JOB));
            assertThat(builds.first()).hasText("#60");
            assertThat(page.getByText("Newer builds")).hasCount(0);
            page.getByText("Older builds").click();
            assertThat(builds.first()).hasText("#35");
            page.getByText("Older builds").click();
            assertThat(builds).hasCount(10);
            assertThat(page.getByText("Older builds")).hasCount(0);
            page.getByText("Newer builds").click();
            assertThat(builds.first()).hasText("#35");
            page.getByText("Newest").click();
            assertThat(builds.first()).hasText("#60");

            page.getByLabel("Ended as").selectOption("FAILURE");
            vera.button("Show").click();
            assertThat(builds.first()).hasText("#59");
            page.getByText("Older builds").click();
            assertThat(builds).hasCount(5);
            assertThat(builds.first()).hasText("#9");
            assertThat(page.getByLabel("Ended as")).hasValue("FAILURE");
            page.getByText("Show all").click();
            assertThat(builds.first()).hasText("#60");
            assertThat(vera.complaints()).isEmpty();
        }
        looksWell(List.of(VisitedShop.JOB, VisitedShop.JOB + "?result=ABORTED", "/audit", "/audit?who=dan&before=40"));
    }

    private void looksWell(List<String> paths) {
        SoftAssertions all = new SoftAssertions();
        for (int width : new int[] {390, 1280}) {
            ColorScheme colours = width == 390 ? ColorScheme.DARK : ColorScheme.LIGHT;
            try (Visitor ada = shop.visitor("ada", width, colours, true)) {
                for (String path : paths) {
                    int bytes = ada.page().navigate(shop.url(path)).body().length;
                    String where = path + " " + width;
                    all.assertThat(bytes).as(where).isLessThan(MOST_BYTES);
                    all.assertThat(ada.barriers()).as(where).isEmpty();
                    all.assertThat(ada.isWiderThanItsWindow()).as(where).isFalse();
                }
                all.assertThat(ada.complaints()).isEmpty();
            }
        }
        all.assertAll();
    }

    private void write(String name) throws IOException {
        Files.createDirectories(shop.file("k8s/" + name));
        shop.write(
                "k8s/" + name + "/all.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, labels: {app: %1$s}}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers: [{name: main, image: "registry.example.com/grown/%1$s:1.0.0"}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s, labels: {app: %1$s}}
                spec: {selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}
                """
                        .formatted(name));
    }

    private void ended(int build, RunResult result) {
        Store store = shop.server().server().store();
        Cause cause = new Cause(Cause.Kind.USER, "dan", "10.0.0.7");
        NewRun request = new NewRun("team/shop", Map.of(), "trigger-" + build, cause, null);
        long id = store.writes()
                .accept(List.of(request), 1_000, nobodyTakesIt -> {})
                .get(0)
                .orElseThrow()
                .id();
        store.journal().start(id);
        store.journal()
                .learn(
                        id,
                        new RunFacts(
                                "DEV", "shop", "feature/with-a-rather-long-name-" + build, "0123456789", "", false));
        store.writes().end(id, result, "", CallbackState.NONE, () -> {});
    }
}
