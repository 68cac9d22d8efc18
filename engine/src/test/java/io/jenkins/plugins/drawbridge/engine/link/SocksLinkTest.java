package io.jenkins.plugins.drawbridge.engine.link;

import static io.jenkins.plugins.drawbridge.engine.link.Hops.CANARY;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.LONG;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.failure;
import static io.jenkins.plugins.drawbridge.engine.link.Hops.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SocksServer;
import io.jenkins.plugins.drawbridge.testkit.bastion.WireFault;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SocksLinkTest {

    private static final HostPort API = new HostPort("api.internal", 6443);

    private final Names names = new Names();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private FarSide server;

    @Before
    public void aServerBehindTheProxy() throws Exception {
        server = closing(new FarSide());
        names.put("api.internal", 6443, server.port());
    }

    @After
    public void closeAll() throws Exception {
        for (int index = opened.size() - 1; index >= 0; index--) {
            opened.get(index).close();
        }
    }

    @Test
    public void passes_names_as_names_and_literals_as_numbers() throws Exception {
        SocksServer socks = closing(SocksServer.start(null, names));
        Link link = closing(link(socks(socks, null, null)));

        for (String host : List.of("api.internal", "127.0.0.1", "::1")) {
            HostPort target = host.equals("api.internal") ? API : new HostPort(host, server.port());
            try (Socket socket = link.connect(target, LONG)) {
                assertThat(FarSide.echo(socket, host)).isEqualTo(host);
            }
        }

        assertThat(socks.addressTypes()).containsExactly(3, 1, 4);
    }

    @Test
    public void logs_in_with_user_and_password() throws Exception {
        SocksServer socks = closing(SocksServer.start("deploy:p:ä@", names));

        try (Link link = link(socks(socks, "deploy", "p:ä@"));
                Socket socket = link.connect(API, LONG)) {
            assertThat(FarSide.echo(socket, "hello")).isEqualTo("hello");
        }
    }

    @Test
    public void sends_a_wrong_password_exactly_once_however_many_ask() throws Exception {
        SocksServer socks = closing(SocksServer.start("deploy:right", names));
        Link link = closing(link(socks(socks, "deploy", CANARY)));

        List<CompletableFuture<LinkException>> all = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            all.add(FarSide.async(() -> failure(link, API)));
        }
        for (CompletableFuture<LinkException> each : all) {
            assertThat(each.get().failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
        }

        assertThat(socks.logins()).containsExactly("deploy:" + CANARY);
    }

    @Test
    public void says_that_a_login_is_missing() {
        SocksServer socks = closing(SocksServer.start("deploy:right", names));

        LinkException failed = failure(closing(link(socks(socks, null, null))), API);

        assertThat(failed.failure()).isEqualTo(Failure.PROXY_AUTHENTICATION);
        assertThat(failed).hasMessageContaining("add user and password");
    }

    @Test
    public void gives_each_reply_code_a_sentence_of_its_own() {
        SocksServer socks = closing(SocksServer.start(null, names));
        Link link = closing(link(socks(socks, null, null)));
        Set<String> sentences = new HashSet<>();

        for (int code = 1; code <= 9; code++) {
            socks.reply(code);
            LinkException failed = failure(link, API);
            sentences.add(failed.getMessage());
            assertThat(failed).hasMessageContaining("SOCKS proxy 127.0.0.1:" + socks.port());
        }

        assertThat(sentences).hasSize(9);
    }

    @Test
    public void says_when_it_is_no_socks_proxy_and_gives_up_when_it_stalls() {
        SocksServer liar = closing(SocksServer.start(null, names));
        liar.wire().fault(new WireFault.Lie("HTTP/1.1 400 Bad Request\r\n\r\n"));
        SocksServer stalled = closing(SocksServer.start(null, names));
        stalled.wire().fault(new WireFault.StallAfter(2));

        LinkException lie = failure(closing(link(socks(liar, null, null))), API);
        LinkException stall = failure(closing(link(socks(stalled, null, null))), API, Duration.ofMillis(300));

        assertThat(lie.failure()).isEqualTo(Failure.PROTOCOL);
        assertThat(lie).hasMessageContaining("not SOCKS5");
        assertThat(stall.failure()).isEqualTo(Failure.TIMEOUT);
    }

    private static Hop.Socks socks(SocksServer server, String user, String password) {
        return new Hop.Socks(
                new HostPort("127.0.0.1", server.port()), user, password == null ? null : SecretSource.of(password));
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }
}
