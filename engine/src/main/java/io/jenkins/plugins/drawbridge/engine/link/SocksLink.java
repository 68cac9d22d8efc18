package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Passes a SOCKS5 proxy (RFC 1928), with the login of RFC 1929 if a user is given. The proxy resolves names. */
final class SocksLink extends HopLink {

    private static final int VERSION = 5;
    private static final int LOGIN_VERSION = 1;
    private static final int NO_LOGIN = 0;
    private static final int USER_AND_PASSWORD = 2;

    private final Hop.Socks hop;
    private final HopLink through;
    private final LinkListener listener;
    private final Workers workers;
    private final CredentialGate gate;

    SocksLink(Hop.Socks hop, HopLink through, LinkListener listener, Workers workers) {
        this.hop = hop;
        this.through = through;
        this.listener = listener;
        this.workers = workers;
        this.gate = new CredentialGate(hop.label());
    }

    @Override
    Socket connect(Target target, Deadline deadline) {
        refuseWhenClosed(target);
        return gate.pass(() -> passing(target, deadline), deadline);
    }

    @Override
    public void close() {
        super.close();
        through.close();
    }

    private Socket passing(Target target, Deadline deadline) {
        byte[] login = login();
        Socket socket = through.connect(Target.of(hop), deadline);
        long started = System.nanoTime();
        try (Guard guard = Guard.over(socket, deadline, workers)) {
            try {
                socket.setSoTimeout(deadline.remainingMillis());
                talk(socket, login, target);
                socket.setSoTimeout(0);
            } catch (IOException failed) {
                throw broken(failed, guard);
            }
            listener.passed(
                    hop.label(), "SOCKS5 to " + target.address(), Duration.ofNanos(System.nanoTime() - started));
            return socket;
        } catch (RuntimeException failed) {
            Guard.closeQuietly(socket);
            throw failed;
        }
    }

    private void talk(Socket socket, byte[] login, Target target) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        boolean withLogin = login.length > 0;
        send(socket, withLogin ? new byte[] {VERSION, 1, USER_AND_PASSWORD} : new byte[] {VERSION, 1, NO_LOGIN});
        expectVersion(in, VERSION);
        int method = in.readUnsignedByte();
        if (method != (withLogin ? USER_AND_PASSWORD : NO_LOGIN)) {
            throw gate.refused(failure(
                    Failure.PROXY_AUTHENTICATION,
                    withLogin
                            ? "The " + hop.label() + " takes no login with user and password; configure what it wants."
                            : "The " + hop.label()
                                    + " asks for a login and none is configured; add user and password."));
        }
        if (withLogin) {
            logIn(socket, in, login);
        }
        gate.accepted();
        send(socket, SocksAddress.connectRequest(target.address()));
        readReply(in, target);
    }

    private void logIn(Socket socket, DataInputStream in, byte[] login) throws IOException {
        send(socket, login);
        expectVersion(in, LOGIN_VERSION);
        if (in.readUnsignedByte() != 0) {
            throw gate.refused(failure(
                    Failure.PROXY_AUTHENTICATION,
                    "The " + hop.label() + " refused our user and password; correct them, they are not sent again."));
        }
    }

    private void readReply(DataInputStream in, Target target) throws IOException {
        expectVersion(in, VERSION);
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw SocksReply.explained(hop, reply, target);
        }
        in.readUnsignedByte();
        in.readFully(new byte[SocksAddress.boundLength(in)]);
    }

    private static void expectVersion(DataInputStream in, int version) throws IOException {
        if (in.readUnsignedByte() != version) {
            throw new java.net.ProtocolException("its answer is not SOCKS5");
        }
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Empty where no user is configured. */
    private byte[] login() {
        String user = hop.user();
        if (user == null) {
            return new byte[0];
        }
        SecretSource source = hop.password();
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        byte[] password = source == null ? new byte[0] : source.read().reveal().getBytes(StandardCharsets.UTF_8);
        if (name.length < 1 || name.length > 255 || password.length > 255) {
            throw new InputException("The user and the password of " + hop.label()
                    + " may have at most 255 bytes each, the user at least 1.");
        }
        byte[] login = new byte[3 + name.length + password.length];
        login[0] = LOGIN_VERSION;
        login[1] = (byte) name.length;
        System.arraycopy(name, 0, login, 2, name.length);
        login[2 + name.length] = (byte) password.length;
        System.arraycopy(password, 0, login, 3 + name.length, password.length);
        return login;
    }

    private LinkException broken(IOException cause, Guard guard) {
        if (guard.fired() || cause instanceof SocketTimeoutException) {
            return new LinkException(
                    Failure.TIMEOUT,
                    hop.label(),
                    "The " + hop.label()
                            + " did not answer in time; check that it is a SOCKS5 proxy and not overloaded.",
                    cause);
        }
        String what = cause instanceof EOFException ? "it closed the connection" : ConnectAnswer.reason(cause);
        return new LinkException(
                Failure.PROTOCOL,
                hop.label(),
                "The " + hop.label() + " broke off: " + what + "; check that it is a SOCKS5 proxy.",
                cause);
    }

    private LinkException failure(Failure failure, String sentence) {
        return new LinkException(failure, hop.label(), sentence, null);
    }
}
