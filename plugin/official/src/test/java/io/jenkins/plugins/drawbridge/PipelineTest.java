package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;

/** The steps in a real Pipeline, against a private cluster behind a bastion. */
public class PipelineTest {

    private final PrivateShop shop = new PrivateShop();
    private final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(shop).around(jenkins);

    @Before
    public void introduce() throws Exception {
        shop.introduce();
    }

    @Test
    public void a_declarative_pipeline_previews_and_deploys_through_the_bastion() throws Exception {
        WorkflowJob job = PrivateShop.job(jenkins, "shop", "declarative.groovy", "");
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("connected to cluster private, namespace shop-dev", run);
        jenkins.assertLogContains("Deployment.apps api: applied", run);
        assertThat(shop.bastion().sessions()).isPositive();
        assertThat(shop.isLocked()).isFalse();
    }

    @Test
    public void a_scripted_pipeline_takes_the_build_s_parameters_and_looks_into_the_summary() throws Exception {
        WorkflowJob job = PrivateShop.job(jenkins, "shop", "scripted.groovy", PrivateShop.workload("api:1.2.0"));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("changed 1, api is ready, see " + jenkins.getURL() + "job/shop/1/smart-deploy/1/", run);
    }

    @Test
    public void a_failed_deploy_says_why_and_shows_no_stack_trace() throws Exception {
        WorkflowJob job = PrivateShop.job(jenkins, "shop", "stuck.groovy", PrivateShop.workload("does-not-exist:1"));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("api: failed: ", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    public void an_abort_gives_the_lock_back() throws Exception {
        WorkflowJob job = PrivateShop.job(jenkins, "shop", "stuck.groovy", PrivateShop.workload("stuck:1"));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Deployment.apps api: applied", run);
        run.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertThat(shop.isLocked()).isFalse();
    }

    @Test
    public void timeout_and_catch_error_behave_as_ever() throws Exception {
        WorkflowJob job = PrivateShop.job(jenkins, "shop", "timeout.groovy", PrivateShop.workload("stuck:1"));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);
        jenkins.assertLogContains("went on after the timeout", run);
        assertThat(shop.isLocked()).isFalse();
    }

    @Test
    public void nothing_that_jenkins_keeps_holds_a_secret() throws Exception {
        PrivateShop.job(jenkins, "bad", "stuck.groovy", PrivateShop.workload("does-not-exist:1"));
        jenkins.buildAndAssertStatus(Result.FAILURE, jenkins.jenkins.getItemByFullName("bad", WorkflowJob.class));
        try (Stream<Path> files = Files.walk(jenkins.jenkins.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(text.contains(PrivateShop.PASSWORD)).as(file.toString()).isFalse();
                assertThat(text.contains(shop.cluster().adminToken())).as(file.toString()).isFalse();
            }
        }
    }
}
