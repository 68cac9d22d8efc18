package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import io.jenkins.plugins.drawbridge.config.ClusterDefinition;
import io.jenkins.plugins.drawbridge.config.FolderPlacesProperty;
import io.jenkins.plugins.drawbridge.steps.SmartDeployStep;
import io.jenkins.plugins.drawbridge.steps.SmartDiffStep;
import io.jenkins.plugins.drawbridge.webhook.ConsoleTriggerProperty;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Forms, the snippet generator, and who may use what. */
public class FormsTest {

    private static final String CLUSTER = "descriptorByName/" + ClusterDefinition.class.getName() + "/";
    private static final String STEP = "descriptorByName/" + SmartDeployStep.class.getName() + "/";

    private final PrivateShop shop = new PrivateShop();
    private final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(shop).around(jenkins);

    @Before
    public void introduce() throws Exception {
        shop.introduce();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("author"));
    }

    @Test
    public void snippets_say_what_was_chosen_and_no_more() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        SmartDeployStep deploy = new SmartDeployStep();
        deploy.setEnvironment("DEV");
        deploy.setFiles("k8s");
        deploy.setTimeout("10m");
        snippets.assertRoundTrip(deploy, "smartDeploy environment: 'DEV', files: 'k8s', timeout: '10m'");
        snippets.assertRoundTrip(new SmartDiffStep(), "smartDiff()");
    }

    @Test
    public void the_generator_s_form_leaves_the_build_s_parameters_in_force() throws Exception {
        new SnippetizerTester(jenkins)
                .assertGenerateSnippet(
                        "{'stapler-class':'" + SmartDeployStep.class.getName() + "', 'environment':'DEV', 'cluster':'',"
                                + " 'namespace':'', 'files':'', 'application':'', 'deployType':'',"
                                + " 'forceDeployWhenNoSemver':'', 'ensureNamespace':true, 'dryRun':false, 'wait':true}",
                        "smartDeploy environment: 'DEV'",
                        null);
    }

    @Test
    public void a_job_keeps_what_lets_the_console_start_it() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        ConsoleTriggerProperty property = new ConsoleTriggerProperty("kube-token", "DEV, TEST");
        property.setProjectId("65f0c1");
        property.setAcceptToken(true);
        job.addProperty(property);
        jenkins.submit(jenkins.createWebClient()
                .withBasicCredentials("admin")
                .getPage(job, "configure")
                .getFormByName("config"));
        jenkins.assertEqualDataBoundBeans(property, job.getProperty(ConsoleTriggerProperty.class));
    }

    @Test
    public void only_an_administrator_walks_to_a_global_cluster() throws Exception {
        assertThat(post("author", CLUSTER + "testConnection?id=private").getStatusCode()).isEqualTo(403);
        assertThat(shop.bastion().sessions()).isZero();
        assertThat(post("admin", CLUSTER + "testConnection?id=private").getContentAsString())
                .contains("SSH hop 127.0.0.1", "may I deploy: yes");
    }

    @Test
    public void a_folder_s_cluster_is_walked_to_by_whoever_may_configure_the_folder() throws Exception {
        ClusterDefinition own = shop.definition();
        FolderPlacesProperty places = new FolderPlacesProperty();
        places.setClusters(List.of(own));
        Folder team = jenkins.createProject(Folder.class, "team");
        team.addProperty(places);
        assertThat(post("reader", "job/team/" + CLUSTER + "testConnection?id=private").getStatusCode())
                .isEqualTo(403);
        assertThat(post("author", "job/team/" + CLUSTER + "testConnection?id=private").getContentAsString())
                .contains("SSH hop 127.0.0.1");
    }

    @Test
    public void drop_downs_tell_a_reader_nothing() throws Exception {
        jenkins.createProject(WorkflowJob.class, "shop");
        assertThat(post("author", "job/shop/" + STEP + "fillEnvironmentItems?environment=").getContentAsString())
                .contains("DEV");
        assertThat(post("reader", "job/shop/" + STEP + "fillEnvironmentItems?environment=").getContentAsString())
                .doesNotContain("DEV");
        assertThat(post("reader", "job/shop/" + CLUSTER + "fillCredentialsIdItems?credentialsId=")
                        .getContentAsString())
                .doesNotContain("kube-token");
        assertThat(post("reader", CLUSTER + "checkUrl?value=x").getStatusCode()).isEqualTo(403);
    }

    private WebResponse post(String user, String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withBasicCredentials(user);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return client.getPage(client.addCrumb(request)).getWebResponse();
    }
}
