package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy that knows only CONNECT, with or without TLS; remembers what it saw and answers as scripted. Thread-safe. */
public final class ConnectProxy implements AutoCloseable {

    private final ProxyRules rules;
    private final Names names;
    private final ServerSocket server;
    private final Wire wire;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> heads = new CopyOnWriteArrayList<>();
    private volatile @Nullable String script;
    private volatile boolean silent;

    private ConnectProxy(ProxyRules rules, Names names, ServerSocket server) {
        this.rules = rules;
        this.names = names;
        this.server = server;
        this.wire = Wire.to(server.getLocalPort());
    }

    public static ConnectProxy start(ProxyRules rules, Names names) {
        try {
            ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            ConnectProxy proxy = new ConnectProxy(rules, names, server);
            Daemons.start("proxy", proxy::acceptAll);
            return proxy;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public int port() {
        return wire.port();
    }

    /** The cable in front of it, for faults below HTTP. */
    public Wire wire() {
        return wire;
    }

    /** {@code host:port} of every request, in order. */
    public List<String> targets() {
        return List.copyOf(targets);
    }

    /** Every Proxy-Authorization that arrived, in order. */
    public List<String> credentials() {
        return List.copyOf(credentials);
    }

    /** The headers of every request, names in lower case. */
    public List<Map<String, String>> heads() {
        return List.copyOf(heads);
    }

    /** Answers every request with these bytes and closes, whatever was asked. */
    public void answer(String bytes) {
        script = bytes;
    }

    /** Reads requests and never answers. */
    public void fallSilent() {
        silent = true;
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
                Daemons.start("proxy-connection", () -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            Socket secured = secured(client);
            InputStream in = new BufferedInputStream(secured.getInputStream());
            String requestLine = line(in);
            TreeMap<String, String> head = new TreeMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                head.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            answer(secured, requestLine, head);
        } catch (IOException | RuntimeException broken) {
            Daemons.closeQuietly(client);
        }
    }

    private Socket secured(Socket client) throws IOException {
        if (rules.identity() == null) {
            return client;
        }
        SSLSocket tls = (SSLSocket) rules.identity()
                .sslContext(rules.clientAuthority())
                .getSocketFactory()
                .createSocket(client, null, client.getPort(), true);
        tls.setUseClientMode(false);
        tls.setNeedClientAuth(rules.clientAuthority() != null);
        tls.startHandshake();
        return tls;
    }

    private void answer(Socket client, String requestLine, Map<String, String> head) throws IOException {
        heads.add(head);
        String target = requestLine.split(" ")[1];
        targets.add(target);
        String authorization = head.get("proxy-authorization");
        if (authorization != null) {
            credentials.add(authorization);
        }
        if (silent) {
            return;
        }
        String scripted = script;
        if (scripted != null) {
            finish(client, scripted);
        } else if (rules.authorization() != null && !rules.authorization().equals(authorization)) {
            finish(
                    client,
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                            + "Content-Length: 6\r\n\r\nsecret");
        } else if (missesHeader(head)) {
            finish(client, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        } else {
            tunnel(client, target);
        }
    }

    private boolean missesHeader(Map<String, String> head) {
        return rules.headers().entrySet().stream().anyMatch(wanted -> !wanted.getValue()
                .equals(head.get(wanted.getKey().toLowerCase(Locale.ROOT))));
    }

    private void tunnel(Socket client, String target) throws IOException {
        int colon = target.lastIndexOf(':');
        String host = target.substring(0, colon).replace("[", "").replace("]", "");
        Socket onward = new Socket();
        try {
            InetSocketAddress address = names.resolve(host, Integer.parseInt(target.substring(colon + 1)));
            onward.connect(address, 5_000);
        } catch (UnknownHostException unknown) {
            finish(client, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
            return;
        } catch (IOException refused) {
            finish(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        write(client, "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        Daemons.relay(client, onward);
    }

    private static void finish(Socket client, String answer) throws IOException {
        write(client, answer);
        client.close();
    }

    private static void write(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
