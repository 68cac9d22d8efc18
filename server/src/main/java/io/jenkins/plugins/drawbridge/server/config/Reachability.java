package io.jenkins.plugins.drawbridge.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who can reach the server, and what it needs for that: users, and TLS of its own or in front of it.
 *
 * @param host address it listens on
 * @param users whether there are any
 * @param tls whether it has a certificate of its own
 * @param behindProxy whether a reverse proxy brings requests from elsewhere
 */
record Reachability(String host, boolean users, boolean tls, boolean behindProxy) {

    static Reachability of(Settings settings) {
        ServerSettings server = settings.server();
        return new Reachability(server.host(), !settings.users().isEmpty(), server.tls() != null, server.behindProxy());
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        boolean loopback = isLoopback(host);
        if (!users && !loopback) {
            faults.add("server listens on " + host + ", which others can reach, and there are no users;"
                    + " add users, or leave host out");
        }
        if (!users && loopback && behindProxy) {
            faults.add("server is behind a proxy that others can reach, and there are no users; add users");
        }
        if (!loopback && !tls && !behindProxy) {
            faults.add("server listens on " + host + " without TLS; add server.tls, or set"
                    + " behindProxy: true if a reverse proxy ends TLS before it");
        }
        return faults;
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) { // then it is no address of this machine, and listening will fail
            return false;
        }
    }
}
