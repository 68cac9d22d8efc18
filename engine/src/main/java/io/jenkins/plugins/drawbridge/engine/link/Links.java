package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import java.time.Duration;

/** Builds a link from an access. Nothing is connected, and no thread runs, before the first socket is asked for. */
public final class Links {

    private Links() {}

    /** @param listener hears each step as it is done, on whatever thread does it */
    public static Link open(Access access, LinkListener listener) {
        return open(access, listener, SshLink.ALIVE_INTERVAL);
    }

    static Link open(Access access, LinkListener listener, Duration aliveInterval) {
        return open(access, listener, aliveInterval, new Workers());
    }

    static HopLink open(Access access, LinkListener listener, Duration aliveInterval, Workers workers) {
        HopLink link = new DirectLink(listener, workers);
        for (Hop hop : access.hops()) {
            link = through(link, hop, new Surroundings(listener, workers, aliveInterval));
        }
        return link;
    }

    private record Surroundings(LinkListener listener, Workers workers, Duration aliveInterval) {}

    private static HopLink through(HopLink link, Hop hop, Surroundings around) {
        if (hop instanceof Hop.Proxy proxy) {
            return new ProxyLink(proxy, link, around.listener(), around.workers());
        }
        if (hop instanceof Hop.Socks socks) {
            return new SocksLink(socks, link, around.listener(), around.workers());
        }
        Hop.Ssh ssh = (Hop.Ssh) hop;
        SshHandshake handshake =
                new SshHandshake(ssh, link, around.listener(), around.workers(), around.aliveInterval());
        return new SshLink(ssh, link, around.listener(), handshake);
    }
}
