package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;

/** What a build and a job show of their deploys. */
public class PagesTest {

    private final PrivateShop shop = new PrivateShop();
    private final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(shop).around(jenkins);

    @Before
    public void introduce() throws Exception {
        shop.introduce();
    }

    @Test
    public void a_build_shows_each_of_its_deploys() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(PrivateShop.job(jenkins, "shop", "declarative.groovy", ""));
        JenkinsRule.WebClient client = jenkins.createWebClient();
        assertThat(client.getPage(run).asNormalizedText()).contains("smartDeploy DEV: success", "api: Deploy, ready");
        HtmlPage page = client.getPage(run, "smart-deploy/");
        assertThat(page.asNormalizedText()).contains("smartDiff", "smartDeploy", "api");
        assertThat(page.querySelectorAll(".db-report")).hasSize(2);
        assertThat(client.getPage(run, "smart-deploy/2/").asNormalizedText()).contains("api");
    }

    @Test
    public void json_has_the_services() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(PrivateShop.job(jenkins, "shop", "declarative.groovy", ""));
        JSONObject build = jenkins.getJSON(run.getUrl() + "api/json").getJSONObject();
        assertThat(build.toString()).contains("\"environment\":\"DEV\"", "\"outcome\":\"Deploy\"", "\"verdict\":\"ready\"");
        JSONObject own = jenkins.getJSON(run.getUrl() + "smart-deploy/api/json").getJSONObject();
        assertThat(own.getJSONArray("sections").size()).isEqualTo(2);
    }

    @Test
    public void a_running_deploy_is_live() throws Exception {
        WorkflowJob job = PrivateShop.job(jenkins, "shop", "stuck.groovy", PrivateShop.workload("stuck:1"));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Deployment.apps api: applied", run);
        JSONObject live = jenkins.getJSON(run.getUrl() + "smart-deploy/1/live").getJSONObject();
        assertThat(live.getBoolean("running")).isTrue();
        assertThat(live.toString()).contains("api");
        run.doStop();
        jenkins.waitForCompletion(run);
        assertThat(jenkins.getJSON(run.getUrl() + "smart-deploy/1/live")
                        .getJSONObject()
                        .getBoolean("running"))
                .isFalse();
    }

    @Test
    public void a_job_shows_its_environments() throws Exception {
        jenkins.buildAndAssertSuccess(PrivateShop.job(jenkins, "shop", "declarative.groovy", ""));
        assertThat(jenkins.createWebClient().goTo("job/shop/deployments/").asNormalizedText())
                .contains("DEV", "success");
    }
}
