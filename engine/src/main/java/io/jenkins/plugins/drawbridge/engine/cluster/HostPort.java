package io.jenkins.plugins.drawbridge.engine.cluster;

/**
 * A host name or address literal (IPv6 without brackets) and a TCP port. Never resolved here: names are resolved by
 * whoever stands nearest to the target.
 */
public record HostPort(String host, int port) {

    public HostPort {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a host and port: " + host + ":" + port);
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
