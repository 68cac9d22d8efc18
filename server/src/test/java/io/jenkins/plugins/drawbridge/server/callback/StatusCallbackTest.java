package io.jenkins.plugins.drawbridge.server.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.callback.Attempt;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings.Login;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import io.jenkins.plugins.drawbridge.server.config.ServerSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.CallbackState;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunFacts;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.work.CallbackSender;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import io.jenkins.plugins.drawbridge.testkit.console.ConsoleSimulator;
import io.jenkins.plugins.drawbridge.testkit.console.Received;
import io.jenkins.plugins.drawbridge.testkit.console.Scripted;
import io.jenkins.plugins.drawbridge.testkit.console.StatusUpdate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;

public class StatusCallbackTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final ConsoleSimulator console = ConsoleSimulator.start();
    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);

    @After
    public void stop() {
        console.close();
    }

    @Test
    public void posts_the_status_with_a_fixed_token() {
        StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));

        Attempt attempt = callback.send(run("9b1d7c0e", RunResult.SUCCESS));

        assertThat(attempt).isEqualTo(new Attempt.Accepted());
        assertThat(console.updates()).containsExactly(new StatusUpdate("65f0c1", "9b1d7c0e", "success"));
        Received request = console.statusRequests().get(0);
        assertThat(request.path())
                .isEqualTo("/api/deploy/webhooks/projects/65f0c1/pipelines/triggers/9b1d7c0e/status/");
        assertThat(request.headers()).containsEntry("content-type", "application/json");
        assertThat(request.body()).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    public void says_each_result_in_the_words_of_the_console() {
        StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));

        callback.send(run("a", RunResult.SUCCESS));
        callback.send(run("b", RunResult.UNSTABLE));
        callback.send(run("c", RunResult.FAILURE));
        callback.send(run("d", RunResult.NOT_BUILT));
        callback.send(run("e", RunResult.ABORTED));
        callback.send(run("f", RunResult.NOT_BUILT, 0));

        assertThat(console.updates())
                .extracting(StatusUpdate::status)
                .containsExactly("success", "failed", "failed", "skipped", "canceled", "canceled");
        assertThatThrownBy(() -> callback.send(run("g", null))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void any_2xx_is_taken_for_yes() {
        StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));
        console.scriptStatus(Scripted.answer(200), Scripted.answer(204).saying(""));

        assertThat(callback.send(run("a", RunResult.SUCCESS))).isInstanceOf(Attempt.Accepted.class);
        assertThat(callback.send(run("b", RunResult.SUCCESS))).isInstanceOf(Attempt.Accepted.class);
    }

    @Test
    public void gets_a_token_for_a_service_account_and_keeps_it_until_shortly_before_it_expires() {
        StatusCallback callback = callback(console(account(console.clientSecret()), Access.DIRECT));

        callback.send(run("a", RunResult.SUCCESS));
        time.set(NOW.plusSeconds(3_500));
        callback.send(run("b", RunResult.SUCCESS));
        assertThat(console.tokenRequests()).hasSize(1);
        time.set(NOW.plusSeconds(3_550));
        callback.send(run("c", RunResult.SUCCESS));

        assertThat(console.tokenRequests()).hasSize(2);
        assertThat(console.tokenRequests().get(0).body()).isEqualTo("grant_type=client_credentials");
        assertThat(console.updates()).hasSize(3);
    }

    @Test
    public void a_withdrawn_token_is_renewed_once_and_no_oftener() {
        StatusCallback callback = callback(console(account(console.clientSecret()), Access.DIRECT));
        callback.send(run("a", RunResult.SUCCESS));
        console.withdrawTokens();

        assertThat(callback.send(run("b", RunResult.FAILURE))).isEqualTo(new Attempt.Accepted());
        console.scriptStatus(Scripted.answer(401), Scripted.answer(401));
        Attempt refused = callback.send(run("c", RunResult.SUCCESS));

        assertThat(refused).isInstanceOfSatisfying(Attempt.Refused.class, said -> assertThat(said.sentence())
                .contains("401", "does not accept our credentials"));
        assertThat(console.tokenRequests()).hasSize(3);
        assertThat(console.statusRequests()).hasSize(5);
    }

    @Test
    public void a_fixed_token_that_is_refused_is_sent_once() {
        StatusCallback callback = callback(console(token("stale-token-of-old"), Access.DIRECT));

        Attempt attempt = callback.send(run("a", RunResult.SUCCESS));

        assertThat(attempt).isInstanceOf(Attempt.Refused.class);
        assertThat(attempt.toString()).doesNotContain("stale-token-of-old");
        assertThat(console.received()).hasSize(1);
    }

    @Test
    public void a_wrong_service_account_is_refused_and_its_secret_not_told() {
        StatusCallback callback = callback(console(account("wrong-client-secret"), Access.DIRECT));

        Attempt attempt = callback.send(run("a", RunResult.SUCCESS));

        assertThat(attempt).isInstanceOfSatisfying(Attempt.Refused.class, said -> assertThat(said.sentence())
                .startsWith("the Console's token endpoint answers 401")
                .doesNotContain("wrong-client-secret"));
        assertThat(console.statusRequests()).isEmpty();
    }

    @Test
    public void what_the_console_will_never_take_is_refused() {
        StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));
        for (int status : new int[] {400, 403, 404, 409, 422}) {
            console.scriptStatus(Scripted.answer(status));

            assertThat(callback.send(run("a", RunResult.SUCCESS)))
                    .isInstanceOfSatisfying(Attempt.Refused.class, said -> assertThat(said.sentence())
                            .contains("answers " + status, "scripted " + status));
        }
    }

    @Test
    public void a_second_status_for_the_same_trigger_is_refused_by_the_console() {
        StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));
        callback.send(run("a", RunResult.SUCCESS));

        assertThat(callback.send(run("a", RunResult.FAILURE))).isInstanceOf(Attempt.Refused.class);
        assertThat(console.updates()).containsExactly(new StatusUpdate("65f0c1", "a", "success"));
    }

    @Test
    public void what_passes_is_tried_again_after_the_time_the_console_wishes() {
        StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(NOW.plusSeconds(90), ZoneOffset.UTC));
        console.scriptStatus(
                Scripted.answer(429).with("Retry-After", "7"),
                Scripted.answer(503).with("Retry-After", date),
                Scripted.answer(500),
                Scripted.answer(408),
                Scripted.answer(502).with("Retry-After", "soon"));

        assertThat(wish(callback)).contains(Duration.ofSeconds(7));
        assertThat(wish(callback)).contains(Duration.ofSeconds(90));
        assertThat(wish(callback)).isEmpty();
        assertThat(wish(callback)).isEmpty();
        assertThat(wish(callback)).isEmpty();
        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(new Attempt.Accepted());
    }

    @Test
    public void a_token_endpoint_in_trouble_is_tried_again() {
        StatusCallback callback = callback(console(account(console.clientSecret()), Access.DIRECT));
        console.scriptTokens(
                Scripted.answer(503).with("Retry-After", "5"),
                Scripted.answer(200).saying("<html>"),
                Scripted.answer(200).saying("{}"));

        assertThat(wish(callback)).contains(Duration.ofSeconds(5));
        assertThat(wish(callback)).isEmpty();
        assertThat(wish(callback)).isEmpty();
        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(new Attempt.Accepted());
    }

    @Test
    public void follows_no_redirect_with_its_token() {
        try (ConsoleSimulator elsewhere = ConsoleSimulator.start()) {
            StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));
            console.scriptStatus(
                    Scripted.redirect(elsewhere.url() + "/login"),
                    new Scripted(308, Map.of("Location", elsewhere.url() + "/moved"), ""));

            assertThat(callback.send(run("a", RunResult.SUCCESS))).isInstanceOf(Attempt.Later.class);
            assertThat(callback.send(run("a", RunResult.SUCCESS)))
                    .isInstanceOfSatisfying(Attempt.Refused.class, said -> assertThat(said.sentence())
                            .contains("answers 308 and sends us elsewhere"));
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    public void a_console_that_says_nothing_is_given_up_in_time_and_tried_again() {
        StatusCallback callback = new StatusCallback(
                () -> settings(console(token(console.newToken()), Access.DIRECT)), clock(), Duration.ofSeconds(2));
        console.scriptStatus(Scripted.stall());

        assertThat(callback.send(run("a", RunResult.SUCCESS)))
                .isInstanceOfSatisfying(
                        Attempt.Later.class, said -> assertThat(said.sentence()).contains("did not answer in time"));
    }

    @Test
    public void a_console_that_is_not_there_is_tried_again() {
        ConsoleSettings settings = console(token("any"), Access.DIRECT);
        console.close();

        assertThat(callback(settings).send(run("a", RunResult.SUCCESS))).isInstanceOf(Attempt.Later.class);
    }

    @Test
    public void sends_no_token_to_a_console_whose_certificate_is_not_trusted() {
        try (ConsoleSimulator other = ConsoleSimulator.start()) {
            ConsoleSettings wrong = new ConsoleSettings(
                    URI.create(console.url()),
                    token(console.newToken()),
                    Pem.authority(other.authorityPem()),
                    Access.DIRECT);

            assertThat(callback(wrong).send(run("a", RunResult.SUCCESS)))
                    .isInstanceOfSatisfying(Attempt.Later.class, said -> assertThat(said.sentence())
                            .contains("certificate of 127.0.0.1:" + console.port() + " is not trusted"));
            assertThat(console.received()).isEmpty();
        }
    }

    @Test
    public void reaches_the_console_through_a_proxy_that_resolves_its_name() {
        Names beyond = new Names().put(ConsoleSimulator.HOST, 443, console.port());
        try (ConnectProxy proxy = ConnectProxy.start(ProxyRules.open().basic("deploy", "proxy-secret"), beyond)) {
            Access access = new Access(List.of(hop(proxy, "proxy-secret")));

            Attempt attempt = callback(far(access)).send(run("a", RunResult.SUCCESS));

            assertThat(attempt).isEqualTo(new Attempt.Accepted());
            assertThat(proxy.targets()).containsExactly(ConsoleSimulator.HOST + ":443");
            assertThat(console.statusRequests().get(0).headers())
                    .containsEntry("host", ConsoleSimulator.HOST)
                    .doesNotContainKey("proxy-authorization");
        }
    }

    @Test
    public void a_proxy_that_refuses_our_password_is_not_asked_again_at_once() {
        Names beyond = new Names().put(ConsoleSimulator.HOST, 443, console.port());
        try (ConnectProxy proxy = ConnectProxy.start(ProxyRules.open().basic("deploy", "proxy-secret"), beyond)) {
            Attempt attempt =
                    callback(far(new Access(List.of(hop(proxy, "wrong"))))).send(run("a", RunResult.SUCCESS));

            assertThat(attempt).isInstanceOfSatisfying(Attempt.Later.class, said -> {
                assertThat(said.wish()).contains(Duration.ofMinutes(10));
                assertThat(said.sentence()).contains("proxy 127.0.0.1:" + proxy.port());
            });
            assertThat(proxy.credentials()).hasSize(1);
        }
    }

    @Test
    public void reaches_the_console_through_an_ssh_hop() {
        Names beyond = new Names().put(ConsoleSimulator.HOST, 443, console.port());
        try (SshBastion bastion = SshBastion.start(SshRules.password("deploy", "ssh-secret"), beyond)) {
            Access access = new Access(List.of(new Hop.Ssh(
                    new HostPort("127.0.0.1", bastion.port()),
                    "deploy",
                    new Hop.SshIdentity.Password(SecretSource.of("ssh-secret")),
                    new Hop.HostKeys.Fingerprints(bastion.fingerprints()))));

            Attempt attempt = callback(far(access)).send(run("a", RunResult.ABORTED));

            assertThat(attempt).isEqualTo(new Attempt.Accepted());
            assertThat(console.updates()).containsExactly(new StatusUpdate("65f0c1", "a", "canceled"));
        }
    }

    @Test
    public void encodes_what_stands_in_the_path() {
        StatusCallback callback = callback(console(token(console.newToken()), Access.DIRECT));

        callback.send(run("a/../../b?c=d#e %2F", RunResult.SUCCESS));
        Attempt dots = callback.send(run("..", RunResult.SUCCESS));

        assertThat(console.updates()).containsExactly(new StatusUpdate("65f0c1", "a/../../b?c=d#e %2F", "success"));
        assertThat(dots).isInstanceOf(Attempt.Refused.class);
        assertThat(console.received()).hasSize(1);
    }

    @Test
    public void a_console_that_wishes_a_rest_is_left_alone_by_all_runs_until_then() {
        Settings settings = settings(console(token(console.newToken()), Access.DIRECT));
        ConsoleCallback callback = new ConsoleCallback(() -> settings, clock());
        console.scriptStatus(Scripted.answer(429).with("Retry-After", "60"));

        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(CallbackSender.Answer.TRY_LATER);
        time.set(NOW.plusSeconds(59));
        assertThat(callback.send(run("b", RunResult.SUCCESS))).isEqualTo(CallbackSender.Answer.TRY_LATER);
        assertThat(console.statusRequests()).hasSize(1);
        time.set(NOW.plusSeconds(60));
        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(CallbackSender.Answer.SENT);
    }

    @Test
    public void other_settings_end_the_rest_at_once() {
        AtomicReference<Settings> settings = new AtomicReference<>(settings(console(token("stale"), Access.DIRECT)));
        ConsoleCallback callback = new ConsoleCallback(settings::get, clock());
        console.scriptStatus(Scripted.answer(503).with("Retry-After", "60"));
        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(CallbackSender.Answer.TRY_LATER);

        settings.set(settings(console(token(console.newToken()), Access.DIRECT)));

        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(CallbackSender.Answer.SENT);
    }

    @Test
    public void the_queue_hears_when_it_is_refused_or_no_longer_wanted() {
        AtomicReference<Settings> settings =
                new AtomicReference<>(settings(console(token(console.newToken()), Access.DIRECT)));
        ConsoleCallback callback = new ConsoleCallback(settings::get, clock());
        console.scriptStatus(Scripted.answer(400));

        assertThat(callback.wants(run("a", RunResult.SUCCESS))).isTrue();
        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(CallbackSender.Answer.REFUSED);
        settings.set(settings(null));
        assertThat(callback.wants(run("a", RunResult.SUCCESS))).isFalse();
        assertThat(callback.send(run("a", RunResult.SUCCESS))).isEqualTo(CallbackSender.Answer.REFUSED);
    }

    @Test
    public void tells_nobody_where_nobody_waits() {
        StatusCallback without = new StatusCallback(() -> settings(null), clock());
        StatusCallback with = callback(console(token(console.newToken()), Access.DIRECT));

        assertThat(without.send(run("a", RunResult.SUCCESS))).isEqualTo(new Attempt.NotWanted());
        assertThat(with.send(run("", RunResult.SUCCESS))).isEqualTo(new Attempt.NotWanted());
        assertThat(with.isWanted(run("", RunResult.SUCCESS))).isFalse();
        assertThat(with.isWanted(run("a", RunResult.SUCCESS))).isTrue();
        assertThat(console.received()).isEmpty();
    }

    @Test
    public void a_secret_that_cannot_be_read_is_tried_again_with_its_sentence() {
        SecretSource missing = () -> {
            throw new InputException("the environment variable CONSOLE_TOKEN is not set");
        };
        StatusCallback callback = callback(console(new Login.Token(missing), Access.DIRECT));

        assertThat(callback.send(run("a", RunResult.SUCCESS)))
                .isInstanceOfSatisfying(
                        Attempt.Later.class, said -> assertThat(said.sentence()).contains("CONSOLE_TOKEN is not set"));
    }

    @Test
    public void sends_no_token_over_plain_http() {
        ConsoleSettings plain = new ConsoleSettings(
                URI.create("http://127.0.0.1:" + console.port()), token("any"), null, Access.DIRECT);

        assertThat(callback(plain).send(run("a", RunResult.SUCCESS))).isInstanceOf(Attempt.Later.class);
        assertThat(console.received()).isEmpty();
    }

    private static Hop.Proxy hop(ConnectProxy proxy, String password) {
        return new Hop.Proxy(
                new HostPort("127.0.0.1", proxy.port()),
                false,
                null,
                null,
                new Credentials.Basic("deploy", SecretSource.of(password)),
                List.of());
    }

    private static Optional<Duration> wish(StatusCallback callback) {
        Attempt attempt = callback.send(run("a", RunResult.SUCCESS));
        assertThat(attempt).isInstanceOf(Attempt.Later.class);
        return ((Attempt.Later) attempt).wish();
    }

    private static Login token(String token) {
        return new Login.Token(SecretSource.of(token));
    }

    private Login account(String secret) {
        return new Login.ServiceAccount(console.clientId(), SecretSource.of(secret));
    }

    private ConsoleSettings console(Login login, Access access) {
        return new ConsoleSettings(URI.create(console.url()), login, Pem.authority(console.authorityPem()), access);
    }

    private ConsoleSettings far(Access access) {
        return new ConsoleSettings(
                URI.create("https://" + ConsoleSimulator.HOST),
                token(console.newToken()),
                Pem.authority(console.authorityPem()),
                access);
    }

    private StatusCallback callback(ConsoleSettings settings) {
        return new StatusCallback(() -> settings(settings), clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }

    private static Settings settings(@Nullable ConsoleSettings console) {
        JobSettings job = new JobSettings(
                "shop-configurations",
                "",
                new RepositorySettings("/nowhere", Credentials.none(), null, null, Access.DIRECT, "main"),
                "Jenkinsfile",
                null,
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                "65f0c1");
        return new Settings(
                new Configuration(List.of(), List.of()),
                new ServerSettings("127.0.0.1", 0, null, null, false, 1),
                List.of(job),
                List.of(),
                console,
                new DatabaseSettings(Path.of("."), "", "", null),
                new GitSettings(Path.of("."), 1, 1));
    }

    private static Run run(String trigger, @Nullable RunResult result) {
        return run(trigger, result, 57);
    }

    private static Run run(String trigger, @Nullable RunResult result, int number) {
        return new Run(
                4711,
                "shop-configurations",
                number,
                RunState.ENDED,
                result,
                "",
                Map.of("TRIGGER_ID", trigger),
                "",
                new Cause(Cause.Kind.CONSOLE, "console", ""),
                null,
                RunFacts.UNKNOWN,
                "",
                1,
                CallbackState.DUE,
                NOW,
                NOW,
                NOW);
    }
}
