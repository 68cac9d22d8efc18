package io.jenkins.plugins.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Item;
import io.jenkins.plugins.drawbridge.config.ConsoleDefinition;
import io.jenkins.plugins.drawbridge.config.DrawbridgeConfiguration;
import io.jenkins.plugins.drawbridge.testkit.console.ConsoleSimulator;
import io.jenkins.plugins.drawbridge.testkit.console.DeployTool;
import io.jenkins.plugins.drawbridge.testkit.console.DeployWish;
import io.jenkins.plugins.drawbridge.testkit.console.Triggered;
import io.jenkins.plugins.drawbridge.webhook.ConsoleTriggerProperty;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The Console triggers, follows and is told, over real HTTP, while anonymous users may see nothing. */
public class WebhookTest {

    private static final String SECRET = "c4n4ry-webhook-secret";

    private final PrivateShop shop = new PrivateShop();
    private final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(shop).around(jenkins);

    private final ConsoleSimulator console = ConsoleSimulator.start();

    @Before
    public void introduce() throws Exception {
        shop.introduce();
        PrivateShop.secretText("webhook", SECRET);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "console", "", console.clientId(), console.clientSecret()));
        ConsoleDefinition definition = new ConsoleDefinition("https://localhost:" + console.port(), "console");
        definition.setCa(console.authorityPem());
        DrawbridgeConfiguration.get().setConsole(definition);
        ConsoleTriggerProperty property = new ConsoleTriggerProperty("webhook", "DEV");
        property.setAcceptToken(true);
        property.setProjectId("65f0c1");
        WorkflowJob job = PrivateShop.job(jenkins, "shop", "scripted.groovy", PrivateShop.workload("api:1.2.0"));
        job.addProperty(property);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
    }

    @After
    public void close() {
        console.close();
    }

    @Test
    public void a_trigger_is_built_followed_and_told() throws Exception {
        DeployTool tool = DeployTool.at(jenkins.getURL() + "drawbridge", "shop", null);
        Triggered triggered =
                tool.trigger(DeployWish.smart("v1.4.0", "DEV", PrivateShop.NAMESPACE).triggeredAs("9b1d7c0e"), "token", SECRET);
        assertThat(triggered.status()).isEqualTo(201);
        assertThat(console.awaitUpdate("9b1d7c0e", Duration.ofMinutes(2)))
                .get()
                .satisfies(update -> assertThat(update.toString()).contains("success"));
        assertThat(get("trigger/9b1d7c0e?token=" + SECRET).body()).contains("\"status\":\"success\"", "\"number\":1");
        jenkins.assertLogContains(
                "Started by the Console (trigger 9b1d7c0e, environment DEV)",
                jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1));
    }

    @Test
    public void without_the_secret_nothing_starts_and_nothing_is_seen() throws Exception {
        DeployTool tool = DeployTool.at(jenkins.getURL() + "drawbridge", "shop", null);
        assertThat(tool.trigger(DeployWish.smart("v1.4.0", "DEV", PrivateShop.NAMESPACE), "token", "wrong")
                        .status())
                .isEqualTo(401);
        assertThat(get("trigger/9b1d7c0e").statusCode()).isEqualTo(404);
        assertThat(jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuilds())
                .isEmpty();
    }

    @Test
    public void other_paths_stay_behind_the_crumb() throws Exception {
        for (String path : new String[] {"trigger/x", "job//shop", "job/shop%2fx", "../drawbridge/job/shop", "job/shop;x"}) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(jenkins.getURL() + "drawbridge/" + path))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(path)
                    .isBetween(400, 403);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(jenkins.getURL() + "drawbridge/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
