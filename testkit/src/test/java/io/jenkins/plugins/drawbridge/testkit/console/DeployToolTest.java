package io.jenkins.plugins.drawbridge.testkit.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The sample exchanges of the contract, word for word. */
public class DeployToolTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final DeployWish WISH =
            DeployWish.smart("v1.4.0", "DEV", "shop-dev").triggeredAs("9b1d7c0e");

    private ScriptedJenkins jenkins;

    @Before
    public void start() throws IOException {
        jenkins = new ScriptedJenkins();
        jenkins.on("/job/shop-configurations/", created("/queue/item/4711/"));
    }

    @After
    public void stop() {
        jenkins.close();
    }

    @Test
    public void triggers_with_all_parameters_and_the_deprecated_ones_beside_them() {
        Triggered triggered = tool().trigger(WISH, "triggerToken", "s e&cret");

        assertThat(triggered.isAccepted()).isTrue();
        assertThat(triggered.pipelineId()).isEqualTo("4711");
        assertThat(jenkins.queries()).containsExactly("triggerToken=s%20e%26cret");
        assertThat(Json.parse(jenkins.received().get(0).body()))
                .isEqualTo(
                        Json.parse(
                                """
                {"REVISION":"v1.4.0","ENVIRONMENT_TO_DEPLOY":"DEV","DEPLOY_TYPE":"smart_deploy",
                 "FORCE_DEPLOY_WHEN_NO_SEMVER":false,"KUBE_NAMESPACE":"shop-dev","TRIGGER_ID":"9b1d7c0e",
                 "revision":"v1.4.0","environment":"DEV","deployType":"smart_deploy","forceDeployWhenNoSemver":false}"""));
    }

    @Test
    public void triggers_in_the_older_way_with_two_mapped_parameters() {
        tool().triggerOlder(WISH, "TAG", "ENVIRONMENT", "secret");

        assertThat(jenkins.received().get(0).body()).isEqualTo("{\"TAG\":\"v1.4.0\",\"ENVIRONMENT\":\"DEV\"}");
        assertThat(jenkins.queries()).containsExactly("triggerToken=secret");
    }

    @Test
    public void triggers_a_job_in_a_folder_with_a_login() {
        jenkins.on("/job/team%20a/job/shop/", created("/queue/item/1/"));

        Triggered triggered = DeployTool.at(jenkins.url(), "team a/shop", null)
                .withLogin("console", "api-token")
                .trigger(WISH);

        assertThat(triggered.isAccepted()).isTrue();
        assertThat(jenkins.received().get(0).headers().get("authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("console:api-token".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void signs_a_webhook_as_the_standard_says() {
        jenkins.on("/webhooks/shop-configurations", created("/queue/item/4711/"));
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_614_265_330), ZoneOffset.UTC);

        Triggered triggered =
                tool().webhook(WISH, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", clock);

        assertThat(triggered.isAccepted()).isTrue();
        Map<String, String> headers = jenkins.received().get(0).headers();
        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330");
        assertThat(headers.get("webhook-signature")).matches("v1,[A-Za-z0-9+/]{43}=");
    }

    @Test
    public void the_signature_is_the_one_of_the_standards_own_example() {
        assertThat(DeployTool.signature(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"))
                .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    public void follows_the_worked_example_to_its_end() {
        jenkins.on(
                        "/queue/item/4711/api/json",
                        ScriptedJenkins.json(
                                "{'_class':'hudson.model.Queue$WaitingItem','why':'In the quiet period...'}"),
                        ScriptedJenkins.json("{'_class':'hudson.model.Queue$LeftItem','cancelled':false,"
                                + "'executable':{'number':57,'url':'" + jenkins.url()
                                + "/job/shop-configurations/57/'}}"))
                .on(
                        "/job/shop-configurations/57/api/json",
                        ScriptedJenkins.json("{'building':true,'result':null}"),
                        ScriptedJenkins.json("{'building':true,'result':'ABORTED'}"),
                        ScriptedJenkins.json("{'building':false,'result':'ABORTED'}"));

        Followed followed = tool().follow(tool().trigger(WISH, "token", "secret"), AT_ONCE, LONG);

        assertThat(followed.status()).isEqualTo("canceled");
        assertThat(followed.seen()).isEqualTo(List.of("pending", "running", "canceled"));
        assertThat(followed.number()).isEqualTo(57);
        assertThat(followed.requests()).isEqualTo(5);
    }

    @Test
    public void knows_each_way_a_build_ends() {
        Map<String, String> words = Map.of(
                "SUCCESS",
                "success",
                "FAILURE",
                "failed",
                "NOT_BUILT",
                "skipped",
                "UNSTABLE",
                "failed",
                "NEW",
                "failed");
        words.forEach((result, status) -> {
            left();
            jenkins.on(
                    "/job/shop-configurations/57/api/json",
                    ScriptedJenkins.json("{'building':false,'result':'" + result + "'}"));

            assertThat(tool().follow(tool().trigger(WISH, "token", "x"), AT_ONCE, LONG)
                            .status())
                    .isEqualTo(status);
        });
    }

    @Test
    public void an_item_that_left_the_queue_without_a_build_was_cancelled() {
        jenkins.on("/queue/item/4711/api/json", ScriptedJenkins.json("{'cancelled':true}"));

        Followed followed = tool().follow(tool().trigger(WISH, "token", "x"), AT_ONCE, LONG);

        assertThat(followed.status()).isEqualTo("canceled");
        assertThat(followed.number()).isZero();
    }

    @Test
    public void a_forgotten_queue_item_is_found_by_its_trigger_id() {
        jenkins.on(
                        "/job/shop-configurations/api/json",
                        ScriptedJenkins.json(
                                "{'builds':[{'number':58,'url':'" + jenkins.url()
                                        + "/x/','actions':[{},{'parameters':[{'name':'TRIGGER_ID','value':'other'}]}]},"
                                        + "{'number':57,'url':'" + jenkins.url()
                                        + "/job/shop-configurations/57/','actions':[{'parameters':[{'name':'TRIGGER_ID','value':'9b1d7c0e'}]}]}]}"))
                .on(
                        "/job/shop-configurations/57/api/json",
                        ScriptedJenkins.json("{'building':false,'result':'SUCCESS'}"));

        Followed followed = tool().follow(tool().trigger(WISH, "token", "x"), AT_ONCE, LONG);

        assertThat(followed.number()).isEqualTo(57);
        assertThat(followed.status()).isEqualTo("success");
    }

    @Test
    public void gives_up_when_patience_ends_and_says_where_it_was() {
        left();
        jenkins.on("/job/shop-configurations/57/api/json", ScriptedJenkins.json("{'building':true}"));

        Followed followed = tool().follow(tool().trigger(WISH, "token", "x"), AT_ONCE, Duration.ofMillis(200));

        assertThat(followed.status()).isEqualTo("running");
        assertThat(followed.isFinal()).isFalse();
    }

    @Test
    public void does_not_follow_what_was_not_accepted() {
        jenkins.on("/job/shop-configurations/", Scripted.answer(401));
        Triggered refused = tool().trigger(WISH, "token", "wrong");

        assertThat(refused.isAccepted()).isFalse();
        assertThat(refused.status()).isEqualTo(401);
        assertThatThrownBy(() -> tool().follow(refused, AT_ONCE, LONG)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void takes_an_equal_item_that_waits_already_for_its_own() {
        jenkins.on("/job/shop-configurations/", new Scripted(303, Map.of("Location", "/queue/item/12/"), ""));

        assertThat(tool().trigger(WISH, "token", "x").pipelineId()).isEqualTo("12");
    }

    private void left() {
        jenkins.on(
                "/queue/item/4711/api/json",
                ScriptedJenkins.json("{'cancelled':false,'executable':{'number':57,'url':'" + jenkins.url()
                        + "/job/shop-configurations/57/'}}"));
    }

    private DeployTool tool() {
        return DeployTool.at(jenkins.url(), "shop-configurations", null);
    }

    private static Scripted created(String location) {
        return new Scripted(201, Map.of("Location", location), "");
    }
}
