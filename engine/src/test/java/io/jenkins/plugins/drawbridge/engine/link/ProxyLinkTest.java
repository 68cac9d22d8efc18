package io.jenkins.plugins.drawbridge.engine.link;

import static io.jenkins.plugins.drawbridge.engine.link.Hops.CANARY;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.LONG;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.basic;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.failure;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.link;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.proxy;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.tlsProxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.bastion.ClosedPort;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.WireFault;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ProxyLinkTest {

    private static final HostPort API = new HostPort("api.internal", 6443);
    private static final Pki PKI = Pki.create("proxy authority");
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Names names = new Names();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @Before
    public void aServerBehindTheProxy() throws Exception {
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
    public void passes_a_plain_proxy_and_leaves_the_name_to_it() throws Exception {
        ConnectProxy proxy = start(ProxyRules.open());

        assertThat(echoThrough(link(proxy(proxy.port())))).isEqualTo("hello");

        assertThat(names.asked()).containsExactly("api.internal:6443");
        assertThat(proxy.heads().get(0))
                .containsEntry("host", "api.internal:6443")
                .doesNotContainKey("proxy-authorization");
    }

    @Test
    public void passes_a_proxy_that_speaks_tls_with_a_private_authority() throws Exception {
        ConnectProxy proxy = start(ProxyRules.open().tls(PKI.server("127.0.0.1")));

        assertThat(echoThrough(link(tlsProxy(at(proxy), PKI)))).isEqualTo("hello");
    }

    @Test
    public void does_not_trust_a_proxy_without_its_authority() {
        ConnectProxy proxy = start(ProxyRules.open().tls(PKI.server("127.0.0.1")));
        Hop.Proxy systemTrust = new Hop.Proxy(at(proxy), true, null, null, basic("deploy", CANARY), List.of());

        LinkException untrusted = failure(closing(link(systemTrust)), API);
        LinkException otherAuthority = failure(closing(link(tlsProxy(at(proxy), Pki.create("cluster")))), API);

        assertThat(untrusted.failure()).isEqualTo(Failure.PROXY_CERTIFICATE);
        assertThat(untrusted)
                .hasMessageContaining("proxy 127.0.0.1:" + proxy.port())
                .hasMessageContaining("configure the proxy's own");
        assertThat(otherAuthority.failure()).isEqualTo(Failure.PROXY_CERTIFICATE);
        assertThat(proxy.heads())
                .as("nothing may be sent to an untrusted proxy")
                .isEmpty();
    }

    @Test
    public void does_not_trust_a_proxy_certificate_for_another_name() {
        ConnectProxy proxy = start(ProxyRules.open().tls(PKI.server("bastion.example")));

        LinkException failed = failure(closing(link(tlsProxy(at(proxy), PKI))), API);

        assertThat(failed.failure()).isEqualTo(Failure.PROXY_CERTIFICATE);
        assertThat(failed).hasMessageContaining("is not for the name 127.0.0.1");
    }

    @Test
    public void does_not_trust_an_expired_proxy_certificate() {
        ConnectProxy proxy = start(ProxyRules.open().tls(PKI.expired().server("127.0.0.1")));

        LinkException failed = failure(closing(link(tlsProxy(at(proxy), PKI))), API);

        assertThat(failed.failure()).isEqualTo(Failure.PROXY_CERTIFICATE);
        assertThat(failed).hasMessageContaining("has expired");
    }

    @Test
    public void shows_a_client_certificate_to_the_proxy() throws Exception {
        ConnectProxy proxy =
                start(ProxyRules.open().tls(PKI.server("127.0.0.1")).clientsSignedBy(PKI.authorityPem()));

        assertThat(echoThrough(link(tlsProxy(at(proxy), PKI, PKI.client("deployer")))))
                .isEqualTo("hello");
    }

    @Test
    public void says_that_the_proxy_wants_a_client_certificate_or_another_one() {
        ConnectProxy proxy =
                start(ProxyRules.open().tls(PKI.server("127.0.0.1")).clientsSignedBy(PKI.authorityPem()));

        LinkException none = failure(closing(link(tlsProxy(at(proxy), PKI))), API);
        LinkException wrong = failure(
                closing(link(tlsProxy(at(proxy), PKI, Pki.create("stranger").client("deployer")))), API);

        assertThat(none.failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
        assertThat(none).hasMessageContaining("demands a client certificate and none is configured");
        assertThat(wrong.failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
    }

    @Test
    public void sends_basic_credentials_at_once_whatever_their_characters() throws Exception {
        for (String password : List.of("p:a@s:s", "pässwörd €", " spaces ", "p%40\"\\")) {
            ConnectProxy proxy = start(ProxyRules.open().basic("dep@loy", password));

            assertThat(echoThrough(link(proxy(proxy.port(), basic("dep@loy", password)))))
                    .isEqualTo("hello");

            assertThat(proxy.credentials()).hasSize(1);
        }
    }

    @Test
    public void sends_a_bearer_token_and_further_headers() throws Exception {
        ConnectProxy bearer = start(ProxyRules.open().bearer("t0ken"));
        ConnectProxy header = start(ProxyRules.open().header("X-Access", "zero trust"));

        assertThat(echoThrough(link(proxy(bearer.port(), new Credentials.BearerToken(SecretSource.of("t0ken\n"))))))
                .isEqualTo("hello");
        assertThat(echoThrough(link(proxy(
                        header.port(), Credentials.none(), new Hop.Header("X-Access", SecretSource.of("zero trust"))))))
                .isEqualTo("hello");
    }

    @Test
    public void sends_a_wrong_password_exactly_once_however_many_ask() throws Exception {
        ConnectProxy proxy = start(ProxyRules.open().basic("deploy", "right"));
        proxy.wire().fault(new WireFault.Slow(Duration.ofMillis(50), 0));
        Link link = closing(link(proxy(proxy.port(), basic("deploy", CANARY))));

        List<CompletableFuture<LinkException>> all = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            all.add(FarSide.async(() -> failure(link, API)));
        }

        for (CompletableFuture<LinkException> each : all) {
            assertThat(each.get().failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
            assertThat(each.get()).hasMessageContaining("407").hasMessageContaining("proxy 127.0.0.1");
        }
        assertThat(failure(link, API).failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
        assertThat(proxy.credentials()).hasSize(1);
        String seen =
                new String(Base64.getDecoder().decode(proxy.credentials().get(0).substring(6)), StandardCharsets.UTF_8);
        assertThat(seen).isEqualTo("deploy:" + CANARY);
    }

    @Test
    public void serves_sixteen_threads_once_the_password_is_known_to_be_right() throws Exception {
        ConnectProxy proxy = start(ProxyRules.open().basic("deploy", "right"));
        Link link = closing(link(proxy(proxy.port(), basic("deploy", "right"))));

        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            String text = "thread " + thread;
            all.add(FarSide.async(() -> {
                try (Socket socket = link.connect(API, LONG)) {
                    return FarSide.echo(socket, text);
                }
            }));
        }

        for (int thread = 0; thread < 16; thread++) {
            assertThat(all.get(thread).get()).isEqualTo("thread " + thread);
        }
    }

    @Test
    public void says_that_the_proxy_asks_for_a_login() {
        ConnectProxy proxy = start(ProxyRules.open().basic("deploy", "right"));

        LinkException failed = failure(closing(link(proxy(proxy.port()))), API);

        assertThat(failed.failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
        assertThat(failed).hasMessageContaining("asks for Basic (407) and no credentials are configured");
    }

    @Test
    public void refuses_values_that_could_split_the_request_and_sends_nothing() {
        ConnectProxy proxy = start(ProxyRules.open());
        Hop.Header split = new Hop.Header("X-Access", SecretSource.of(CANARY + "\r\nX-Evil: 1"));
        Link header = closing(link(proxy(proxy.port(), Credentials.none(), split)));
        Link host = closing(link(proxy(proxy.port())));

        assertThatThrownBy(() -> header.connect(API, LONG))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("X-Access")
                .message()
                .doesNotContain(CANARY);
        assertThatThrownBy(() -> host.connect(new HostPort("api\r\nX-Evil: 1", 1), LONG))
                .isInstanceOf(InputException.class);
        assertThat(proxy.heads()).isEmpty();
    }

    @Test
    public void tells_the_answers_of_a_proxy_apart() {
        assertThat(answered("HTTP/1.1 403 Forbidden\r\n\r\n").failure()).isEqualTo(Failure.PROXY_REFUSED);
        assertThat(answered("HTTP/1.1 401 Unauthorized\r\n\r\n").failure()).isEqualTo(Failure.PROXY_REFUSED);
        assertThat(answered("HTTP/1.1 405 Not allowed\r\n\r\n").failure()).isEqualTo(Failure.PROXY_REFUSED);
        assertThat(answered("HTTP/1.1 502 Bad Gateway\r\n\r\n").failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(answered("HTTP/1.0 503 \r\n\r\n")).hasMessageContaining("could not reach api.internal:6443");
        assertThat(answered("HTTP/1.1 504 Timeout\r\n\r\n").failure()).isEqualTo(Failure.TIMEOUT);
        assertThat(answered("HTTP/1.1 302 Found\r\nLocation: http://evil\r\n\r\n")
                        .failure())
                .isEqualTo(Failure.PROTOCOL);
        assertThat(answered("SSH-2.0-OpenSSH_9.2\r\n")).hasMessageContaining("its answer is not HTTP");
        assertThat(answered("")).hasMessageContaining("it closed the connection");
        assertThat(answered("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000))).hasMessageContaining("has no end");
        assertThat(answered("HTTP/1.1 200").failure()).isEqualTo(Failure.PROTOCOL);
    }

    @Test
    public void does_not_repeat_what_a_hostile_proxy_says() {
        LinkException failed =
                answered("HTTP/1.1 407 \u001b[31m" + CANARY + "\r\nProxy-Authenticate: " + CANARY + "\r\n\r\n");

        assertThat(failed.getMessage()).doesNotContain("\u001b");
    }

    @Test
    public void keeps_the_bytes_that_arrive_with_the_answer() throws Exception {
        ConnectProxy proxy = start(ProxyRules.open());
        proxy.answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nfirst words");

        try (Socket socket = closing(link(proxy(proxy.port()))).connect(API, LONG)) {
            assertThat(socket.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("first words");
        }
    }

    @Test
    public void names_a_proxy_that_is_not_there_and_one_that_cannot_reach_the_target() throws Exception {
        ClosedPort gone = closing(ClosedPort.reserve());
        ConnectProxy proxy = start(ProxyRules.open());

        LinkException refused = failure(closing(link(proxy(gone.port()))), API);
        LinkException unknown = failure(closing(link(proxy(proxy.port()))), new HostPort("nowhere.internal", 1));

        assertThat(refused.failure()).isEqualTo(Failure.REFUSED);
        assertThat(refused.hop()).isEqualTo("proxy 127.0.0.1:" + gone.port());
        assertThat(unknown).hasMessageContaining("could not reach nowhere.internal:1");
    }

    @Test
    public void tells_plain_and_tls_proxies_apart() {
        ConnectProxy plain = start(ProxyRules.open());
        ConnectProxy secure = start(ProxyRules.open().tls(PKI.server("127.0.0.1")));

        LinkException writeHttp = failure(closing(link(tlsProxy(at(plain), PKI))), API, Duration.ofSeconds(3));
        LinkException writeHttps = failure(closing(link(proxy(secure.port()))), API);

        assertThat(writeHttp.failure()).isIn(Failure.PROTOCOL, Failure.TIMEOUT);
        assertThat(writeHttps.failure()).isEqualTo(Failure.PROTOCOL);
        assertThat(writeHttps).hasMessageContaining("https://");
    }

    @Test
    public void gives_up_in_time_wherever_the_proxy_stalls() {
        ConnectProxy stalled = start(ProxyRules.open().tls(PKI.server("127.0.0.1")));
        stalled.wire().fault(new WireFault.Stall());
        ConnectProxy midTls = start(ProxyRules.open().tls(PKI.server("127.0.0.1")));
        midTls.wire().fault(new WireFault.StallAfter(100));
        ConnectProxy silent = start(ProxyRules.open());
        silent.fallSilent();
        ConnectProxy dripping = start(ProxyRules.open());
        dripping.wire().fault(new WireFault.Slow(Duration.ZERO, 40));

        assertTimesOut(tlsProxy(at(stalled), PKI), "TLS handshake");
        assertTimesOut(tlsProxy(at(midTls), PKI), "TLS handshake");
        assertTimesOut(proxy(silent.port()), "CONNECT");
        assertTimesOut(proxy(dripping.port()), "CONNECT");
    }

    @Test
    public void says_when_the_proxy_hangs_up_in_the_handshake() {
        ConnectProxy proxy = start(ProxyRules.open().tls(PKI.server("127.0.0.1")));
        proxy.wire().fault(new WireFault.DropAfter(200));

        LinkException failed = failure(closing(link(tlsProxy(at(proxy), PKI))), API);

        assertThat(failed.failure()).isEqualTo(Failure.PROTOCOL);
    }

    @Test
    public void passes_two_proxies_and_reports_each_step() throws Exception {
        ConnectProxy inner = start(ProxyRules.open());
        names.put("second.internal", 3128, inner.port());
        ConnectProxy outer = start(ProxyRules.open().tls(PKI.server("127.0.0.1")));
        Hop.Proxy second =
                new Hop.Proxy(new HostPort("second.internal", 3128), false, null, null, Credentials.none(), List.of());
        List<String> steps = new CopyOnWriteArrayList<>();
        Link link = Links.open(
                new Access(List.of(tlsProxy(at(outer), PKI), second)),
                (hop, step, took) -> steps.add(hop + ": " + step));

        assertThat(echoThrough(link)).isEqualTo("hello");

        String first = "proxy 127.0.0.1:" + outer.port() + ": ";
        assertThat(steps)
                .containsExactly(
                        first + "TCP",
                        first + "TLS 1.3",
                        first + "CONNECT to second.internal:3128",
                        "proxy second.internal:3128: CONNECT to api.internal:6443");
    }

    private LinkException answered(String text) {
        ConnectProxy proxy = start(ProxyRules.open());
        proxy.answer(text);
        return failure(closing(link(proxy(proxy.port(), basic("deploy", CANARY)))), API);
    }

    private void assertTimesOut(Hop.Proxy hop, String phase) {
        long started = System.nanoTime();
        LinkException failed = failure(closing(link(hop)), API, SHORT);
        assertThat(failed.failure()).isEqualTo(Failure.TIMEOUT);
        assertThat(failed).hasMessageContaining(phase);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SHORT.plusSeconds(10));
    }

    private String echoThrough(Link link) throws Exception {
        try (Link bridge = link;
                Socket socket = bridge.connect(API, LONG)) {
            return FarSide.echo(socket, "hello");
        }
    }

    private static HostPort at(ConnectProxy proxy) {
        return new HostPort("127.0.0.1", proxy.port());
    }

    private ConnectProxy start(ProxyRules rules) {
        return closing(ConnectProxy.start(rules, names));
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }
}
