package io.jenkins.plugins.drawbridge.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A connection on which the Console's webhook is posted again and again. As light as can be, since it shares the processors
 * with the server that is measured. For one thread.
 */
final class WebhookConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String head;

    WebhookConnection(int port, String path) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
    }

    /** @return the status */
    int post(String triggerId) throws IOException {
        String body = "ENVIRONMENT_TO_DEPLOY=DEV&KUBE_NAMESPACE=shop&DEPLOY_TYPE=smart_deploy&REVISION=main"
                + "&FORCE_DEPLOY_WHEN_NO_SEMVER=false&TRIGGER_ID="
                + URLEncoder.encode(triggerId, StandardCharsets.UTF_8);
        socket.getOutputStream().write((head + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(status.split(" ")[1]);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
