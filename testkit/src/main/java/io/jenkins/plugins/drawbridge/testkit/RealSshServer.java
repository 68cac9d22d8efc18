package io.jenkins.plugins.drawbridge.testkit;

import java.util.Optional;

/**
 * One OpenSSH server of {@link RealBastion}. It lets its user forward connections, and nothing else. The server process can be
 * looked up by {@link #processId()}; each session is a child of it.
 */
public final class RealSshServer {

    private final StateFolder state;
    private final String folder;
    private final String process;

    RealSshServer(StateFolder state, String folder, String process) {
        this.state = state;
        this.folder = folder;
        this.process = process;
    }

    public String host() {
        return line("host");
    }

    public int port() {
        return Integer.parseInt(line("port"));
    }

    public String user() {
        return line("user");
    }

    /** The user's key, ed25519, in OpenSSH's form. */
    public String key() {
        return text("key");
    }

    /** Another key of the same user, RSA, in OpenSSH's form. */
    public String rsaKey() {
        return text("key.rsa");
    }

    /** Another key of the same user, RSA, in PEM form (PKCS #1). */
    public String pemKey() {
        return text("key.pem");
    }

    /** Another key of the same user, ed25519, in OpenSSH's form, locked with {@link #passphrase()}. */
    public String encryptedKey() {
        return text("key.encrypted");
    }

    public String passphrase() {
        return line("passphrase");
    }

    /** A key that this server does not know. */
    public String strangersKey() {
        return text("key.stranger");
    }

    /** Lines for known_hosts with all of its host keys: ed25519, ECDSA, RSA. */
    public String knownHosts() {
        return text("known_hosts");
    }

    /** The same lines with hashed host names. */
    public String hashedKnownHosts() {
        return text("known_hosts.hashed");
    }

    /** A line for this server with a host key that it does not have. */
    public String wrongKnownHosts() {
        return text("known_hosts.wrong");
    }

    /** {@code SHA256:...} of the host key of a kind: ed25519, ecdsa or rsa. */
    public String fingerprint(String kind) {
        return line("fingerprint." + kind);
    }

    public long processId() {
        return Long.parseLong(state.line("pid/" + process).split(" ", 2)[0]);
    }

    /** Ends every open session at once, as a crash would; the server itself stays. Answers how many processes were ended. */
    public long killSessions() {
        Optional<ProcessHandle> server = ProcessHandle.of(processId());
        return server.stream()
                .flatMap(ProcessHandle::descendants)
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }

    private String text(String file) {
        return state.text(folder + file);
    }

    private String line(String file) {
        return state.line(folder + file);
    }
}
