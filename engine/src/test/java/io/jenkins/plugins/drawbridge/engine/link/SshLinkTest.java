package io.jenkins.plugins.drawbridge.engine.link;

import static io.jenkins.plugins.drawbridge.engine.link.Hops.CANARY;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.LONG;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.failure;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.link;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.password;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.pinned;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.ssh;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshKeys;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.WireFault;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SshLinkTest {

    private static final HostPort API = new HostPort("api.internal", 6443);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final KeyPair RSA = SshKeys.generate("rsa");

    private final Names names = new Names();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @Before
    public void aServerBehindTheBastion() throws Exception {
        FarSide server = closing(new FarSide());
        names.put("api.internal", 6443, server.port());
    }

    @After
    public void closeAll() throws Exception {
        for (int index = opened.size() - 1; index >= 0; index--) {
            opened.get(index).close();
        }
    }

    @Test
    public void logs_in_with_a_password_and_leaves_the_name_to_the_bastion() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "p:a@ss€"));

        assertThat(echoThrough(link(ssh(bastion.port(), password("p:a@ss€"), pinned(bastion.fingerprints())))))
                .isEqualTo("hello");

        assertThat(names.asked()).containsExactly("api.internal:6443");
        assertThat(bastion.passwords()).containsExactly("p:a@ss€");
    }

    @Test
    public void logs_in_where_the_password_is_asked_for_interactively() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right").askingInteractively());

        assertThat(echoThrough(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints())))))
                .isEqualTo("hello");
    }

    @Test
    public void gives_the_password_to_no_other_question() {
        List<SshRules> others = List.of(
                SshRules.password("deploy", CANARY).asking(false, "Password: ", "One-time code: "),
                SshRules.password("deploy", CANARY).asking(true, "User name: "));
        for (SshRules rules : others) {
            SshBastion bastion = start(rules);

            LinkException failed =
                    failure(closing(link(ssh(bastion.port(), password(CANARY), pinned(bastion.fingerprints())))), API);

            assertThat(failed.failure()).isEqualTo(Failure.SSH_AUTHENTICATION);
            assertThat(failed)
                    .hasMessageContaining("asks for something other than one password for the user deploy; use a key");
            assertThat(bastion.passwords()).as("%s", rules.questions()).isEmpty();
        }
    }

    @Test
    public void does_not_log_in_to_a_server_without_strict_key_exchange() {
        SshBastion bastion = start(SshRules.password("deploy", CANARY).withoutStrictKeyExchange());

        LinkException failed =
                failure(closing(link(ssh(bastion.port(), password(CANARY), pinned(bastion.fingerprints())))), API);

        assertThat(failed.failure()).isEqualTo(Failure.PROTOCOL);
        assertThat(failed)
                .hasMessageContaining("SSH hop 127.0.0.1:" + bastion.port())
                .hasMessageContaining("has no strict key exchange (CVE-2023-48795); update it");
        assertThat(bastion.passwords()).isEmpty();
    }

    @Test
    public void logs_in_with_openssh_keys_of_each_kind_with_and_without_passphrase() throws Exception {
        for (String kind : List.of("ed25519", "ecdsa", "rsa")) {
            KeyPair key = SshKeys.generate(kind);
            SshBastion bastion = start(SshRules.key("deploy", key.getPublic()));
            Hop.HostKeys pins = pinned(bastion.fingerprints());

            assertThat(echoThrough(link(ssh(bastion.port(), key(SshKeys.openSsh(key, null), null), pins))))
                    .as(kind)
                    .isEqualTo("hello");
            assertThat(echoThrough(link(ssh(bastion.port(), key(SshKeys.openSsh(key, "open"), "open"), pins))))
                    .as(kind + " with passphrase")
                    .isEqualTo("hello");
        }
    }

    @Test
    public void logs_in_with_pem_keys() throws Exception {
        SshBastion bastion = start(SshRules.key("deploy", RSA.getPublic()));
        Hop.HostKeys pins = pinned(bastion.fingerprints());
        String pkcs8 = pem("PRIVATE KEY", RSA.getPrivate().getEncoded());
        String pkcs1 = new String(PemKeys.pkcs1(RSA, null), StandardCharsets.US_ASCII);
        String encrypted = new String(PemKeys.pkcs1(RSA, "open"), StandardCharsets.US_ASCII);

        assertThat(echoThrough(link(ssh(bastion.port(), key(pkcs8, null), pins))))
                .isEqualTo("hello");
        assertThat(echoThrough(link(ssh(bastion.port(), key(pkcs1, null), pins))))
                .isEqualTo("hello");
        assertThat(echoThrough(link(ssh(bastion.port(), key(encrypted, "open"), pins))))
                .isEqualTo("hello");
    }

    @Test
    public void says_what_is_wrong_with_a_key_before_anything_is_sent() {
        SshBastion bastion = start(SshRules.key("deploy", RSA.getPublic()));
        Hop.HostKeys pins = pinned(bastion.fingerprints());
        String locked = SshKeys.openSsh(RSA, CANARY);

        LinkException missing = failure(closing(link(ssh(bastion.port(), key(locked, null), pins))), API);
        LinkException wrong = failure(closing(link(ssh(bastion.port(), key(locked, "x" + CANARY), pins))), API);
        LinkException garbage = failure(closing(link(ssh(bastion.port(), key(CANARY, null), pins))), API);

        assertThat(missing).hasMessageContaining("needs a passphrase");
        assertThat(wrong).hasMessageContaining("does not open with its passphrase");
        assertThat(garbage).hasMessageContaining("is not a private key that can be read");
        assertThat(bastion.wire().connections()).isZero();
    }

    @Test
    public void tries_a_wrong_password_exactly_once_however_many_ask() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        assertRefusedOnce(bastion);
    }

    @Test
    public void tries_a_wrong_password_exactly_once_where_it_is_asked_for_interactively() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right").askingInteractively());
        assertRefusedOnce(bastion);
    }

    @Test
    public void says_that_a_key_is_refused_and_remembers_it() {
        SshBastion bastion = start(SshRules.key("deploy", RSA.getPublic()));
        String other = SshKeys.openSsh(SshKeys.generate("ed25519"), null);
        Link link = closing(link(ssh(bastion.port(), key(other, null), pinned(bastion.fingerprints()))));

        LinkException first = failure(link, API);
        LinkException second = failure(link, API);

        assertThat(first.failure()).isEqualTo(Failure.SSH_AUTHENTICATION);
        assertThat(first).hasMessageContaining("authorized_keys").hasMessageContaining("SSH hop 127.0.0.1");
        assertThat(second).hasMessage(first.getMessage());
        assertThat(bastion.wire().connections()).isEqualTo(1);
    }

    @Test
    public void says_that_a_server_takes_no_passwords() {
        SshBastion bastion = start(SshRules.key("deploy", RSA.getPublic()));

        LinkException failed =
                failure(closing(link(ssh(bastion.port(), password(CANARY), pinned(bastion.fingerprints())))), API);

        assertThat(failed.failure()).isEqualTo(Failure.SSH_AUTHENTICATION);
        assertThat(failed).hasMessageContaining("use a key");
    }

    @Test
    public void refuses_a_host_key_that_is_not_pinned_and_names_both_fingerprints() {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        KeyPair expected = SshKeys.generate("ed25519");
        String line = "[127.0.0.1]:" + bastion.port() + " " + SshKeys.line(expected.getPublic());

        LinkException byLine = failure(closing(link(ssh(bastion.port(), password(CANARY), known(line)))), API);
        LinkException byPrint = failure(
                closing(link(ssh(
                        bastion.port(), password(CANARY), pinned(List.of(SshKeys.fingerprint(expected.getPublic())))))),
                API);

        for (LinkException failed : List.of(byLine, byPrint)) {
            assertThat(failed.failure()).isEqualTo(Failure.HOST_KEY);
            assertThat(failed)
                    .hasMessageContaining(bastion.fingerprints().get(0))
                    .hasMessageContaining(SshKeys.fingerprint(expected.getPublic()))
                    .hasMessageContaining("administrator");
        }
        assertThat(bastion.passwords()).as("nothing may be sent to a stranger").isEmpty();
    }

    @Test
    public void finds_the_pinned_fingerprint_among_several_host_keys() throws Exception {
        KeyPair ecdsa = SshKeys.generate("ecdsa");
        SshBastion bastion =
                start(SshRules.password("deploy", "right").hostKeys(SshKeys.generate("ed25519"), ecdsa, RSA));

        for (KeyPair pinned : List.of(ecdsa, RSA)) {
            Hop.HostKeys pins = pinned(List.of(SshKeys.fingerprint(pinned.getPublic())));
            assertThat(echoThrough(link(ssh(bastion.port(), password("right"), pins))))
                    .isEqualTo("hello");
        }
        assertThat(bastion.passwords()).hasSize(2);
    }

    @Test
    public void asks_only_for_the_key_type_that_known_hosts_pins() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right").hostKeys(SshKeys.generate("ed25519"), RSA));
        String pinsRsa = "[127.0.0.1]:" + bastion.port() + " " + SshKeys.line(RSA.getPublic());
        String pinsEcdsa = "127.0.0.1 " + SshKeys.line(SshKeys.generate("ecdsa").getPublic());

        assertThat(echoThrough(link(ssh(bastion.port(), password("right"), known(pinsRsa)))))
                .isEqualTo("hello");
        LinkException gone = failure(closing(link(ssh(bastion.port(), password(CANARY), known(pinsEcdsa)))), API);

        assertThat(gone.failure()).isEqualTo(Failure.HOST_KEY);
        assertThat(gone).hasMessageContaining("no host key of a pinned type (ecdsa-sha2-nistp256)");
        assertThat(bastion.wire().connections()).isEqualTo(2);
    }

    @Test
    public void reads_hashed_known_hosts() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Mac mac = Mac.getInstance("HmacSHA1");
        byte[] salt = "twenty bytes of salt".getBytes(StandardCharsets.US_ASCII);
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        byte[] hash = mac.doFinal(("[127.0.0.1]:" + bastion.port()).getBytes(StandardCharsets.US_ASCII));
        Base64.Encoder base64 = Base64.getEncoder();
        String name = "|1|" + base64.encodeToString(salt) + "|" + base64.encodeToString(hash);

        assertThat(echoThrough(link(ssh(bastion.port(), password("right"), known(bastion.knownHosts(name))))))
                .isEqualTo("hello");
    }

    @Test
    public void refuses_a_revoked_key_and_a_server_without_a_line() {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        String revoked =
                bastion.knownHosts("*") + "@revoked * " + bastion.knownHosts("").strip();

        LinkException stolen = failure(closing(link(ssh(bastion.port(), password(CANARY), known(revoked)))), API);
        LinkException unknown = failure(
                closing(link(ssh(bastion.port(), password(CANARY), known(bastion.knownHosts("other.example"))))), API);

        assertThat(stolen.failure()).isEqualTo(Failure.HOST_KEY);
        assertThat(stolen)
                .hasMessageContaining("@revoked")
                .hasMessageContaining(bastion.fingerprints().get(0));
        assertThat(unknown.failure()).isEqualTo(Failure.HOST_KEY);
        assertThat(unknown).hasMessageContaining("no known_hosts line is for it");
        assertThat(bastion.passwords()).isEmpty();
    }

    @Test
    public void tells_the_ways_a_target_cannot_be_reached_apart() {
        SshBastion bastion =
                start(SshRules.password("deploy", "right").forwardingOnlyTo(target -> target.endsWith(":1")));
        Link link = closing(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints()))));

        LinkException prohibited = failure(link, API);
        LinkException unknown = failure(link, new HostPort("nowhere.internal", 1));

        assertThat(prohibited.failure()).isEqualTo(Failure.REFUSED);
        assertThat(prohibited).hasMessageContaining("does not allow forwarding to api.internal:6443");
        assertThat(unknown.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(unknown).hasMessageContaining("could not reach nowhere.internal:1");
        assertThat(bastion.passwords()).as("one session serves all").hasSize(1);
    }

    @Test
    public void opens_a_new_session_when_the_old_one_was_cut() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Link link = closing(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints()))));

        try (Socket first = link.connect(API, LONG)) {
            assertThat(FarSide.echo(first, "one")).isEqualTo("one");
            CompletableFuture<Integer> reader =
                    FarSide.async(() -> first.getInputStream().read());
            bastion.wire().cut();
            assertThat(reader)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(java.io.IOException.class);
        }
        try (Socket second = link.connect(API, LONG)) {
            assertThat(FarSide.echo(second, "two")).isEqualTo("two");
        }
        assertThat(bastion.wire().connections()).isEqualTo(2);
    }

    @Test
    public void opens_a_new_session_at_once_when_the_old_one_ends_before_it_answers() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Link link = closing(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints()))));
        link.connect(API, LONG).close();

        CompletableFuture<Void> taken = bastion.leaveNextForwardUnanswered();
        CompletableFuture<Socket> opening = FarSide.async(() -> link.connect(API, Duration.ofHours(1)));
        assertThat(taken).succeedsWithin(LONG);
        bastion.wire().cut();

        assertThat(opening).succeedsWithin(LONG);
        assertThat(FarSide.echo(closing(opening.get()), "hello")).isEqualTo("hello");
        assertThat(bastion.wire().connections()).isEqualTo(2);
    }

    @Test
    public void connects_again_whenever_the_first_of_two_sessions_is_cut() throws Exception {
        SshBastion first = start(SshRules.password("deploy", "one"));
        SshBastion second = start(SshRules.password("deploy", "two"));
        Link link = closing(link(
                ssh(first.port(), password("one"), pinned(first.fingerprints())),
                ssh(second.port(), password("two"), pinned(second.fingerprints()))));

        for (int round = 0; round < 30; round++) {
            try (Socket socket = link.connect(API, LONG)) {
                assertThat(FarSide.echo(socket, "round " + round)).isEqualTo("round " + round);
            }
            first.wire().cut();
        }
    }

    @Test
    public void a_target_that_does_not_answer_costs_no_session() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Link link = closing(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints()))));
        link.connect(API, LONG).close();

        for (int attempt = 0; attempt < 3; attempt++) {
            CompletableFuture<Void> taken = bastion.leaveNextForwardUnanswered();
            LinkException failed = failure(link, API, SHORT);
            assertThat(taken).succeedsWithin(LONG);
            assertThat(failed.failure()).isEqualTo(Failure.TIMEOUT);
            assertThat(failed).hasMessageContaining("got no answer from api.internal:6443 in time");
        }
        assertThat(FarSide.echo(closing(link.connect(API, LONG)), "hello")).isEqualTo("hello");
        assertThat(bastion.wire().connections()).isEqualTo(1);
    }

    @Test
    public void closing_the_link_frees_whoever_waits_for_an_answer() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Link link = closing(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints()))));
        link.connect(API, LONG).close();

        CompletableFuture<Void> taken = bastion.leaveNextForwardUnanswered();
        CompletableFuture<LinkException> opening = FarSide.async(() -> failure(link, API, Duration.ofHours(1)));
        assertThat(taken).succeedsWithin(LONG);
        link.close();

        assertThat(opening).succeedsWithin(LONG);
        assertThat(opening.get()).hasMessageContaining("closed on this side");
    }

    @Test
    public void notices_by_keep_alive_that_the_session_is_dead() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Link link = closing(Links.open(
                new Access(List.of(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints())))),
                LinkListener.SILENT,
                Duration.ofSeconds(1)));

        try (Socket socket = link.connect(API, LONG)) {
            assertThat(FarSide.echo(socket, "alive")).isEqualTo("alive");
            CompletableFuture<Integer> reader =
                    FarSide.async(() -> socket.getInputStream().read());
            bastion.wire().freeze();
            assertThat(reader)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    public void notices_that_a_write_is_stuck_although_keep_alive_waits_behind_it() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Link link = closing(Links.open(
                new Access(List.of(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints())))),
                LinkListener.SILENT,
                Duration.ofSeconds(1)));

        Socket socket = closing(link.connect(API, LONG));
        bastion.wire().freeze();
        CompletableFuture<Integer> writer = FarSide.async(() -> {
            while (true) {
                socket.getOutputStream().write(new byte[1 << 20]);
            }
        });

        assertThat(writer).failsWithin(LONG).withThrowableThat().havingCause().isInstanceOf(java.io.IOException.class);
    }

    @Test
    public void holds_back_a_far_side_that_sends_more_than_anybody_reads() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        Link link = closing(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints()))));
        Socket unread = closing(link.connect(API, LONG));
        unread.getOutputStream().write('F');

        await(() -> unread.getInputStream().available() > FarSide.MUCH);
        CompletableFuture<String> waiting = FarSide.async(() -> {
            try (Socket other = link.connect(API, LONG)) {
                return FarSide.echo(other, "hello");
            }
        });
        assertThat(unread.getInputStream().available()).isLessThan(FarSide.MUCH + (1 << 20));

        unread.close();
        assertThat(waiting).succeedsWithin(LONG).isEqualTo("hello");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    public void passes_a_slow_link() throws Exception {
        SshBastion bastion = start(SshRules.password("deploy", "right"));
        bastion.wire().fault(new WireFault.Slow(Duration.ofMillis(20), 200_000));

        assertThat(echoThrough(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints())))))
                .isEqualTo("hello");
    }

    @Test
    public void gives_up_in_time_wherever_the_server_stalls() {
        for (int bytes : List.of(0, 30, 300, 1500)) {
            SshBastion bastion = start(SshRules.password("deploy", "right"));
            bastion.wire().fault(bytes == 0 ? new WireFault.Stall() : new WireFault.StallAfter(bytes));
            Link link = closing(link(ssh(bastion.port(), password("right"), pinned(bastion.fingerprints()))));

            long started = System.nanoTime();
            LinkException failed = failure(link, API, SHORT);

            assertThat(failed.failure()).as("after " + bytes).isEqualTo(Failure.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SHORT.plusSeconds(10));
        }
    }

    @Test
    public void says_when_it_is_no_ssh_server_or_hangs_up() {
        SshBastion liar = start(SshRules.password("deploy", "right"));
        liar.wire().fault(new WireFault.Lie("HTTP/1.1 400 Bad Request\r\n\r\n"));
        SshBastion cut = start(SshRules.password("deploy", "right"));
        cut.wire().fault(new WireFault.DropAfter(300));

        for (SshBastion bastion : List.of(liar, cut)) {
            LinkException failed =
                    failure(closing(link(ssh(bastion.port(), password(CANARY), pinned(bastion.fingerprints())))), API);
            assertThat(failed.failure()).isEqualTo(Failure.PROTOCOL);
            assertThat(failed).hasMessageContaining("SSH hop 127.0.0.1");
        }
    }

    private void assertRefusedOnce(SshBastion bastion) throws Exception {
        Link link = closing(link(ssh(bastion.port(), password(CANARY), pinned(bastion.fingerprints()))));
        List<CompletableFuture<LinkException>> all = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            all.add(FarSide.async(() -> failure(link, API)));
        }
        for (CompletableFuture<LinkException> each : all) {
            assertThat(each.get().failure()).isEqualTo(Failure.SSH_AUTHENTICATION);
            assertThat(each.get()).hasMessageContaining("refused the password of the user deploy");
        }
        assertThat(bastion.passwords()).containsExactly(CANARY);
    }

    private static Hop.SshIdentity key(String text, String passphrase) {
        return new Hop.SshIdentity.Key(SecretSource.of(text), passphrase == null ? null : SecretSource.of(passphrase));
    }

    private static Hop.HostKeys known(String lines) {
        return new Hop.HostKeys.KnownHosts(lines);
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type + "-----\n";
    }

    private String echoThrough(Link link) throws Exception {
        try (Link bridge = link;
                Socket socket = bridge.connect(API, LONG)) {
            return FarSide.echo(socket, "hello");
        }
    }

    private SshBastion start(SshRules rules) {
        return closing(SshBastion.start(rules, names));
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }
}
