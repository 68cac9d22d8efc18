package io.jenkins.plugins.drawbridge.engine.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.Tls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A small HTTPS server for the far end of a link: it answers every GET with {@code SIZE} letters. Its certificate is for {@code
 * localhost} and {@code 127.0.0.1}, from an authority of its own.
 */
final class GreetingServer implements AutoCloseable {

    static final int SIZE = 300_000;

    private final Pki pki = Pki.create("far-side");
    private final java.net.ServerSocket server;

    GreetingServer() throws IOException {
        Identity identity = pki.server("localhost", "127.0.0.1");
        server = identity.sslContext((String) null)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "greeting-server");
        thread.setDaemon(true);
        thread.start();
    }

    HostPort address() {
        return new HostPort("127.0.0.1", server.getLocalPort());
    }

    /** The same place by a name, which only the far side resolves. */
    HostPort named() {
        return new HostPort("localhost", server.getLocalPort());
    }

    /** Speaks TLS and HTTP over a connected socket, checks the certificate, and counts the letters of the answer. */
    int greet(Socket socket, HostPort target) throws IOException {
        SSLSocketFactory factory = Tls.trusting(pki.authorityPem()).getSocketFactory();
        try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, target.host(), target.port(), true)) {
            tls.setSoTimeout(30_000);
            tls.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            return letters(tls.getInputStream().readAllBytes());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static int letters(byte[] answer) {
        String text = new String(answer, US_ASCII);
        return text.length() - text.indexOf("\r\n\r\n") - 4;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                answer(client);
            } catch (IOException broken) {
                // A client that breaks off is no reason to stop; a closed server ends the loop.
            }
        }
    }

    private static void answer(Socket client) throws IOException {
        InputStream request = client.getInputStream();
        BufferedReader lines = new BufferedReader(new InputStreamReader(request, US_ASCII));
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            line = lines.readLine();
        }
        client.getOutputStream().write(("HTTP/1.0 200 OK\r\n\r\n" + "x".repeat(SIZE)).getBytes(US_ASCII));
    }
}
