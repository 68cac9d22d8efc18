package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Our side of one SSH login. The password is given once, to the first method that asks for it; another question ends
 * the login, because JSch would otherwise answer it with an empty password, which counts as a failed attempt too.
 */
final class SshLogin implements UserInfo, UIKeyboardInteractive {

    /** A second question for a password ends the login. */
    static final class PasswordSpent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PasswordSpent() {
            super("the password has been given once");
        }
    }

    private final Hop.Ssh hop;
    private volatile boolean passwordGiven;
    private volatile @Nullable Secret password;

    SshLogin(Hop.Ssh hop) {
        this.hop = hop;
    }

    boolean passwordGiven() {
        return passwordGiven;
    }

    boolean byKey() {
        return hop.identity() instanceof Hop.SshIdentity.Key;
    }

    /** Reads what the login needs and gives a key to JSch, opened with its passphrase; sends nothing. */
    void prepare(JSch jsch) {
        if (hop.identity() instanceof Hop.SshIdentity.Key key) {
            addKey(jsch, key);
        } else if (hop.identity() instanceof Hop.SshIdentity.Password login) {
            password = login.password().read();
        }
    }

    private void addKey(JSch jsch, Hop.SshIdentity.Key identity) {
        byte[] key = normalised(identity.privateKey().read());
        byte[] passphrase = bytes(identity.passphrase());
        try {
            requireReadable(jsch, key, passphrase);
            jsch.addIdentity(hop.user(), key.clone(), null, passphrase);
        } catch (JSchException | RuntimeException | NoClassDefFoundError unreadable) {
            // The last one: JSch reads rare forms (Ed25519 in PKCS#8, PuTTY's Argon2) only with Bouncy Castle.
            throw unreadable instanceof LinkException known
                    ? known
                    : unusable("is not a private key that can be read here (OpenSSH form, or RSA and ECDSA in PEM)");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private void requireReadable(JSch jsch, byte[] key, byte @Nullable [] passphrase) throws JSchException {
        KeyPair pair = KeyPair.load(jsch, key.clone(), null);
        boolean opened = !pair.isEncrypted() || (passphrase != null && pair.decrypt(passphrase.clone()));
        pair.dispose();
        if (!opened) {
            throw unusable(
                    passphrase == null
                            ? "needs a passphrase and none is configured"
                            : "does not open with its passphrase");
        }
    }

    private LinkException unusable(String what) {
        return new LinkException(
                Failure.SSH_AUTHENTICATION,
                hop.label(),
                "The key for " + hop.user() + " at " + hop.label() + " " + what + "; correct it, nothing was sent.",
                null);
    }

    /** Editors and forms like to lose the last line break or add carriage returns. */
    private static byte[] normalised(Secret key) {
        return (key.reveal().replace("\r\n", "\n").strip() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] bytes(@Nullable SecretSource source) {
        return source == null ? null : source.read().reveal().getBytes(StandardCharsets.UTF_8);
    }

    private String password() {
        Secret once = password;
        if (once == null) {
            throw new PasswordSpent();
        }
        password = null;
        passwordGiven = true;
        return once.reveal();
    }

    @Override
    public String getPassword() {
        return password();
    }

    @Override
    public boolean promptPassword(String message) {
        return true;
    }

    @Override
    public String[] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompt, boolean[] echo) {
        if (prompt.length == 0) {
            return new String[0];
        }
        if (prompt.length > 1 || echo[0]) {
            throw new PasswordSpent();
        }
        return new String[] {password()};
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    @Override
    public void showMessage(String message) {
        // Banners are foreign text that nobody asked for.
    }
}
