package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A SOCKS5 proxy (RFC 1928, RFC 1929), CONNECT only; remembers what it saw and can answer a scripted code. Thread-safe. */
public final class SocksServer implements AutoCloseable {

    private static final int NOBODY_ACCEPTABLE = 0xFF;

    private final @Nullable String login;
    private final Names names;
    private final ServerSocket server;
    private final Wire wire;
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<Integer> addressTypes = new CopyOnWriteArrayList<>();
    private volatile int scriptedReply = -1;

    private SocksServer(@Nullable String login, Names names, ServerSocket server) {
        this.login = login;
        this.names = names;
        this.server = server;
        this.wire = Wire.to(server.getLocalPort());
    }

    /** @param login {@code user:password} it wants; null: none */
    public static SocksServer start(@Nullable String login, Names names) {
        try {
            ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            SocksServer socks = new SocksServer(login, names, server);
            Daemons.start("socks", socks::acceptAll);
            return socks;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public int port() {
        return wire.port();
    }

    public Wire wire() {
        return wire;
    }

    /** {@code user:password} of every login. */
    public List<String> logins() {
        return List.copyOf(logins);
    }

    /** 1 for IPv4, 3 for a name, 4 for IPv6, for each request. */
    public List<Integer> addressTypes() {
        return List.copyOf(addressTypes);
    }

    /** Answers every request with this code. */
    public void reply(int code) {
        scriptedReply = code;
    }

    @Override
    public void close() {
        wire.close();
        Daemons.closeQuietly(server);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Daemons.start("socks-connection", () -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            DataInputStream in = new DataInputStream(client.getInputStream());
            if (greet(client, in)) {
                in.readNBytes(3);
                tunnel(client, host(in), in.readUnsignedShort());
            } else {
                client.close();
            }
        } catch (IOException broken) {
            Daemons.closeQuietly(client);
        }
    }

    private boolean greet(Socket client, DataInputStream in) throws IOException {
        in.readUnsignedByte();
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int wanted = login == null ? 0 : 2;
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(wanted) >= 0;
        client.getOutputStream().write(new byte[] {5, (byte) (offered ? wanted : NOBODY_ACCEPTABLE)});
        if (!offered || login == null) {
            return offered;
        }
        in.readUnsignedByte();
        String user = text(in);
        String given = user + ":" + text(in);
        logins.add(given);
        boolean right = given.equals(login);
        client.getOutputStream().write(new byte[] {1, (byte) (right ? 0 : 1)});
        return right;
    }

    private String host(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        addressTypes.add(type);
        return switch (type) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 3 -> text(in);
            default -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
        };
    }

    private void tunnel(Socket client, String host, int port) throws IOException {
        Socket onward = new Socket();
        int reply = 0;
        try {
            if (scriptedReply >= 0) {
                reply = scriptedReply;
            } else {
                onward.connect(names.resolve(host, port), 5_000);
            }
        } catch (UnknownHostException unknown) {
            reply = 4;
        } catch (IOException refused) {
            reply = 5;
        }
        client.getOutputStream().write(new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
        if (reply == 0) {
            Daemons.relay(client, onward);
        } else {
            client.close();
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }
}
