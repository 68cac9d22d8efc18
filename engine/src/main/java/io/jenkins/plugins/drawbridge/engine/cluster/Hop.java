package io.jenkins.plugins.drawbridge.engine.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One station on the way to a cluster. */
public sealed interface Hop {

    /** Where this hop listens, as seen from the hop before it. */
    HostPort address();

    /** How messages call it: {@code proxy bastion:3128}, {@code SSH hop bastion:22}. */
    String label();

    /**
     * An HTTP proxy that answers CONNECT (RFC 9110, 9.3.6).
     *
     * @param tls whether the proxy itself is spoken to over TLS
     * @param authority who signs the proxy's certificate; null: the system's trust. Never the cluster's.
     * @param clientCertificate shown to the proxy, if any
     * @param credentials none, basic or bearer; sent at once, to this proxy only, never repeated after a refusal
     * @param headers further headers of the CONNECT request
     */
    record Proxy(
            HostPort address,
            boolean tls,
            @Nullable CertificateAuthority authority,
            @Nullable ClientCertificate clientCertificate,
            Credentials credentials,
            List<Header> headers)
            implements Hop {

        public Proxy {
            headers = List.copyOf(headers);
        }

        @Override
        public String label() {
            return "proxy " + address;
        }
    }

    /** A header of the CONNECT request; its value may be a secret (a zero-trust proxy's token). */
    record Header(String name, SecretSource value) {}

    /** A SOCKS5 proxy (RFC 1928), names resolved by the proxy; with RFC 1929 login if a user is given. */
    record Socks(HostPort address, @Nullable String user, @Nullable SecretSource password) implements Hop {

        @Override
        public String label() {
            return "SOCKS proxy " + address;
        }
    }

    /** An SSH server that forwards ({@code direct-tcpip}, RFC 4254, 7.2). */
    record Ssh(HostPort address, String user, SshIdentity identity, HostKeys hostKeys) implements Hop {

        @Override
        public String label() {
            return "SSH hop " + address;
        }
    }

    /** How we log in to an SSH server. */
    sealed interface SshIdentity {

        /** A private key, OpenSSH or PEM form, with its passphrase if it has one. */
        record Key(SecretSource privateKey, @Nullable SecretSource passphrase) implements SshIdentity {}

        /** A password. */
        record Password(SecretSource password) implements SshIdentity {}
    }

    /** Which host keys of an SSH server are trusted; there is no "any". */
    sealed interface HostKeys {

        /** Lines of a known_hosts file, hashed names too. */
        record KnownHosts(String lines) implements HostKeys {}

        /** {@code SHA256:...} as {@code ssh-keygen -l} prints it; one of them must match. */
        record Fingerprints(List<String> sha256) implements HostKeys {

            public Fingerprints {
                sha256 = List.copyOf(sha256);
            }
        }
    }
}
