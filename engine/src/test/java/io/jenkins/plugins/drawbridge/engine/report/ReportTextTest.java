package io.jenkins.plugins.drawbridge.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ReportTextTest {

    @Test
    public void a_plan_reads_from_services_to_fields_to_one_line() {
        assertThat(ReportText.render(SampleReports.plan(), Colours.OFF, 100))
                .isEqualTo(
                        """
                Plan for shop to PRODUCTION  cluster prod-eu, namespace shop, smart_deploy

                   SERVICE  OUTCOME            RUNNING                NEW
                ▲  api      Deploy             1.2.0                  1.3.0
                ·  db       No Update          16.4                   16.4
                ✖  old      Delete             0.9.1                  –
                ?  reports  No Info Available  –                      main (sha256:0123456789ab)
                ▲  web      Deploy             web 2.0.1, nginx 1.27  web 2.0.1, nginx 1.27

                ~ Deployment.apps api
                    + rollout: restart: configuration changed (ConfigMap common)
                    ~ spec.template.spec.containers[name=api].env[name=LOG_LEVEL].value: "" → debug
                    ~ spec.template.spec.containers[name=api].image:
                        registry.shop.example/team/api:1.2.0 → registry.shop.example/team/api:1.3.0

                ~ Deployment.apps web
                    ~ spec.replicas: 2 → 3

                - Deployment.apps old

                ~ ConfigMap common
                    ~ data["application.yaml"]:
                          …
                            name: shop
                          features:
                        -   search: false
                        +   search: true
                            cart: true
                        +   wishlist: true
                          limits:
                            items: 50

                + Secret db
                    + data.password: ****a
                    + type: Opaque

                1 to create, 3 to change, 1 to delete, 3 unchanged · planned in 12.3 s
                """);
    }

    @Test
    public void a_failed_deploy_says_why_and_counts_what_was_done() {
        String text = ReportText.render(SampleReports.failed(), Colours.OFF, 0);
        assertThat(text)
                .contains("Deploy of shop to PRODUCTION")
                .contains("~ Deployment.apps api  failed: pod api-7d9f: container api: ImagePullBackOff")
                .contains("- Deployment.apps old  skipped: nothing is deleted")
                .contains("! the link to bastion-1 broke and was opened again")
                .contains("1 created, 2 changed, 0 deleted, 3 unchanged, 2 not done · failed in 12.3 s");
    }

    @Test
    public void what_was_deleted_is_not_called_ready() {
        Report report = SampleReports.succeeded();
        assertThat(ReportText.render(report, Colours.OFF, 0))
                .containsPattern("✖  old +Delete +0.9.1 +– +deleted\n")
                .contains("- Deployment.apps old  deleted\n");
        assertThat(ReportMarkdown.render(report))
                .contains("| – | deleted |")
                .contains("<summary>delete Deployment.apps old — deleted</summary>");
        assertThat(ReportHtml.page(report)).contains("<span class=\"db-verdict db-is-ready\">deleted</span>");
    }

    @Test
    public void what_was_not_attempted_says_why() {
        assertThat(ReportText.render(SampleReports.brokenOff(), Colours.OFF, 0))
                .contains("+ Secret db  skipped: not attempted: Deployment.apps api failed\n");
    }

    @Test
    public void a_namespace_that_is_the_application_is_named_once() {
        assertThat(ReportText.render(SampleReports.withoutAnEnvironment(), Colours.OFF, 0))
                .startsWith("Plan for shop  cluster prod-eu, namespace shop, deploy_all\n");
    }

    @Test
    public void a_reason_is_broken_between_words_where_a_line_ends() {
        String reason = "pod api-7d9f, container api: ImagePullBackOff: Back-off pulling image";
        assertThat(Wrapped.text(reason, 20, 50, "    "))
                .isEqualTo("pod api-7d9f, container api:\n    ImagePullBackOff: Back-off pulling image");
        assertThat(Wrapped.text(reason, 20, 0, "    ")).isEqualTo(reason);
        assertThat(Wrapped.text("word ".repeat(40).strip(), 0, 20, "  ").lines())
                .allMatch(line -> line.length() <= 20);
        assertThat(ReportText.render(SampleReports.failed(), Colours.OFF, 60).lines())
                .filteredOn(line -> line.contains("ImagePull") || line.startsWith("!"))
                .isNotEmpty()
                .allMatch(line -> line.length() <= 60);
    }

    @Test
    public void colours_are_only_there_when_asked_for() {
        assertThat(ReportText.render(SampleReports.plan(), Colours.OFF, 80)).doesNotContain("\u001B");
        assertThat(ReportText.render(SampleReports.plan(), Colours.ON, 80)).contains("\u001B[32m");
    }

    @Test
    public void a_service_that_failed_is_red_whatever_was_planned() {
        assertThat(ReportText.render(SampleReports.failed(), Colours.ON, 0)).containsPattern("\u001B\\[31m▲  api ");
        assertThat(ReportText.render(SampleReports.plan(), Colours.ON, 0)).containsPattern("\u001B\\[32m▲  api ");
    }

    @Test
    public void foreign_text_cannot_steer_a_terminal() {
        for (int width : new int[] {0, 20, 80}) {
            assertThat(ReportText.render(SampleReports.hostile(), Colours.OFF, width))
                    .doesNotContain("\u001B", "\u202E", "\r");
        }
        assertThat(ReportText.render(SampleReports.hostile(), Colours.ON, 80)).doesNotContain("\u001B[2J");
    }
}
