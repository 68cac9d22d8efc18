package io.jenkins.plugins.drawbridge.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ProxyVariablesTest {

    private static final String PROXY = "http://proxy.example.com:3128";

    @Test
    public void https_proxy_is_passed_in_capital_or_small_letters() {
        assertThat(hops("api.example.com", Map.of("HTTPS_PROXY", PROXY))).containsExactly(proxy("proxy.example.com"));
        assertThat(hops("api.example.com", Map.of("https_proxy", PROXY))).hasSize(1);
        assertThat(hops("api.example.com", Map.of("HTTPS_PROXY", PROXY, "https_proxy", "http://other")))
                .containsExactly(proxy("proxy.example.com"));
        assertThat(hops("api.example.com", Map.of("HTTPS_PROXY", "", "https_proxy", PROXY)))
                .hasSize(1);
        assertThat(hops("api.example.com", Map.of("HTTP_PROXY", PROXY)))
                .as("is about http:// only")
                .isEmpty();
        assertThat(hops("api.example.com", Map.of())).isEmpty();
    }

    private static Hop proxy(String host) {
        return new Hop.Proxy(new HostPort(host, 3128), false, null, null, Credentials.none(), List.of());
    }

    @Test
    public void a_proxy_is_written_with_or_without_scheme_and_may_ask_for_a_password() {
        assertThat(hops("api.example.com", Map.of("HTTPS_PROXY", "proxy.example.com:3128")))
                .containsExactly(proxy("proxy.example.com"));
        Hop.Proxy withPassword =
                (Hop.Proxy) hops("api.example.com", Map.of("HTTPS_PROXY", "https://ada:p%40ss@proxy.example.com"))
                        .get(0);
        assertThat(withPassword.tls()).isTrue();
        assertThat(withPassword.address()).isEqualTo(new HostPort("proxy.example.com", 443));
        assertThat(((Credentials.Basic) withPassword.credentials())
                        .password()
                        .read()
                        .reveal())
                .isEqualTo("p@ss");
        for (String socks : List.of("socks5://s:1080", "socks5h://s:1080")) {
            assertThat(hops("api.example.com", Map.of("HTTPS_PROXY", socks)))
                    .containsExactly(new Hop.Socks(new HostPort("s", 1080), null, null));
        }
    }

    @Test
    public void no_proxy_exempts_names_addresses_and_networks_as_other_tools_have_it() {
        for (String exempting : List.of(
                "api.example.com",
                "API.Example.com",
                "example.com",
                ".example.com",
                "*.example.com",
                "other, example.com",
                "*",
                "api.example.com:6443",
                "example.com:6443")) {
            assertThat(isExempt("api.example.com", exempting)).as(exempting).isTrue();
        }
        for (String other : List.of(
                "",
                "api.example",
                "pi.example.com",
                ".api.example.com",
                "*.api.example.com",
                "api.example.com:443",
                ":6443",
                "10.0.0.0/8",
                "*example.com")) {
            assertThat(isExempt("api.example.com", other)).as(other).isFalse();
        }
        for (String exempting : List.of("10.0.0.5", "10.0.0.0/8", "10.0.0.5/32", "0.0.0.0/0", "10.0.0.5:6443")) {
            assertThat(isExempt("10.0.0.5", exempting)).as(exempting).isTrue();
        }
        for (String other :
                List.of("10.0.0.4", "10.1.0.0/16", "10.0.0.5:443", "10.0.0.0/x", "10.0.0.0/33", "fd00::/8")) {
            assertThat(isExempt("10.0.0.5", other)).as(other).isFalse();
        }
        for (String exempting : List.of("fd00::5", "fd00:0:0::5", "fd00::/8", "[fd00::5]:6443", "[fd00::5]")) {
            assertThat(isExempt("[fd00::5]", exempting)).as(exempting).isTrue();
        }
        for (String other : List.of("fd00::4", "fe00::/8", "[fd00::5]:443", "10.0.0.0/8")) {
            assertThat(isExempt("[fd00::5]", other)).as(other).isFalse();
        }
    }

    @Test
    public void the_machine_itself_is_never_reached_by_a_proxy() {
        for (String self : List.of("localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "[::1]")) {
            assertThat(isExempt(self, "")).as(self).isTrue();
        }
    }

    @Test
    public void an_access_of_its_own_counts_more() {
        Cluster own = cluster("api.example.com").through(new Access(List.of(proxy("own"))));
        assertThat(ProxyVariables.applyTo(own, Map.of("HTTPS_PROXY", PROXY))).isEqualTo(own);
    }

    @Test
    public void what_is_no_proxy_is_refused_without_its_password() {
        assertThatThrownBy(() -> hops("api.example.com", Map.of("HTTPS_PROXY", "ftp://ada:c4n4ry@proxy")))
                .isInstanceOf(InputException.class)
                .hasMessage("HTTPS_PROXY must be a URL like http://user:password@host:3128, https://... or"
                        + " socks5://host:1080; unset it, or name the host in NO_PROXY, to reach the cluster without a"
                        + " proxy");
        assertThat(isExempt("api.example.com", "example.com", "ftp://x")).isTrue();
    }

    private static boolean isExempt(String host, String noProxy) {
        return isExempt(host, noProxy, PROXY);
    }

    private static boolean isExempt(String host, String noProxy, String proxy) {
        return hops(host, Map.of("HTTPS_PROXY", proxy, "NO_PROXY", noProxy)).isEmpty();
    }

    private static List<Hop> hops(String host, Map<String, String> variables) {
        return ProxyVariables.applyTo(cluster(host), variables).access().hops();
    }

    private static Cluster cluster(String host) {
        return new Cluster(
                "c",
                URI.create("https://" + host + ":6443"),
                null,
                null,
                false,
                Credentials.none(),
                null,
                Access.DIRECT);
    }
}
