package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.drawbridge.report.SmartDeployAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** The controller is restarted while a deploy waits. */
public class RestartTest {

    private final PrivateShop shop = new PrivateShop();
    private final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(shop).around(sessions);

    @Test
    public void the_deploy_is_taken_up_again_and_ends_well() throws Throwable {
        sessions.then(jenkins -> {
            shop.introduce();
            WorkflowJob job = PrivateShop.job(jenkins, "shop", "stuck.groovy", PrivateShop.workload("stuck:1"));
            jenkins.waitForMessage(
                    "Deployment.apps api: applied", job.scheduleBuild2(0).waitForStart());
        });
        Path manifest = sessions.getHome().toPath().resolve("workspace/shop/api.yaml");
        Files.writeString(manifest, PrivateShop.workload("api:1.2.0"));
        sessions.then(jenkins -> {
            WorkflowRun run = jenkins.jenkins
                    .getItemByFullName("shop", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            assertThat(run.getAction(SmartDeployAction.class).getSections())
                    .singleElement()
                    .satisfies(section -> assertThat(section.getResult()).isEqualTo("success"));
            assertThat(shop.isLocked()).isFalse();
        });
    }

    @Test
    public void configuration_and_reports_outlive_a_restart() throws Throwable {
        sessions.then(jenkins -> {
            shop.introduce();
            jenkins.buildAndAssertSuccess(
                    PrivateShop.job(jenkins, "shop", "scripted.groovy", PrivateShop.workload("api:1.2.0")));
        });
        sessions.then(jenkins -> {
            assertThat(jenkins.createWebClient().goTo("job/shop/1/smart-deploy/").asNormalizedText())
                    .contains("api");
            assertThat(jenkins.createWebClient().goTo("job/shop/deployments/").asNormalizedText())
                    .contains("DEV");
        });
    }
}
