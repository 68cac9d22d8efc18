package io.jenkins.plugins.drawbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.jenkins.plugins.drawbridge.config.ConsoleDefinition;
import io.jenkins.plugins.drawbridge.engine.console.StandardWebhook;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import io.jenkins.plugins.drawbridge.testkit.console.ConsoleSimulator;
import io.jenkins.plugins.drawbridge.testkit.console.Scripted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CallbackWorkTest {

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private final StandInJenkins jenkins = new StandInJenkins();
    private final TestClock clock = new TestClock();
    private final Triggers triggers = new Triggers();
    private ConsoleSimulator console;
    private StandInJenkins.Inside inside;
    private StandInQueue queue;
    private CallbackWork work;

    @Before
    public void start() {
        console = ConsoleSimulator.start();
        jenkins.singleton(Triggers.class, triggers)
                .login("console-account", console.clientId(), console.clientSecret());
        when(jenkins.jenkins().getRootDir()).thenReturn(home.getRoot());
        ConsoleDefinition definition = new ConsoleDefinition("https://localhost:" + console.port(), "console-account");
        definition.setCa(console.authorityPem());
        jenkins.configuration().setConsole(definition);
        ConsoleTriggerProperty property = new ConsoleTriggerProperty("none", "DEV");
        property.setProjectId("65f0c1");
        queue = new StandInQueue(jenkins, "shop").property(property);
        inside = jenkins.enter();
        work = new CallbackWork(clock, Duration.ofSeconds(30));
    }

    @After
    public void stop() {
        inside.close();
        console.close();
    }

    @Test
    public void tells_the_console_once_how_a_build_ended() throws Exception {
        var run = triggered("9b1d7c0e");
        work.tellAll();
        assertThat(console.updates()).isEmpty();
        triggers.ended(StandInQueue.end(run, "FAILURE"));

        work.tellAll();
        work.tellAll();

        assertThat(console.updates()).singleElement().satisfies(update -> {
            assertThat(update.toString()).contains("65f0c1", "9b1d7c0e", "failed");
        });
    }

    @Test
    public void tries_again_later_and_also_after_a_restart() throws Exception {
        triggers.ended(StandInQueue.end(triggered("9b1d7c0e"), "SUCCESS"));
        console.scriptStatus(Scripted.answer(503));
        work.tellAll();
        work.tellAll();
        assertThat(console.statusRequests()).hasSize(1);
        assertThat(console.updates()).isEmpty();

        jenkins.singleton(Triggers.class, new Triggers());
        inside.close();
        inside = jenkins.enter();
        clock.advance(Duration.ofHours(2));
        new CallbackWork(clock, Duration.ofSeconds(30)).tellAll();

        assertThat(console.updates()).hasSize(1);
    }

    @Test
    public void a_build_that_ended_while_jenkins_was_down_is_told_too() throws Exception {
        StandInQueue.end(triggered("9b1d7c0e"), "ABORTED");

        work.tellAll();

        assertThat(console.updates()).singleElement().satisfies(update -> assertThat(update.toString())
                .contains("canceled"));
    }

    @Test
    public void what_the_console_will_never_take_is_sent_once() throws Exception {
        triggers.ended(StandInQueue.end(triggered("9b1d7c0e"), "SUCCESS"));
        console.scriptStatus(Scripted.answer(404));

        work.tellAll();
        clock.advance(Duration.ofDays(1));
        work.tellAll();

        assertThat(console.statusRequests()).hasSize(1);
    }

    @Test
    public void a_build_that_ends_long_after_its_trigger_is_told_too() throws Exception {
        var run = triggered("9b1d7c0e");
        clock.advance(Duration.ofDays(40));
        work.tellAll();
        triggers.ended(StandInQueue.end(run, "SUCCESS"));

        work.tellAll();

        assertThat(console.updates()).hasSize(1);
    }

    @Test
    public void a_console_that_does_not_answer_is_given_up_after_a_week_of_attempts() throws Exception {
        keep("tried", "\"told\": false, \"attempts\": 179, \"nextAttempt\": 0", Duration.ZERO);
        console.scriptStatus(Scripted.answer(503));

        work.tellAll();
        clock.advance(Duration.ofHours(2));
        work.tellAll();

        assertThat(console.statusRequests()).hasSize(1);
        assertThat(triggers.store().called("tried")).singleElement().satisfies(record -> assertThat(record.told())
                .isTrue());
    }

    @Test
    public void what_is_over_is_forgotten_after_thirty_days_and_nothing_else() throws Exception {
        Duration before = Duration.ofDays(29);
        keep("told", "\"told\": true", before);
        keep("untold", "\"told\": false, \"nextAttempt\": " + Long.MAX_VALUE, before);
        keep("running", "\"state\": \"RUNNING\", \"told\": true", before);
        keep("never-queued", "\"queueId\": 0, \"state\": \"PENDING\", \"told\": false", before);
        keep("ancient", "\"told\": true", Duration.ofDays(31));
        keep("recent", "\"told\": true", Duration.ofDays(27));

        assertThat(triggers.store().called("ancient")).isEmpty();
        work.tellAll();
        assertThat(kept()).containsExactly("never-queued", "recent", "running", "told", "untold");
        clock.advance(Duration.ofDays(2));
        work.tellAll();

        assertThat(kept()).containsExactly("recent", "running", "untold");
        assertThat(triggers.store().called("told")).isEmpty();
        assertThat(triggers.store().find("shop", "told")).isEmpty();
    }

    /** A trigger of an earlier run of Jenkins; of what is said twice, the last counts. */
    private void keep(String key, String words, Duration before) throws IOException {
        Path folder = Files.createDirectories(home.getRoot().toPath().resolve("drawbridge/triggers"));
        Files.writeString(
                folder.resolve(StandardWebhook.digest(("shop\n" + key).getBytes(StandardCharsets.UTF_8)) + ".json"),
                """
                {"key": "%s", "triggerId": "%s", "job": "shop", "environment": "DEV", "queueId": 4700, "number": 57,
                 "state": "SUCCESS", "result": "SUCCESS", "acceptedAt": %d, "attempts": 1, %s}
                """
                        .formatted(key, key, clock.instant().minus(before).toEpochMilli(), words));
    }

    private List<String> kept() {
        return new TriggerStore(home.getRoot().toPath().resolve("drawbridge/triggers"))
                .select(record -> true).stream()
                        .map(TriggerRecord::key)
                        .sorted()
                        .toList();
    }

    @Test
    public void no_secret_is_written_to_the_home_of_jenkins() throws Exception {
        triggers.ended(StandInQueue.end(triggered("9b1d7c0e"), "SUCCESS"));
        work.tellAll();

        try (Stream<Path> files = Files.walk(home.getRoot().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(console.clientSecret());
            }
        }
    }

    private hudson.model.Run<?, ?> triggered(String triggerId) throws IOException, Refusal {
        queue.trigger(triggerId);
        var run = queue.begin(0, 57);
        triggers.started(run);
        return run;
    }

    private static final class TestClock extends Clock {

        private java.time.Instant now = Clock.systemUTC().instant();

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public java.time.Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
