package io.jenkins.plugins.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Whoever writes a name, a branch, a manifest or an error writes text, and never markup. */
public class HostileTextTest {

    @ClassRule
    public static final Chromium CHROMIUM = new Chromium();

    private static final String IMG = "<img src=x onerror=alert(1)>";
    private static final String HOSTILE = IMG + "\"'</script><script>alert(2)</script>";

    @Rule
    public final VisitedShop shop = new VisitedShop(CHROMIUM);

    @Test
    public void a_hostile_service_name_and_image_are_shown_as_they_are() throws Exception {
        shop.write(
                "k8s/storefront/hostile.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: hostile, labels: {app.kubernetes.io/name: "%1$s"}}
                spec:
                  selector: {matchLabels: {app: hostile}}
                  template:
                    metadata: {labels: {app: hostile}}
                    spec: {containers: [{name: main, image: "registry.example.com/x:%1$s"}]}
                """
                        .formatted(IMG));
        shop.server().commit("Hostile <script>alert(4)</script>");
        try (Visitor ada = shop.visitor("ada")) {
            shop.deploy(ada, "main");
            ada.page().waitForFunction("() => !/Running|Queued/.test(document.querySelector('h1 .pill').textContent)");
            assertThat(ada.page().locator("main")).containsText(IMG);
            for (String path : List.of("/", VisitedShop.JOB, "/environments/DEV/", "/audit")) {
                ada.page().navigate(shop.url(path));
                showsNoForeignMarkup(ada.page());
            }
            assertThat(ada.complaints()).isEmpty();
        }
    }

    @Test
    public void hostile_stages_manifests_and_log_lines_are_shown_as_they_are() throws Exception {
        String quoted = HOSTILE.replace("'", "''");
        shop.write(
                "k8s/storefront/hostile.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hostile\n"
                        + "  labels: {app: storefront}\n  annotations: {note: '" + quoted + "'}\n"
                        + "data:\n  page: '" + quoted + "'\n");
        shop.write(
                "Jenkinsfile",
                Files.readString(shop.file("Jenkinsfile"))
                        .replace("stage('Checkout')", "stage('<b>Checkout</b><img src=x onerror=alert(3)>')")
                        .replace("checkout scm", "echo '''" + HOSTILE.replace("'", "") + "'''\n checkout scm"));
        shop.server().commit("Hostile <script>alert(4)</script>");
        try (Visitor ada = shop.visitor("ada")) {
            shop.deploy(ada, "main");
            ada.awaits("Success");
            Page page = ada.page();
            assertThat(page.locator(".stage .name").first()).hasText("<b>Checkout</b><img src=x onerror=alert(3)>");
            assertThat(page.locator("#log")).containsText(IMG);
            assertThat(page.locator("#log")).containsText("<script>alert(4)</script>");
            assertThat(page.locator("main")).containsText("data.page");
            showsNoForeignMarkup(page);
            assertThat(ada.complaints()).isEmpty();
        }
    }

    @Test
    public void a_hostile_branch_or_namespace_is_refused_beside_what_was_typed() throws Exception {
        try (Visitor ada = shop.visitor("ada")) {
            Page page = ada.page();
            page.navigate(shop.url(VisitedShop.JOB));
            page.getByLabel("Revision: branch, tag or commit").fill(IMG);
            page.getByText("Further parameters").click();
            page.getByLabel("One NAME=value a line").fill("KUBE_NAMESPACE=" + IMG);
            ada.button("Deploy").click();
            assertThat(page.locator(".notice")).containsText("REVISION");
            assertThat(page.getByLabel("Revision: branch, tag or commit")).hasValue(IMG);
            assertThat(page.getByLabel("One NAME=value a line")).hasValue("KUBE_NAMESPACE=" + IMG);
            showsNoForeignMarkup(page);

            page.getByLabel("Revision: branch, tag or commit").fill("no-such-branch");
            page.getByLabel("One NAME=value a line").fill("NOTE=" + IMG);
            ada.button("Deploy").click();
            ada.awaits("Failed");
            page.getByText("Parameters", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator(".parameters")).containsText(IMG);
            showsNoForeignMarkup(page);
            page.navigate(shop.url(VisitedShop.JOB));
            showsNoForeignMarkup(page);
            assertThat(ada.complaints()).allMatch(line -> line.contains("400"));
        }
    }

    @Test
    public void addresses_are_no_way_in() {
        try (Visitor ada = shop.visitor("ada")) {
            for (String path : List.of(
                    VisitedShop.JOB + "?before=%3Cscript%3E",
                    "/environments/DEV/log?pod=%3Cscript%3E&container=x",
                    "/job/%3Cimg%20src=x%20onerror=alert(1)%3E/",
                    "/sign-in?to=%22%3E%3Cscript%3Ealert(5)%3C/script%3E",
                    "/sign-in?to=javascript:alert(6)")) {
                ada.page().navigate(shop.url(path));
                showsNoForeignMarkup(ada.page());
            }
            assertThat(ada.complaints()).allMatch(line -> line.contains("404"));
        }
    }

    private static void showsNoForeignMarkup(Page page) {
        assertThat(page.locator("img:not([src^='/static/'])")).hasCount(0);
        assertThat(page.locator("main script, main b:has-text('Checkout')")).hasCount(0);
    }
}
