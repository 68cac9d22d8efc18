package io.jenkins.plugins.drawbridge.engine.link;

import static io.jenkins.plugins.drawbridge.engine.link.Hops.LONG;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.basic;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.failure;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.link;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.password;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.pinned;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.proxy;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.ssh;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.tlsProxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.bastion.ClosedPort;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.SocksServer;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;

/** What every kind of link must do, whatever it passes. */
public class LinkTest {

    private static final HostPort API = new HostPort("api.internal", 6443);
    private static final Pki PKI = Pki.create("link test");

    private final Names names = new Names();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Map<String, Hop[]> ways = new LinkedHashMap<>();
    private FarSide server;

    @Before
    public void allWays() throws Exception {
        server = closing(new FarSide());
        names.put("api.internal", 6443, server.port());
        ConnectProxy plain = closing(ConnectProxy.start(ProxyRules.open().basic("u", "p"), names));
        ConnectProxy secure = closing(ConnectProxy.start(ProxyRules.open().tls(PKI.server("127.0.0.1")), names));
        SocksServer socks = closing(SocksServer.start(null, names));
        SshBastion first = closing(SshBastion.start(SshRules.password("deploy", "one"), names));
        SshBastion second = closing(SshBastion.start(SshRules.password("admin", "two"), names));
        SshBastion third = closing(SshBastion.start(SshRules.password("deploy", "three"), names));
        names.put("first.internal", 2222, first.port());
        names.put("second.internal", 22, second.port());
        names.put("third.internal", 22, third.port());
        Hop hop1 = ssh(first.port(), password("one"), pinned(first.fingerprints()));
        Hop inside1 = new Hop.Ssh(
                new HostPort("first.internal", 2222),
                "deploy",
                password("one"),
                new Hop.HostKeys.KnownHosts(first.knownHosts("[first.internal]:2222")));
        Hop hop2 = new Hop.Ssh(
                new HostPort("second.internal", 22),
                "admin",
                password("two"),
                new Hop.HostKeys.KnownHosts(second.knownHosts("*.internal,!first.internal")));
        Hop hop3 = new Hop.Ssh(
                new HostPort("third.internal", 22), "deploy", password("three"), pinned(third.fingerprints()));
        ways.put("proxy", new Hop[] {proxy(plain.port(), basic("u", "p"))});
        ways.put("TLS proxy", new Hop[] {tlsProxy(new HostPort("127.0.0.1", secure.port()), PKI)});
        ways.put("SOCKS", new Hop[] {new Hop.Socks(new HostPort("127.0.0.1", socks.port()), null, null)});
        ways.put("SSH", new Hop[] {hop1});
        ways.put("SSH, SSH, SSH", new Hop[] {hop1, hop2, hop3});
        ways.put(
                "TLS proxy, SSH, SSH",
                new Hop[] {tlsProxy(new HostPort("127.0.0.1", secure.port()), PKI), inside1, hop2});
    }

    @After
    public void closeAll() throws Exception {
        for (int index = opened.size() - 1; index >= 0; index--) {
            opened.get(index).close();
        }
    }

    @Test
    public void carries_much_both_ways_unharmed() throws Exception {
        for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
            try (Link link = link(way.getValue());
                    Socket socket = link.connect(API, LONG)) {
                assertThat(FarSide.muchBothWays(socket)).as(way.getKey()).isTrue();
            }
        }
        assertThat(names.asked())
                .contains("api.internal:6443", "second.internal:22", "third.internal:22", "first.internal:2222");
    }

    @Test
    public void can_end_one_direction_and_still_read_the_other() throws Exception {
        for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
            try (Link link = link(way.getValue());
                    Socket socket = link.connect(API, LONG)) {
                assertThat(FarSide.muchThenHalfClose(socket)).as(way.getKey()).isTrue();
            }
        }
    }

    @Test
    public void sees_the_end_when_the_far_side_closes() throws Exception {
        for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
            try (Link link = link(way.getValue());
                    Socket socket = link.connect(API, LONG)) {
                assertThat(FarSide.echo(socket, "hello")).isEqualTo("hello");
                socket.getOutputStream().write('Q');
                assertThat(socket.getInputStream().read()).as(way.getKey()).isEqualTo(-1);
            }
        }
    }

    @Test
    public void reading_honours_the_timeout_and_goes_on_afterwards() throws Exception {
        for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
            try (Link link = link(way.getValue());
                    Socket socket = link.connect(API, LONG)) {
                socket.setSoTimeout(100);
                assertThatThrownBy(() -> socket.getInputStream().read())
                        .as(way.getKey())
                        .isInstanceOf(SocketTimeoutException.class);
                socket.setSoTimeout(20_000);
                assertThat(FarSide.echo(socket, "still there")).isEqualTo("still there");
            }
        }
    }

    @Test
    public void closing_a_socket_or_the_link_frees_whoever_reads() throws Exception {
        for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
            Link link = closing(link(way.getValue()));
            Socket one = link.connect(API, LONG);
            Socket other = link.connect(API, LONG);
            CompletableFuture<Integer> readsOne =
                    FarSide.async(() -> one.getInputStream().read());
            CompletableFuture<Integer> readsOther =
                    FarSide.async(() -> other.getInputStream().read());

            one.close();
            assertEnds(readsOne, way.getKey());
            assertThat(one.isClosed()).isTrue();
            assertThat(FarSide.async(() -> readsOther.isDone()).get()).isFalse();
            link.close();
            assertEnds(readsOther, way.getKey());
            assertThat(failure(link, API)).hasMessageContaining("closed");
        }
    }

    @Test
    public void closing_frees_whoever_writes_to_a_far_side_that_does_not_read() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            names.put("deaf.internal", 1, deaf.getLocalPort());
            for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
                try (Link link = link(way.getValue())) {
                    Socket socket = link.connect(new HostPort("deaf.internal", 1), LONG);
                    CompletableFuture<Integer> writer = FarSide.async(() -> {
                        while (true) {
                            socket.getOutputStream().write(new byte[1 << 20]);
                        }
                    });
                    assertThat(writer).as(way.getKey()).matches(future -> stillBusy(future));
                    socket.close();
                    assertEnds(writer, way.getKey());
                }
            }
        }
    }

    @Test
    public void carries_tls_and_http_of_okhttp() throws Exception {
        SSLServerSocket https = (SSLServerSocket) PKI.server("api.internal")
                .sslContext(null)
                .getServerSocketFactory()
                .createServerSocket(0, 20, InetAddress.getLoopbackAddress());
        closing(https);
        names.put("api.internal", 443, https.getLocalPort());
        CompletableFuture<Void> serving = FarSide.async(() -> {
            for (int connection = 0; connection < ways.size(); connection++) {
                answerHttp((SSLSocket) https.accept());
            }
            return null;
        });
        Tls tls = Tls.verifying(Hops.authority(PKI), null);
        for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
            try (Link link = link(way.getValue())) {
                OkHttpClient client = new OkHttpClient.Builder()
                        .proxy(java.net.Proxy.NO_PROXY)
                        .socketFactory(new LinkSocketFactory(link, new HostPort("api.internal", 443), LONG))
                        .dns(host -> List.of(InetAddress.getByAddress(host, new byte[4])))
                        .sslSocketFactory(tls.socketFactory(), tls.trustManager())
                        .build();
                Request request =
                        new Request.Builder().url("https://api.internal/").build();
                try (Response response = client.newCall(request).execute()) {
                    assertThat(response.body().string()).as(way.getKey()).isEqualTo("hello over TLS");
                }
                client.connectionPool().evictAll();
            }
        }
        assertThat(serving).succeedsWithin(LONG);
    }

    @Test
    public void opens_no_listening_port() throws Exception {
        Assume.assumeTrue("Linux only", Files.exists(Path.of("/proc/self/net/tcp")));
        Set<String> before = listening();
        for (Map.Entry<String, Hop[]> way : ways.entrySet()) {
            try (Link link = link(way.getValue());
                    Socket socket = link.connect(API, LONG)) {
                assertThat(FarSide.echo(socket, "hello")).isEqualTo("hello");
                assertThat(listening()).as(way.getKey()).isEqualTo(before);
            }
        }
    }

    @Test
    public void reaches_a_target_directly_and_says_why_it_does_not() throws Exception {
        List<String> steps = new CopyOnWriteArrayList<>();
        HostPort target = new HostPort("localhost", server.port());
        try (Link link = Links.open(Access.DIRECT, (hop, step, took) -> steps.add(hop + " " + step))) {
            try (Socket socket = link.connect(target, LONG)) {
                assertThat(FarSide.echo(socket, "hello")).isEqualTo("hello");
            }
            HostPort nobody =
                    new HostPort("localhost", closing(ClosedPort.reserve()).port());
            assertThat(failure(link, nobody).failure()).isEqualTo(Failure.REFUSED);
            assertThat(failure(link, new HostPort("no-such-name.invalid", 1)).failure())
                    .isEqualTo(Failure.UNREACHABLE);
        }
        assertThat(steps).containsExactly(target + " TCP");
    }

    @Test
    public void gives_up_in_time_when_nobody_accepts() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Link link = link()) {
            HostPort target = new HostPort("127.0.0.1", full.getLocalPort());
            LinkException failed = null;
            for (int attempt = 0; attempt < 10 && failed == null; attempt++) {
                try {
                    closing(link.connect(target, Duration.ofMillis(300)));
                } catch (LinkException noMoreRoom) {
                    failed = noMoreRoom;
                }
            }
            assertThat(failed).isNotNull();
            assertThat(failed.failure()).isEqualTo(Failure.TIMEOUT);
        }
    }

    @Test
    public void says_that_no_time_was_left_and_not_that_a_name_is_unknown() {
        try (Workers workers = new Workers();
                DirectLink link = new DirectLink(LinkListener.SILENT, workers)) {
            for (String host : List.of("127.0.0.1", "::1", "no-such-name.invalid")) {
                Target target = Target.of(new HostPort(host, server.port()));
                assertThatThrownBy(() -> link.connect(target, new Deadline(System.nanoTime())))
                        .hasMessage("Cannot reach " + target.label() + ": no time was left for it; allow more time.")
                        .isInstanceOfSatisfying(LinkException.class, failed -> assertThat(failed.failure())
                                .isEqualTo(Failure.TIMEOUT));
            }
        }
    }

    private static boolean stillBusy(CompletableFuture<?> future) {
        try {
            future.get(300, java.util.concurrent.TimeUnit.MILLISECONDS);
            return false;
        } catch (java.util.concurrent.TimeoutException busy) {
            return true;
        } catch (Exception ended) {
            return false;
        }
    }

    private static void assertEnds(CompletableFuture<?> future, String way) {
        assertThat(future)
                .as(way)
                .failsWithin(LONG)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IOException.class);
    }

    private static void answerHttp(SSLSocket client) throws IOException {
        try (client) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 14\r\nConnection: close\r\n\r\nhello over TLS"
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Ports in state LISTEN whose socket belongs to this process. */
    private static Set<String> listening() throws IOException {
        Set<String> own;
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            own = descriptors.map(LinkTest::linkTarget).collect(Collectors.toSet());
        }
        List<String> lines = new ArrayList<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                lines.addAll(Files.readAllLines(Path.of(table)));
            }
        }
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[3].equals("0A") && own.contains("socket:[" + fields[9] + "]"))
                .map(fields -> fields[1])
                .collect(Collectors.toSet());
    }

    private static String linkTarget(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }
}
