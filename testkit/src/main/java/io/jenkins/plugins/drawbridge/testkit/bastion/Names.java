package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The far side's name server: names that exist nowhere else, so that a client which resolved them itself would fail.
 * Loopback addresses pass unchanged, everything else does not resolve. Thread-safe.
 */
public final class Names {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "0:0:0:0:0:0:0:1");

    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Lets a name and port lead to a port on loopback. */
    public Names put(String host, int port, int loopbackPort) {
        ports.put(host + ":" + port, loopbackPort);
        return this;
    }

    /** Every {@code host:port} that was asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        asked.add(host + ":" + port);
        Integer mapped = ports.get(host + ":" + port);
        if (mapped == null && !LOOPBACK.contains(host)) {
            throw new UnknownHostException(host);
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), mapped == null ? port : mapped);
    }
}
