package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.testkit.console.ConsoleSimulator;
import io.jenkins.plugins.drawbridge.testkit.console.DeployTool;
import io.jenkins.plugins.drawbridge.testkit.console.DeployWish;
import io.jenkins.plugins.drawbridge.testkit.console.Followed;
import io.jenkins.plugins.drawbridge.testkit.console.Received;
import io.jenkins.plugins.drawbridge.testkit.console.Scripted;
import io.jenkins.plugins.drawbridge.testkit.console.StatusUpdate;
import io.jenkins.plugins.drawbridge.testkit.console.Triggered;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The whole contract, from the webhook to the status callback, between a server and a Console that know nothing of each other. */
public class ConsoleContractTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(2);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final ConsoleSimulator console = ConsoleSimulator.start();
    private ServedShop shop;

    @Before
    public void start() throws Exception {
        Files.writeString(folder.getRoot().toPath().resolve("console-ca.pem"), console.authorityPem());
        shop = ServedShop.start(
                folder.getRoot().toPath(),
                """
                    projectId: 65f0c1
                console:
                  url: %s
                  ca: {file: console-ca.pem}
                  serviceAccount: {clientId: %s, clientSecret: %s}
                """
                        .formatted(console.url(), console.clientId(), console.clientSecret()));
    }

    @After
    public void stop() {
        shop.close();
        console.close();
    }

    @Test
    public void every_way_to_trigger_ends_in_the_same_status_by_polling_and_by_callback() throws Exception {
        DeployWish byToken = wish("main");
        DeployWish asJenkins = wish("main");
        DeployWish signed = wish("main");

        assertSucceeds(byToken, tool().trigger(byToken, "triggerToken", ServedShop.TOKEN));
        assertSucceeds(asJenkins, tool().triggerAsJenkins(asJenkins, ServedShop.TOKEN));
        assertSucceeds(signed, tool().webhook(signed, SECRET, "msg_1", Clock.systemUTC()));

        assertThat(console.tokenRequests()).as("one token for all").hasSize(1);
    }

    @Test
    public void the_older_contract_works_and_nobody_waits_for_a_callback() throws Exception {
        Triggered triggered = tool().triggerOlder(wish("main"), "TAG", "ENVIRONMENT", ServedShop.TOKEN);

        Followed followed = tool().follow(triggered, INTERVAL, LONG);

        assertThat(followed.status()).isEqualTo("success");
        assertThat(run(followed).callback()).isEqualTo(CallbackState.NONE);
        assertThat(console.received()).isEmpty();
    }

    @Test
    public void a_failed_deploy_is_failed_for_both() throws Exception {
        DeployWish wish = wish("no-such-branch");

        Followed followed = tool().follow(tool().trigger(wish, "token", ServedShop.TOKEN), INTERVAL, LONG);

        assertThat(followed.status()).isEqualTo("failed");
        assertThat(console.awaitUpdate(wish.triggerId(), LONG))
                .contains(new StatusUpdate("65f0c1", wish.triggerId(), "failed"));
    }

    @Test
    public void a_callback_is_tried_again_until_it_is_taken_and_sent_once() throws Exception {
        console.scriptTokens(Scripted.answer(503));
        console.scriptStatus(
                Scripted.answer(500), Scripted.redirect("https://login.example.com/"), Scripted.answer(401));
        DeployWish wish = wish("main");

        Followed followed = tool().follow(tool().trigger(wish, "token", ServedShop.TOKEN), INTERVAL, LONG);

        assertThat(console.awaitUpdate(wish.triggerId(), LONG)).isPresent();
        until(() -> run(followed).callback() == CallbackState.SENT);
        assertThat(console.statusRequests()).extracting(Received::status).containsExactly(500, 302, 401, 202);
        assertThat(console.updates()).hasSize(1);
    }

    @Test
    public void a_callback_that_was_due_when_the_server_stopped_is_sent_by_the_next() throws Exception {
        console.scriptStatus(Scripted.answer(503).with("Retry-After", "3600"));
        DeployWish wish = wish("main");
        Followed followed = tool().follow(tool().trigger(wish, "token", ServedShop.TOKEN), INTERVAL, LONG);
        until(() -> console.statusRequests().size() == 1);
        assertThat(run(followed).callback()).isEqualTo(CallbackState.DUE);

        shop.stopServer();
        shop.startServer();

        assertThat(console.awaitUpdate(wish.triggerId(), LONG)).isPresent();
        until(() -> run(followed).callback() == CallbackState.SENT);
    }

    @Test
    public void what_the_console_refuses_is_given_up() throws Exception {
        console.scriptStatus(Scripted.answer(400));
        DeployWish wish = wish("main");

        Followed followed = tool().follow(tool().trigger(wish, "token", ServedShop.TOKEN), INTERVAL, LONG);

        until(() -> run(followed).callback() == CallbackState.GIVEN_UP);
        assertThat(console.statusRequests()).hasSize(1);
        assertThat(console.updates()).isEmpty();
    }

    private void assertSucceeds(DeployWish wish, Triggered triggered) throws InterruptedException {
        assertThat(triggered.isAccepted()).as(triggered.body()).isTrue();
        Followed followed = tool().follow(triggered, INTERVAL, LONG);
        assertThat(followed.status()).isEqualTo("success");
        assertThat(console.awaitUpdate(wish.triggerId(), LONG))
                .contains(new StatusUpdate("65f0c1", wish.triggerId(), "success"));
    }

    private static DeployWish wish(String revision) {
        return DeployWish.smart(revision, "DEV", "shop");
    }

    private DeployTool tool() {
        return DeployTool.at(shop.url(""), "team/shop", null);
    }

    private Run run(Followed followed) {
        return shop.server()
                .store()
                .runs()
                .byNumber("team/shop", followed.number())
                .orElseThrow();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
