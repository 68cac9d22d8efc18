package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.console.StandardWebhook;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Run;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The server as the Console meets it: over HTTP, with a real repository and a private cluster behind a bastion. */
public class DeployServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY = "{\"REVISION\":\"main\",\"ENVIRONMENT_TO_DEPLOY\":\"DEV\","
            + "\"DEPLOY_TYPE\":\"smart_deploy\",\"FORCE_DEPLOY_WHEN_NO_SEMVER\":false,\"KUBE_NAMESPACE\":\"shop\","
            + "\"TRIGGER_ID\":\"%s\",\"revision\":\"main\",\"environment\":\"DEV\",\"deployType\":\"smart_deploy\","
            + "\"forceDeployWhenNoSemver\":false}";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(folder.getRoot().toPath(), "");
    }

    @After
    public void stop() {
        shop.close();
    }

    @Test
    public void deploys_what_the_console_triggers_and_lets_it_follow() throws Exception {
        String location = trigger("9b1d7c0e");
        assertThat(location).matches("http://127.0.0.1:\\d+/queue/item/\\d+/");
        JsonNode item = followed(location, "executable");
        int number = item.path("executable").path("number").asInt();
        assertThat(number).isEqualTo(1);
        JsonNode build = ended("team/job/shop", number);
        assertThat(build.path("result").asText()).as(log(number)).isEqualTo("SUCCESS");
        assertThat(log(number))
                .contains("Started by the Console (trigger 9b1d7c0e)")
                .contains("[Pipeline] { (Preview)")
                .contains("Stage \"Approve\" skipped due to when conditional")
                .contains("Deployed main to DEV")
                .contains("Finished: SUCCESS");
        assertThat(shop.cluster()
                        .controller()
                        .list(shop.cluster().controller().resource("apps", "deployments"), "shop"))
                .isNotEmpty();
        Run run = shop.server().store().runs().byNumber("team/shop", number).orElseThrow();
        assertThat(run.facts().commit()).hasSize(40);
        assertThat(run.facts().deployType()).isEqualTo("smart_deploy");
        assertThat(shop.server().store().journal().sections(run.id()))
                .extracting(DeploySection::step)
                .containsExactly("smartDiff", "smartDeploy");
    }

    @Test
    public void gives_a_repeated_trigger_the_same_answer() {
        String first = trigger("same");
        assertThat(trigger("same")).isEqualTo(first);
        assertThat(trigger("other")).isNotEqualTo(first);
    }

    @Test
    public void an_equal_request_without_an_id_is_led_to_the_one_that_waits() {
        String waiting = "";
        for (int call = 0; call < 200; call++) {
            HttpResponse<String> answer = shop.post(path(), "application/json", "{\"ENVIRONMENT_TO_DEPLOY\":\"DEV\"}");
            String location = answer.headers().firstValue("Location").orElseThrow();
            if (answer.statusCode() == 303) {
                assertThat(location).isEqualTo(waiting);
                return;
            }
            assertThat(answer.statusCode()).isEqualTo(201);
            waiting = location;
        }
        throw new AssertionError("200 equal requests in a row found nobody waiting");
    }

    @Test
    public void understands_the_older_names_and_the_renamed_ones() throws Exception {
        HttpResponse<String> answer = shop.post(
                "/job/team/job/shop?triggerToken=" + ServedShop.TOKEN,
                "application/json",
                "{\"TAG\":\"main\",\"ENVIRONMENT\":\"DEV\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode item = json(answer.headers().firstValue("Location").orElseThrow() + "api/json");
        assertThat(item.path("params").asText())
                .contains("ENVIRONMENT_TO_DEPLOY=DEV")
                .contains("REVISION=main");
    }

    @Test
    public void refuses_a_wrong_token_and_an_unknown_job_alike() {
        HttpResponse<String> wrong = shop.post("/job/team/job/shop/build?token=wrong", "application/json", "{}");
        HttpResponse<String> unknown = shop.post("/job/no/job/such/build?token=wrong", "application/json", "{}");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(shop.server().store().runs().recent(10)).isEmpty();
    }

    @Test
    public void starts_nothing_for_bad_parameters() {
        for (String body : new String[] {
            "{\"ENVIRONMENT_TO_DEPLOY\":\"PROD\"}",
            "{\"REVISION\":\"../../etc\"}",
            "{\"DEPLOY_TYPE\":\"all\"}",
            "{\"a\":{\"b\":1}}",
            "[1]",
            "{",
            "{\"" + "x".repeat(200) + "\":\"1\"}"
        }) {
            HttpResponse<String> answer = shop.post(path(), "application/json", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).contains("\"error\"").doesNotContain("Exception");
        }
        HttpResponse<String> large = shop.post(path(), "application/json", "{\"a\":\"" + "x".repeat(1_100_000) + "\"}");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(shop.server().store().runs().recent(10)).isEmpty();
    }

    @Test
    public void takes_signed_webhooks_only() {
        String body = BODY.formatted("t1");
        String now = String.valueOf(Instant.now().getEpochSecond());
        String old = String.valueOf(Instant.now().getEpochSecond() - 3_600);
        Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String signature = StandardWebhook.sign(secret, "msg_1", now, bytes);
        HttpResponse<String> first = webhook("team/shop", "msg_1", now, "v1,AAAA " + signature, body);
        assertThat(first.statusCode()).isEqualTo(201);
        HttpResponse<String> again = webhook("team/shop", "msg_1", now, signature, body);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        HttpResponse<String> resent =
                webhook("team/shop", "msg_9", now, StandardWebhook.sign(secret, "msg_9", now, bytes), body);
        assertThat(resent.headers().firstValue("Location"))
                .as("the same TRIGGER_ID under another webhook's id")
                .isEqualTo(first.headers().firstValue("Location"));
        String refusal = webhook("team/shop", "msg_2", now, signature, body).body();
        assertThat(webhook("team/shop", "msg_2", now, signature, body).statusCode())
                .isEqualTo(401);
        assertThat(webhook("team/shop", "msg_3", old, StandardWebhook.sign(secret, "msg_3", old, bytes), body))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(401))
                .satisfies(answer -> assertThat(answer.body()).isEqualTo(refusal));
        assertThat(webhook("no/such", "msg_1", now, signature, body))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(401))
                .satisfies(answer -> assertThat(answer.body()).isEqualTo(refusal));
        assertThat(webhook("team/shop", "msg_1", now, signature, body + " ").statusCode())
                .isEqualTo(401);
        assertThat(shop.server().store().audit().latest(20))
                .filteredOn(entry -> entry.result().equals("wrong signature"))
                .extracting(AuditEntry::subject)
                .containsExactlyInAnyOrder("/webhooks/team/shop", "/webhooks/no/such");
        assertThat(shop.server().store().runs().recent(10)).hasSize(1);
    }

    @Test
    public void a_webhooks_id_stands_for_one_body_whatever_trigger_another_one_names() {
        HttpResponse<String> first = signed("msg_1", BODY.formatted("t1"));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(signed("msg_2", BODY.formatted("t1")).headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        for (String id : new String[] {"msg_1", "msg_2"}) {
            for (String body : new String[] {BODY.formatted("t2"), BODY.formatted("t1") + " ", "{}"}) {
                assertThat(signed(id, body))
                        .as(id + " " + body)
                        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(409))
                        .satisfies(answer -> assertThat(answer.headers().firstValue("Location"))
                                .isEmpty())
                        .satisfies(answer -> assertThat(answer.body())
                                .contains("This webhook-id came before with another body, so nothing was started;"
                                        + " another message needs an id of its own."));
            }
        }
        assertThat(signed("msg_1", BODY.formatted("t1")).headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(signed("msg_3", BODY.formatted("t2")).statusCode()).isEqualTo(201);
        assertThat(shop.server().store().runs().recent(10)).hasSize(2);
    }

    private HttpResponse<String> signed(String id, String body) {
        String now = String.valueOf(Instant.now().getEpochSecond());
        Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return webhook("team/shop", id, now, StandardWebhook.sign(secret, id, now, bytes), body);
    }

    @Test
    public void says_why_a_deploy_failed_and_keeps_going_for_the_next() throws Exception {
        edit("k8s/storefront/deployment.yaml", "image:", "imagee:");
        JsonNode failed = ended("team/job/shop", triggeredBuild("t1"));
        assertThat(failed.path("result").asText()).isEqualTo("FAILURE");
        assertThat(failed.path("description").asText()).contains("image");
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                "pipeline { agent any\nstages { stage('A') {\n" + "steps { sh 'kubectl apply -f k8s' } } } }");
        shop.commit("sh");
        JsonNode refused = ended("team/job/shop", triggeredBuild("t2"));
        assertThat(refused.path("result").asText()).isEqualTo("FAILURE");
        assertThat(refused.path("description").asText())
                .isEqualTo(
                        "Jenkinsfile:3:9: the step 'sh' cannot be run here; this server starts no programs;"
                                + " use smartDiff and smartDeploy, or run this Jenkinsfile in Jenkins with the Drawbridge plugin");
    }

    @Test
    public void takes_up_again_what_a_stopped_server_had_in_hand() throws Exception {
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                """
                pipeline {
                  agent any
                  stages {
                    stage('A') { steps { echo 'first' } }
                    stage('B') { steps { input 'Go on?' } }
                    stage('C') { steps { smartDeploy(files: 'k8s') } }
                  }
                }
                """);
        shop.commit("Ask");
        int number = triggeredBuild("t1");
        Run run = shop.server().store().runs().byNumber("team/shop", number).orElseThrow();
        await(() -> !shop.server().store().journal().questions(run.id()).isEmpty());
        shop.stopServer();
        shop.startServer();
        assertThat(shop.server().store().runs().byId(run.id()).orElseThrow().ended())
                .isFalse();
        HttpResponse<String> stopped = shop.post("/job/team/job/shop/" + number + "/stop", "text/plain", "");
        assertThat(stopped.statusCode()).isEqualTo(302);
        JsonNode build = ended("team/job/shop", number);
        assertThat(build.path("result").asText()).isEqualTo("ABORTED");
        assertThat(log(number).split("first", -1))
                .as("the first stage ran once")
                .hasSize(2);
    }

    @Test
    public void shows_jobs_and_builds_as_jenkins_does() throws Exception {
        ended("team/job/shop", triggeredBuild("t1"));
        JsonNode job = json(shop.url("/job/team/job/shop/api/json"));
        assertThat(job.path("fullName").asText()).isEqualTo("team/shop");
        assertThat(job.path("color").asText()).isEqualTo("blue");
        assertThat(job.path("lastBuild").path("number").asInt()).isEqualTo(1);
        assertThat(job.path("nextBuildNumber").asInt()).isEqualTo(2);
        JsonNode tree = json(shop.url("/job/team/job/shop/api/json?tree=builds%5Bresult,queueId%5D%7B0,1%7D"));
        assertThat(tree.path("builds").get(0).path("result").asText()).isEqualTo("SUCCESS");
        assertThat(tree.path("builds").get(0).has("url")).isFalse();
        JsonNode deep =
                json(shop.url("/api/json?tree=jobs%5Bname,builds%5Bnumber,duration,actions%5Bparameters%5D%5D%5D"));
        assertThat(deep.at("/jobs/0/builds/0/duration").asLong()).isPositive();
        assertThat(deep.at("/jobs/0/builds/0/actions/1/parameters").isEmpty()).isFalse();
        JsonNode one = json(shop.url("/job/team/job/shop/api/json?depth=1"));
        assertThat(one.at("/lastBuild/duration").asLong()).isPositive();
        assertThat(job.at("/lastBuild").has("duration")).isFalse();
        assertThat(json(shop.url("/job/team/job/shop/api/json?tree=allBuilds%5Bnumber%5B*%5D%5D%7B0,5%7D"))
                        .at("/allBuilds/0/number")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(shop.url("/job/team/job/shop/lastSuccessfulBuild/api/json"))
                        .path("number")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(shop.url("/api/json")).path("jobs").get(0).path("name").asText())
                .isEqualTo("shop");
        HttpResponse<String> part = shop.get("/job/team/job/shop/1/logText/progressiveText?start=0");
        assertThat(part.headers().firstValue("X-More-Data")).isEmpty();
        assertThat(part.headers().firstValue("X-Text-Size"))
                .contains(String.valueOf(part.body().getBytes(StandardCharsets.UTF_8).length));
        assertThat(shop.get("/job/team/job/shop/99/api/json").statusCode()).isEqualTo(404);
        assertThat(shop.get("/job/nobody/api/json").statusCode()).isEqualTo(404);
        assertThat(shop.get("/health/ready").body()).isEqualTo("ready\n");
        assertThat(shop.get("/metrics").body())
                .contains("drawbridge_runs_queued 0.0")
                .containsPattern(
                        "drawbridge_run_seconds_count\\{environment=\"DEV\",job=\"team/shop\",result=\"success\"} 1")
                .contains("drawbridge_http_requests_seconds_bucket{method=\"GET\",part=\"job\",status=\"404\"")
                .contains("drawbridge_links_open 0.0")
                .contains("drawbridge_pages_watching 0.0");
    }

    @Test
    public void lets_no_other_site_use_a_server_without_users() {
        HttpRequest.Builder foreign = HttpRequest.newBuilder(URI.create(shop.url("/job/team/job/shop/build")))
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(shop.send(foreign).statusCode()).isEqualTo(403);
        assertThat(shop.server().store().runs().recent(10)).isEmpty();
    }

    private static String path() {
        return "/job/team/job/shop/buildWithParameters?token=" + ServedShop.TOKEN;
    }

    private String trigger(String id) {
        HttpResponse<String> answer = shop.post(path(), "application/json", BODY.formatted(id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private int triggeredBuild(String id) throws Exception {
        return followed(trigger(id), "executable")
                .path("executable")
                .path("number")
                .asInt();
    }

    private HttpResponse<String> webhook(String job, String id, String time, String signature, String body) {
        return shop.send(HttpRequest.newBuilder(URI.create(shop.url("/webhooks/" + job)))
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode followed(String location, String field) throws Exception {
        JsonNode[] last = new JsonNode[1];
        await(() -> {
            last[0] = json(location + "api/json");
            return last[0].hasNonNull(field);
        });
        return last[0];
    }

    private JsonNode ended(String job, int number) throws Exception {
        JsonNode[] last = new JsonNode[1];
        await(() -> {
            last[0] = json(shop.url("/job/" + job + "/" + number + "/api/json"));
            return !last[0].path("building").asBoolean();
        });
        return last[0];
    }

    private String log(int number) {
        return shop.get("/job/team/job/shop/" + number + "/consoleText").body();
    }

    private JsonNode json(String url) {
        HttpResponse<String> answer = shop.send(HttpRequest.newBuilder(URI.create(url)));
        assertThat(answer.statusCode()).as(url + " " + answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (java.io.IOException noJson) {
            throw new AssertionError(answer.body(), noJson);
        }
    }

    private void edit(String file, String before, String after) throws Exception {
        Path path = shop.repository().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        Files.writeString(path, text.replaceFirst(before, after));
        shop.commit("Break " + file);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
