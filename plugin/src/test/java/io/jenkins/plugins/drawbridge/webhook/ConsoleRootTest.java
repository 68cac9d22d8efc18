package io.jenkins.plugins.drawbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.console.StandardWebhook;
import io.jenkins.plugins.drawbridge.standin.StandInHttp;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.testkit.console.DeployTool;
import io.jenkins.plugins.drawbridge.testkit.console.DeployWish;
import io.jenkins.plugins.drawbridge.testkit.console.Triggered;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConsoleRootTest {

    private static final String JOB = "team/shop-configurations";
    private static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("c4n4ry-webhook-secret-of-32-bytes".getBytes(StandardCharsets.UTF_8));
    private static final String[] PARAMETERS = {
        "REVISION",
        "ENVIRONMENT_TO_DEPLOY",
        "DEPLOY_TYPE",
        "FORCE_DEPLOY_WHEN_NO_SEMVER",
        "KUBE_NAMESPACE",
        "TRIGGER_ID"
    };

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private final StandInJenkins jenkins = new StandInJenkins();
    private final Triggers triggers = new Triggers();
    private final HttpClient client = HttpClient.newHttpClient();
    private StandInJenkins.Inside inside;
    private StandInQueue queue;
    private StandInHttp http;
    private DeployTool tool;

    @Before
    public void start() throws IOException {
        jenkins.singleton(Triggers.class, triggers).secretText("console", SECRET);
        when(jenkins.jenkins().getRootDir()).thenReturn(home.getRoot());
        queue = new StandInQueue(jenkins, JOB).parameters(PARAMETERS).property(property(true));
        http = new StandInHttp(jenkins, "drawbridge", new ConsoleRoot(), new ConsoleCrumbExclusion());
        when(jenkins.jenkins().getRootUrl()).thenReturn(http.url());
        tool = DeployTool.at(http.url() + "drawbridge", JOB, null);
        inside = jenkins.enter();
    }

    @After
    public void stop() {
        inside.close();
        http.close();
    }

    private static ConsoleTriggerProperty property(boolean acceptToken) {
        ConsoleTriggerProperty property = new ConsoleTriggerProperty("console", "DEV, TEST");
        property.setAcceptToken(acceptToken);
        property.setProjectId("65f0c1");
        return property;
    }

    private static DeployWish wish() {
        return DeployWish.smart("v1.4.0", "DEV", "shop-dev").triggeredAs("9b1d7c0e");
    }

    @Test
    public void the_console_starts_a_build_and_follows_it_to_its_end() {
        queue.readable();

        Triggered triggered = tool.trigger(wish(), "triggerToken", SECRET);

        assertThat(triggered.status()).isEqualTo(201);
        assertThat(triggered.queueItem()).isEqualTo(URI.create(http.url() + "drawbridge/queue/item/4711/"));
        assertThat(queue.parametersOf(0))
                .containsEntry("REVISION", "v1.4.0")
                .containsEntry("ENVIRONMENT_TO_DEPLOY", "DEV")
                .containsEntry("DEPLOY_TYPE", "smart_deploy")
                .containsEntry("KUBE_NAMESPACE", "shop-dev")
                .doesNotContainKeys("revision", "triggerToken");
        assertThat(queue.causeOf(0).getShortDescription())
                .isEqualTo("Started by the Console (trigger 9b1d7c0e, environment DEV)");
        BuildWatch watch = new BuildWatch();
        var run = queue.begin(0, 57);
        watch.onStarted(run, null);
        watch.onFinalized(StandInQueue.end(run, "SUCCESS"));
        assertThat(tool.follow(triggered, Duration.ZERO, Duration.ofSeconds(30)))
                .satisfies(followed -> assertThat(followed.status()).isEqualTo("success"))
                .satisfies(followed -> assertThat(followed.number()).isEqualTo(57));
    }

    @Test
    public void the_answers_outlive_jenkins_s_own_memory_and_a_restart() throws Exception {
        queue.readable();
        tool.trigger(wish(), "token", SECRET);
        var run = queue.begin(0, 57);
        new BuildWatch().onStarted(run, null);
        new BuildWatch().onFinalized(StandInQueue.end(run, "ABORTED"));
        queue.forget();

        TriggerStore reopened = new TriggerStore(home.getRoot().toPath().resolve("drawbridge/triggers"));

        assertThat(reopened.queued(4711)).get().extracting(TriggerRecord::state).isEqualTo(State.CANCELED);
        assertThat(get("queue/item/4711/api/json").body())
                .contains("\"cancelled\":false", "\"number\":57", "/drawbridge/job/team/job/shop-configurations/57/");
        assertThat(get("job/team/job/shop-configurations/57/api/json").body())
                .contains("\"building\":false", "\"result\":\"ABORTED\"");
        assertThat(get("trigger/9b1d7c0e").body()).contains("\"status\":\"canceled\"", "\"number\":57");
    }

    @Test
    public void a_job_that_is_renamed_takes_its_triggers_along() throws Exception {
        queue.readable();
        tool.trigger(wish(), "token", SECRET);
        queue.renamed("team/shop");
        new JobWatch().onLocationChanged(queue.job(), JOB, "team/shop");
        var run = queue.begin(0, 57);
        new BuildWatch().onFinalized(StandInQueue.end(run, "SUCCESS"));

        assertThat(get("trigger/9b1d7c0e").body())
                .contains("\"status\":\"success\"", "\"job\":\"team/shop\"", "/job/team/job/shop/57/");
        assertThat(new TriggerStore(home.getRoot().toPath().resolve("drawbridge/triggers")).called("9b1d7c0e"))
                .hasSize(1);
    }

    @Test
    public void each_state_has_the_console_s_word() throws Exception {
        queue.readable();
        tool.trigger(wish(), "token", SECRET);
        assertThat(get("trigger/9b1d7c0e").body()).contains("\"status\":\"pending\"");
        var run = queue.begin(0, 57);
        new BuildWatch().onStarted(run, null);
        assertThat(get("trigger/9b1d7c0e").body()).contains("\"status\":\"running\"");
        for (String[] words : new String[][] {
            {"SUCCESS", "success"}, {"FAILURE", "failed"}, {"UNSTABLE", "failed"}, {"NOT_BUILT", "skipped"}
        }) {
            new BuildWatch().onFinalized(StandInQueue.end(run, words[0]));
            assertThat(get("trigger/9b1d7c0e").body()).contains("\"status\":\"" + words[1] + "\"");
        }
    }

    @Test
    public void a_build_that_jenkins_lost_counts_as_canceled() throws Exception {
        queue.readable();
        tool.trigger(wish(), "token", SECRET);
        queue.forget();

        assertThat(get("trigger/9b1d7c0e").body()).contains("\"status\":\"canceled\"");
        assertThat(get("queue/item/4711/api/json").body()).contains("\"cancelled\":true");
    }

    @Test
    public void a_repeated_trigger_gets_the_same_answer_and_starts_nothing() {
        Triggered first = tool.trigger(wish(), "token", SECRET);
        Triggered second = tool.trigger(wish(), "token", SECRET);
        Triggered other = tool.trigger(wish().triggeredAs("other"), "token", SECRET);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.queueItem()).isEqualTo(first.queueItem());
        assertThat(other.queueItem()).isNotEqualTo(first.queueItem());
        assertThat(queue.scheduled()).isEqualTo(2);
    }

    @Test
    public void a_signature_is_enough_and_a_replay_of_it_repeats_the_answer() throws Exception {
        queue.property(property(false));
        String body = "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\",\"REVISION\":\"main\"}";

        HttpResponse<String> first = signed("job/" + JOB, body, SECRET, 0);
        HttpResponse<String> replayed = signed("job/team/job/shop-configurations/buildWithParameters", body, SECRET, 0);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(replayed.statusCode()).isEqualTo(201);
        assertThat(replayed.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(queue.scheduled()).isEqualTo(1);
    }

    @Test
    public void a_webhook_s_id_stands_for_one_body_and_a_trigger_s_id_for_one_build() throws Exception {
        String body = "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\",\"TRIGGER_ID\":\"%s\"}";
        HttpResponse<String> first = signed("msg_1", body.formatted("t1"));
        HttpResponse<String> sameTrigger = signed("msg_2", body.formatted("t1"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(sameTrigger.statusCode()).isEqualTo(201);
        assertThat(sameTrigger.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        for (String id : new String[] {"msg_1", "msg_2"}) {
            for (String other : new String[] {body.formatted("t2"), body.formatted("t1") + " "}) {
                HttpResponse<String> refused = signed(id, other);
                assertThat(refused.statusCode()).as(id + other).isEqualTo(409);
                assertThat(refused.body())
                        .isEqualTo("{\"error\":\"this webhook-id came before with another body;"
                                + " another message needs an id of its own\"}");
            }
        }
        assertThat(signed("msg_1", body.formatted("t1")).headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(queue.scheduled()).isEqualTo(1);
        TriggerStore reopened = new TriggerStore(home.getRoot().toPath().resolve("drawbridge/triggers"));
        assertThat(reopened.called("msg_2")).singleElement().satisfies(record -> assertThat(
                        record.contradicts(new Message("msg_2", "other")))
                .isTrue());
    }

    @Test
    public void a_trigger_that_an_earlier_version_kept_goes_on_and_its_webhook_s_id_stands_for_one_body_too()
            throws Exception {
        Path triggers = Files.createDirectories(home.getRoot().toPath().resolve("drawbridge/triggers"));
        byte[] name = (JOB + "\nmsg_old").getBytes(StandardCharsets.UTF_8);
        Files.writeString(
                triggers.resolve(StandardWebhook.digest(name) + ".json"),
                """
                {"key": "msg_old", "triggerId": "t1", "job": "%s", "environment": "DEV", "queueId": 4700, "number": 57,
                 "state": "SUCCESS", "result": "SUCCESS", "acceptedAt": %d, "told": true, "attempts": 1, "nextAttempt": 0}
                """
                        .formatted(JOB, Clock.systemUTC().millis()));
        String body = "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\"}";

        assertThat(signed("msg_old", body).headers().firstValue("Location"))
                .contains(http.url() + "drawbridge/queue/item/4700/");
        assertThat(signed("msg_old", body + " ").statusCode()).isEqualTo(409);
        assertThat(queue.scheduled()).isZero();
        assertThat(new TriggerStore(triggers).called("t1")).singleElement().satisfies(record -> {
            assertThat(record.number()).isEqualTo(57);
            assertThat(record.told()).isTrue();
            assertThat(record.messages()).containsOnlyKeys("msg_old");
        });
    }

    @Test
    public void what_the_console_says_reaches_a_job_that_does_not_define_it_yet_and_nothing_else_does()
            throws Exception {
        queue.parameters();

        assertThat(tool.trigger(wish(), "token", SECRET).status()).isEqualTo(201);
        assertThat(queue.parametersOf(0))
                .containsEntry("REVISION", "v1.4.0")
                .containsEntry("ENVIRONMENT_TO_DEPLOY", "DEV")
                .containsEntry("DEPLOY_TYPE", "smart_deploy")
                .containsEntry("FORCE_DEPLOY_WHEN_NO_SEMVER", "false")
                .containsEntry("KUBE_NAMESPACE", "shop-dev")
                .containsEntry("TRIGGER_ID", "9b1d7c0e");
        assertThat(queue.safeParametersOf(0)).containsAll(queue.parametersOf(0).keySet());
        assertThat(post(
                                "job/" + JOB + "?token=" + SECRET,
                                "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\",\"PATH\":\"/tmp\"}",
                                "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(queue.scheduled()).isEqualTo(1);
    }

    @Test
    public void a_job_that_does_not_define_them_yet_has_the_older_names_too_under_which_they_were_sent() {
        ConsoleTriggerProperty renamed = property(true);
        renamed.setRevisionParameter("TAG");
        renamed.setEnvironmentParameter("STAGE");
        queue.property(renamed).parameters();

        assertThat(tool.triggerOlder(wish(), "TAG", "STAGE", SECRET).status()).isEqualTo(201);

        assertThat(queue.parametersOf(0))
                .containsEntry("TAG", "v1.4.0")
                .containsEntry("REVISION", "v1.4.0")
                .containsEntry("STAGE", "DEV")
                .containsEntry("ENVIRONMENT_TO_DEPLOY", "DEV")
                .doesNotContainKeys("revision", "environment");
        assertThat(queue.safeParametersOf(0)).containsAll(queue.parametersOf(0).keySet());
    }

    @Test
    public void the_older_contract_and_jenkins_s_own_are_understood() {
        ConsoleTriggerProperty renamed = property(true);
        renamed.setRevisionParameter("TAG");
        renamed.setEnvironmentParameter("ENVIRONMENT");
        queue.property(renamed).parameters("TAG", "ENVIRONMENT");

        assertThat(tool.triggerOlder(wish(), "TAG", "ENVIRONMENT", SECRET).status())
                .isEqualTo(201);
        assertThat(queue.parametersOf(0)).containsEntry("TAG", "v1.4.0").containsEntry("ENVIRONMENT", "DEV");

        queue.property(property(true)).parameters(PARAMETERS);
        assertThat(tool.triggerAsJenkins(wish().triggeredAs("another"), SECRET).status())
                .isEqualTo(201);
        assertThat(queue.parametersOf(1)).containsEntry("REVISION", "v1.4.0");
    }

    @Test
    public void a_git_parameter_is_filled_as_a_command_line_would() throws Exception {
        queue.parameters("ENVIRONMENT_TO_DEPLOY").gitParameter("REVISION");
        assertThat(tool.trigger(wish(), "token", SECRET).status()).isEqualTo(201);
        assertThat(queue.parametersOf(0)).containsEntry("REVISION", "v1.4.0");
    }

    @Test
    public void whoever_cannot_prove_the_secret_gets_one_answer_and_starts_nothing() throws Exception {
        String body = "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\"}";
        String unauthorised = "{\"error\":\"not authorised\"}";

        assertThat(signed("job/" + JOB, body, "whsec_d3Jvbmctc2VjcmV0LW9mLTI0LWJ5dGVz", 0)
                        .body())
                .isEqualTo(unauthorised);
        assertThat(signed("job/" + JOB, body, SECRET, 3600).body()).isEqualTo(unauthorised);
        assertThat(signed("job/nowhere", body, SECRET, 0).body()).isEqualTo(unauthorised);
        assertThat(tool.trigger(wish(), "token", "wrong").status()).isEqualTo(401);
        assertThat(tool.trigger(wish()).status()).isEqualTo(401);
        queue.property(property(false));
        assertThat(tool.trigger(wish(), "token", SECRET).status()).isEqualTo(401);
        queue.property(null);
        assertThat(tool.trigger(wish(), "token", SECRET).body()).isEqualTo(unauthorised);
        assertThat(queue.scheduled()).isZero();
    }

    @Test
    public void what_is_not_allowed_or_not_understood_starts_nothing() throws Exception {
        assertThat(tool.trigger(DeployWish.smart("v1", "PROD", "shop").triggeredAs("1"), "token", SECRET)
                        .status())
                .isEqualTo(403);
        assertThat(post(
                                "job/" + JOB + "?token=" + SECRET,
                                "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\",\"SPARE\":\"1\"}",
                                "application/json")
                        .body())
                .isEqualTo("{\"error\":\"the job has no parameter SPARE\"}");
        assertThat(post("job/" + JOB + "?token=" + SECRET, "{", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("job/" + JOB + "?token=" + SECRET, "x".repeat(70_000), "application/json")
                        .statusCode())
                .isEqualTo(413);
        queue.disabled();
        assertThat(tool.trigger(wish(), "token", SECRET).status()).isEqualTo(409);
        assertThat(queue.scheduled()).isZero();
    }

    @Test
    public void missing_and_hidden_look_the_same_and_the_secret_opens_them() throws Exception {
        tool.trigger(wish(), "token", SECRET);

        HttpResponse<String> hidden = get("trigger/9b1d7c0e");
        HttpResponse<String> missing = get("trigger/nothing");

        assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(missing.statusCode());
        assertThat(hidden.body()).isEqualTo(missing.body());
        assertThat(get("queue/item/4711/api/json").body())
                .isEqualTo(get("queue/item/9/api/json").body());
        assertThat(get("trigger/9b1d7c0e?token=" + SECRET).body()).contains("\"status\":\"pending\"");
    }

    @Test
    public void a_name_may_have_spaces_and_letters_that_a_url_spells_otherwise() throws Exception {
        queue.renamed("my team/bücher");

        HttpResponse<String> answer =
                signed("job/my%20team/job/b%C3%BCcher", "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\"}", SECRET, 0);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(queue.scheduled()).isEqualTo(1);
    }

    @Test
    public void a_branch_with_a_slash_is_started_and_followed() throws Exception {
        queue.readable().renamed("team/shop/release%2F1.2");
        String path = "team/job/shop/job/release%252F1.2";

        assertThat(signed("job/" + path, "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\",\"TRIGGER_ID\":\"t1\"}", SECRET, 0)
                        .statusCode())
                .isEqualTo(201);
        new BuildWatch().onFinalized(StandInQueue.end(queue.begin(0, 57), "SUCCESS"));

        assertThat(get("queue/item/4711/api/json").body())
                .contains("\"url\":\"" + http.url() + "drawbridge/job/" + path + "/57/\"");
        assertThat(get("job/" + path + "/57/api/json").body()).contains("\"result\":\"SUCCESS\"");
        assertThat(get("trigger/t1").body()).contains("\"url\":\"" + http.url() + "job/" + path + "/57/\"");
    }

    @Test
    public void a_trigger_s_id_is_never_empty_and_few_jobs_are_looked_at_for_it() throws Exception {
        post("job/" + JOB + "?token=" + SECRET, "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\"}", "application/json");
        assertThat(get("trigger/?token=" + SECRET).statusCode()).isEqualTo(404);

        StandInQueue last = queue;
        for (int job = 0; job < 30; job++) {
            last = new StandInQueue(jenkins, "other/" + job)
                    .parameters(PARAMETERS)
                    .property(property(true));
            last.trigger("t1");
        }

        assertThat(get("trigger/t1").statusCode()).isEqualTo(404);
        verify(jenkins.jenkins(), atMost(10)).getItemByFullName(startsWith("other/"), any());
        last.readable();
        assertThat(get("trigger/t1").statusCode()).isEqualTo(200);
    }

    @Test
    public void only_the_very_path_is_free_of_crumbs() throws Exception {
        for (String path : new String[] {
            "job/../job/x",
            "job//x",
            "job/x;a=b",
            "job/x%2fy",
            "job/x/%2e%2e/y",
            "trigger/x",
            "queue/item/1",
            "job/x%2Fy",
            "job/x%25",
            "job/x%252fy",
            "job/x%252ey",
            "job/x%252E",
            "job/x%255cy",
            "job/x%25252Fy",
            "job/x%25%32Fy",
            "job/x%252F%2e%2e/y",
            "../drawbridge/job/x",
            "./job/x",
            "/job/x",
            "job/..;/x",
            "job%2fx",
            "job/x%00",
            "job/x%0Ay",
            "job/x%7fy",
            "job/x%5cy",
            "job",
            "jobs/x"
        }) {
            HttpResponse<String> answer = post(path, "{}", "application/json");
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).as(path).isEmpty();
        }
        assertThat(queue.scheduled()).isZero();
    }

    private HttpResponse<String> signed(String path, String body, String secret, long secondsAgo) throws Exception {
        return signed(path, "msg_1", body, secret, secondsAgo);
    }

    private HttpResponse<String> signed(String id, String body) throws Exception {
        return signed("job/" + JOB, id, body, SECRET, 0);
    }

    private HttpResponse<String> signed(String path, String id, String body, String secret, long secondsAgo)
            throws Exception {
        String timestamp = String.valueOf(Clock.systemUTC().instant().getEpochSecond() - secondsAgo);
        String signature =
                StandardWebhook.sign(Secret.of(secret), id, timestamp, body.getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create(http.url() + "drawbridge/" + path))
                        .header("Content-Type", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", timestamp)
                        .header("webhook-signature", signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(http.url() + "drawbridge/" + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(http.url() + "drawbridge/" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
