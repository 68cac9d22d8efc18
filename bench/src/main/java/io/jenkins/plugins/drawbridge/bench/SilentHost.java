package io.jenkins.plugins.drawbridge.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes connections and never says a word: a git server that keeps the runs that wait for it busy. */
final class SilentHost implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> held = Collections.synchronizedList(new ArrayList<>());

    SilentHost() throws IOException {
        Thread thread = new Thread(this::hold, "silent-host");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void hold() {
        while (!listening.isClosed()) {
            try {
                held.add(listening.accept());
            } catch (IOException closed) {
                return; // Nobody is to be kept waiting any more.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : held) {
            socket.close();
        }
    }
}
