package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that the environment names, as kubectl and mlp heed it: {@code HTTPS_PROXY} and {@code NO_PROXY}, or the same
 * in small letters. It counts where nothing nearer says how the cluster is reached.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">httpproxy, whose rules these are</a>
 */
public final class ProxyVariables {

    private ProxyVariables() {}

    /**
     * The cluster as it is reached by these variables; itself if it has an access of its own, or none of them is about it.
     *
     * @throws InputException if the proxy's URL is none; does not repeat it, since it may hold a password
     */
    public static Cluster applyTo(Cluster cluster, Map<String, String> variables) {
        String proxy = variable(variables, "HTTPS_PROXY");
        boolean counts = cluster.access().equals(Access.DIRECT)
                && !proxy.isEmpty()
                && !new NoProxy(variable(variables, "NO_PROXY")).exempts(cluster.address());
        return counts ? cluster.through(new Access(List.of(hop(proxy)))) : cluster;
    }

    private static String variable(Map<String, String> variables, String name) {
        String given = variables.getOrDefault(name, "");
        return given.isEmpty() ? variables.getOrDefault(name.toLowerCase(Locale.ROOT), "") : given;
    }

    private static Hop hop(String proxy) {
        return Optional.of(proxy)
                .filter(text -> text.contains("://"))
                .or(() -> Optional.of("http://" + proxy))
                .flatMap(ProxyUrl::parse)
                .orElseThrow(() -> new InputException("HTTPS_PROXY must be " + ProxyUrl.WORDS
                        + "; unset it, or name the host in NO_PROXY, to reach the cluster without a proxy"));
    }
}
