package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens SSH sessions through an inner link: checks the host key against the pins, logs in once.
 *
 * <p>Every setting is made on the session, so neither JSch's global settings nor a known_hosts file nor an agent plays a
 * part. Strict key exchange is required (CVE-2023-48795, "Terrapin"): OpenSSH has it since 9.6, and the distributions
 * patched their older ones in December 2023 (Debian 12 from 9.2p1-2+deb12u2), so a server that was updated since then
 * works; the ciphers and MACs offered leave out ChaCha20 and CBC besides.
 */
final class SshHandshake {

    private static final String KEY_EXCHANGES = "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,"
            + "ecdh-sha2-nistp384,ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,"
            + "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256";
    private static final String CIPHERS =
            "aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr";
    private static final String MACS =
            "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";

    private final Hop.Ssh hop;
    private final HopLink through;
    private final LinkListener listener;
    private final Workers workers;
    private final Duration aliveInterval;
    private volatile List<String> firstTypes = List.of();

    SshHandshake(Hop.Ssh hop, HopLink through, LinkListener listener, Workers workers, Duration aliveInterval) {
        this.hop = hop;
        this.through = through;
        this.listener = listener;
        this.workers = workers;
        this.aliveInterval = aliveInterval;
    }

    /**
     * A fingerprint does not say its key's type, and a server shows one key only. So a key that does not match is not
     * offered again, and the server asked for its next one, before anything of ours is sent.
     */
    SshSession open(Deadline deadline) {
        HostKeyPins pins = pins();
        SshFailures failures = new SshFailures(hop, pins);
        List<String> types = new ArrayList<>(firstTypes.isEmpty() ? pins.types() : firstTypes);
        if (types.isEmpty()) {
            throw failures.nothingPinned();
        }
        while (true) {
            try {
                return attempt(pins, types, failures, deadline);
            } catch (SshFailures.OtherHostKey other) {
                firstTypes = List.of();
                types.remove(other.type());
                if (types.isEmpty() || hop.hostKeys() instanceof Hop.HostKeys.KnownHosts) {
                    throw failures.mismatch();
                }
            }
        }
    }

    private HostKeyPins pins() {
        if (hop.hostKeys() instanceof Hop.HostKeys.Fingerprints pinned) {
            return new PinnedFingerprints(hop, pinned.sha256());
        }
        return new KnownHosts(hop.address(), ((Hop.HostKeys.KnownHosts) hop.hostKeys()).lines());
    }

    private SshSession attempt(HostKeyPins pins, List<String> types, SshFailures failures, Deadline deadline)
            throws SshFailures.OtherHostKey {
        JSch jsch = new JSch();
        SshLogin login = new SshLogin(hop);
        login.prepare(jsch);
        Socket socket = through.connect(Target.of(hop), deadline);
        HostKeyCheck check = new HostKeyCheck(pins);
        long started = System.nanoTime();
        try (Guard guard = Guard.over(socket, deadline, workers)) {
            SshTransport transport = new SshTransport(socket);
            try {
                Session session = session(jsch, login, types);
                session.setHostKeyRepository(check);
                session.setProxy(transport);
                session.connect(deadline.remainingMillis());
                passed(check, started, types);
                return new SshSession(hop, session, transport, workers);
            } catch (JSchException | RuntimeException failed) {
                Guard.closeQuietly(socket);
                throw failed instanceof DrawbridgeException known
                        ? known
                        : failures.explained(new SshFailures.Scene(failed, transport, login, check, guard));
            }
        } catch (IOException alreadyGone) {
            Guard.closeQuietly(socket);
            throw failures.brokenOff();
        }
    }

    private Session session(JSch jsch, SshLogin login, List<String> types) throws JSchException {
        Session session =
                jsch.getSession(hop.user(), hop.address().host(), hop.address().port());
        session.setUserInfo(login);
        session.setDaemonThread(true);
        session.setServerAliveInterval((int) aliveInterval.toMillis());
        session.setServerAliveCountMax(SshLink.ALIVE_COUNT);
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("HashKnownHosts", "no");
        session.setConfig("prefer_known_host_key_types", "no");
        session.setConfig("enable_strict_kex", "yes");
        session.setConfig("require_strict_kex", "yes");
        session.setConfig("server_host_key", HostKeyAlgorithms.proposal(types));
        session.setConfig("PubkeyAcceptedAlgorithms", HostKeyAlgorithms.proposal(HostKeyAlgorithms.TYPES));
        session.setConfig("PreferredAuthentications", login.byKey() ? "publickey" : "password,keyboard-interactive");
        session.setConfig("MaxAuthTries", login.byKey() ? "3" : "1");
        session.setConfig("kex", KEY_EXCHANGES);
        // Otherwise JSch tries out, for each session, slow algorithms that are not offered.
        session.setConfig("CheckKexes", "curve25519-sha256,curve25519-sha256@libssh.org");
        session.setConfig("CheckCiphers", "");
        session.setConfig("cipher.c2s", CIPHERS);
        session.setConfig("cipher.s2c", CIPHERS);
        session.setConfig("mac.c2s", MACS);
        session.setConfig("mac.s2c", MACS);
        session.setConfig("compression.c2s", "none");
        session.setConfig("compression.s2c", "none");
        return session;
    }

    private void passed(HostKeyCheck check, long started, List<String> types) {
        byte[] key = check.presented();
        String print = key == null ? "unknown" : HostKeyPins.fingerprint(key);
        firstTypes = List.copyOf(types);
        listener.passed(
                hop.label(),
                "SSH host key " + print + "; logged in as " + hop.user(),
                Duration.ofNanos(System.nanoTime() - started));
    }
}
