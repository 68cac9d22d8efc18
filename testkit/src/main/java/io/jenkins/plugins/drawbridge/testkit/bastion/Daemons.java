package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/** Threads that do not keep a test alive, and what they share. */
final class Daemons {

    private Daemons() {}

    static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "bastion-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }

    /** Carries bytes both ways until both sides have ended; returns at once. */
    static void relay(Socket one, Socket other) throws SocketException {
        one.setTcpNoDelay(true);
        other.setTcpNoDelay(true);
        start("relay", () -> pump(one, other));
        start("relay", () -> pump(other, one));
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }
}
