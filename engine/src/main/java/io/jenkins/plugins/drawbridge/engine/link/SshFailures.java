package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchSessionDisconnectException;
import com.jcraft.jsch.JSchStrictKexException;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells from JSch's exceptions what went wrong. They are not passed on as causes: they repeat what the server said, and
 * a hostile one could say our password.
 */
final class SshFailures {

    /** The server showed a key that is not pinned. */
    static final class OtherHostKey extends Exception {

        private static final long serialVersionUID = 1L;
        private final String type;

        OtherHostKey(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /** What is known about an attempt that failed. */
    record Scene(Exception failed, SshTransport transport, SshLogin login, HostKeyCheck check, Guard guard) {

        boolean timedOut() {
            return guard.fired() || transport.timedOut();
        }

        boolean loginRefused() {
            boolean said = failed instanceof SshLogin.PasswordSpent
                    || failed instanceof JSchSessionDisconnectException
                    || String.valueOf(failed.getMessage()).startsWith("Auth ");
            // Who hangs up on a key may just have died; who hangs up on a password has most likely counted it.
            return check.presented() != null && (login.passwordGiven() ? said || transport.ended() : said && !hungUp());
        }

        private boolean hungUp() {
            return transport.ended() || failed instanceof JSchSessionDisconnectException;
        }
    }

    private final Hop.Ssh hop;
    private final HostKeyPins pins;
    private final Set<String> presented = new LinkedHashSet<>();

    SshFailures(Hop.Ssh hop, HostKeyPins pins) {
        this.hop = hop;
        this.pins = pins;
    }

    LinkException explained(Scene scene) throws OtherHostKey {
        byte[] key = scene.check().presented();
        if (key != null && pins.judge(key) != HostKeyPins.Verdict.TRUSTED) {
            throw otherHostKey(key);
        }
        if (scene.timedOut()) {
            String phase = key == null ? "finish the SSH key exchange" : "answer our login";
            return failure(
                    Failure.TIMEOUT,
                    "did not " + phase + " in time; check that it is an SSH server and not overloaded");
        }
        if (scene.failed() instanceof JSchStrictKexException) {
            return failure(
                    Failure.PROTOCOL,
                    "has no strict key exchange (CVE-2023-48795); update it to OpenSSH 9.6, or a patched older one");
        }
        if (scene.failed() instanceof JSchAlgoNegoFailException nothingInCommon) {
            return noneInCommon(nothingInCommon.getAlgorithmName());
        }
        return scene.loginRefused() ? loginRefused(scene.login()) : brokenOff();
    }

    LinkException nothingPinned() {
        return failure(
                Failure.HOST_KEY,
                "has no usable host key pinned: no known_hosts line is for it; add the line that ssh-keyscan prints, "
                        + "after its administrator has confirmed the fingerprint");
    }

    LinkException mismatch() {
        return failure(
                Failure.HOST_KEY,
                "showed the host key " + String.join(", ", presented) + ", but "
                        + String.join(", ", pins.fingerprints())
                        + " is pinned; somebody may stand between, so ask its administrator whether the key was changed "
                        + "and pin the new one only then");
    }

    LinkException brokenOff() {
        return failure(
                Failure.PROTOCOL, "broke off during the SSH handshake; check that it is an SSH server and its log");
    }

    private OtherHostKey otherHostKey(byte[] key) {
        String print = HostKeyPins.fingerprint(key);
        if (pins.judge(key) == HostKeyPins.Verdict.REVOKED) {
            throw failure(
                    Failure.HOST_KEY,
                    "showed the host key " + print
                            + ", which is marked @revoked; ask its administrator, the key may have been stolen");
        }
        presented.add(print);
        return new OtherHostKey(type(key));
    }

    private LinkException noneInCommon(String algorithm) {
        if (!algorithm.equals("server_host_key")) {
            return failure(Failure.PROTOCOL, "shares no modern algorithm with us (" + algorithm + "); update it");
        }
        return presented.isEmpty()
                ? failure(
                        Failure.HOST_KEY,
                        "has no host key of a pinned type (" + String.join(", ", pins.types())
                                + "); ask its administrator which key it has now and pin that")
                : mismatch();
    }

    private LinkException loginRefused(SshLogin login) {
        String user = hop.user();
        if (login.byKey()) {
            return failure(
                    Failure.SSH_AUTHENTICATION,
                    "refused our key for the user " + user + "; add its public half to authorized_keys there");
        }
        return failure(
                Failure.SSH_AUTHENTICATION,
                login.passwordGiven()
                        ? "refused the password of the user " + user + "; correct it, it is not sent again"
                        : "asks for something other than one password for the user " + user + "; use a key");
    }

    private LinkException failure(Failure failure, String what) {
        return new LinkException(failure, hop.label(), "The " + hop.label() + " " + what + ".", null);
    }

    /** The first field of a public key blob (RFC 4253, 6.6). */
    private static String type(byte[] key) {
        ByteBuffer blob = ByteBuffer.wrap(key);
        int length = blob.remaining() < 4 ? 0 : blob.getInt();
        return length < 1 || length > Math.min(64, blob.remaining())
                ? ""
                : new String(key, 4, length, StandardCharsets.US_ASCII);
    }
}
