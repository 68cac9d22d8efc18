package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys that lines of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) give to one server: plain and hashed
 * names, {@code [host]:port}, wildcards, negation, {@code @revoked}. A line without a port also counts for a server on
 * another port when no line names that port, as with OpenSSH. {@code @cert-authority} lines are not used: JSch 0.2.16
 * knows no host certificates.
 */
final class KnownHosts implements HostKeyPins {

    private static final int SSH_PORT = 22;

    private final Set<String> trusted = new LinkedHashSet<>();
    private final Set<String> revoked = new LinkedHashSet<>();
    private final Set<String> types = new LinkedHashSet<>();

    KnownHosts(HostPort server, String lines) {
        List<KnownHostsLine> all = lines.lines()
                .map(KnownHostsLine::parse)
                .flatMap(Stream::ofNullable)
                .toList();
        String withPort = "[" + server.host() + "]:" + server.port();
        List<KnownHostsLine> matching = matching(all, server.port() == SSH_PORT ? server.host() : withPort);
        if (matching.stream().allMatch(KnownHostsLine::revoked) && server.port() != SSH_PORT) {
            matching = Stream.concat(matching.stream(), matching(all, server.host()).stream())
                    .toList();
        }
        matching.forEach(this::take);
    }

    @Override
    public Verdict judge(byte[] key) {
        String encoded = Base64.getEncoder().encodeToString(key);
        if (revoked.contains(encoded)) {
            return Verdict.REVOKED;
        }
        return trusted.contains(encoded) ? Verdict.TRUSTED : Verdict.UNKNOWN;
    }

    @Override
    public List<String> types() {
        return HostKeyAlgorithms.TYPES.stream().filter(types::contains).toList();
    }

    @Override
    public Set<String> fingerprints() {
        Set<String> fingerprints = new LinkedHashSet<>();
        trusted.forEach(key ->
                fingerprints.add(HostKeyPins.fingerprint(Base64.getDecoder().decode(key))));
        return fingerprints;
    }

    private void take(KnownHostsLine line) {
        if (line.revoked()) {
            revoked.add(line.key());
        } else {
            trusted.add(line.key());
        }
        types.add(line.type());
    }

    private static List<KnownHostsLine> matching(List<KnownHostsLine> lines, String name) {
        return lines.stream().filter(line -> line.names(name)).toList();
    }
}
