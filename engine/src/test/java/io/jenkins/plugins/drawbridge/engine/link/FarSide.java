package io.jenkins.plugins.drawbridge.engine.link;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32;

/** A server behind the bridge: greets, echoes, receives and sends much, or says nothing. */
final class FarSide implements AutoCloseable {

    static final int MUCH = 8 << 20;

    private final ServerSocket server;

    FarSide() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Says a line and wants it back. */
    static String echo(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(("E" + line + "\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        StringBuilder answer = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next != '\n';
                next = socket.getInputStream().read()) {
            if (next < 0) {
                throw new IOException("end of stream");
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    /** Sends and receives 8 MB at the same time; true if both arrived unharmed. */
    static boolean muchBothWays(Socket socket) throws Exception {
        byte[] sent = much(1);
        socket.getOutputStream().write('M');
        CompletableFuture<Long> received = async(() -> {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] all = in.readNBytes(MUCH);
            return checksum(all) == checksum(much(2)) ? in.readLong() : -1;
        });
        socket.getOutputStream().write(sent);
        socket.getOutputStream().flush();
        return received.get() == checksum(sent);
    }

    /** Sends 8 MB, ends our direction, and reads what the other side says about it. */
    static boolean muchThenHalfClose(Socket socket) throws Exception {
        byte[] sent = much(3);
        socket.getOutputStream().write('H');
        socket.getOutputStream().write(sent);
        socket.shutdownOutput();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return in.readLong() == checksum(sent) && in.read() < 0;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                switch (kind) {
                    case 'E' -> echoLine(in, out);
                    case 'M' -> exchangeMuch(in, out);
                    case 'H' -> out.writeLong(checksum(in.readAllBytes()));
                    case 'F' -> flood(out);
                    case 'Q' -> {
                        return;
                    }
                    default -> throw new IOException("unknown request " + kind);
                }
            }
        } catch (Exception gone) {
            // The test on the other end notices.
        }
    }

    private static void echoLine(DataInputStream in, DataOutputStream out) throws IOException {
        int next;
        do {
            next = in.readUnsignedByte();
            out.write(next);
        } while (next != '\n');
    }

    private static void flood(DataOutputStream out) throws IOException {
        byte[] bytes = much(4);
        while (true) {
            out.write(bytes);
        }
    }

    private static void exchangeMuch(DataInputStream in, DataOutputStream out) throws Exception {
        CompletableFuture<Long> received = async(() -> checksum(in.readNBytes(MUCH)));
        out.write(much(2));
        out.writeLong(received.get());
        out.flush();
    }

    static <T> CompletableFuture<T> async(Callable<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        daemon(() -> {
            try {
                future.complete(task.call());
            } catch (Throwable failed) {
                future.completeExceptionally(failed instanceof CompletionException ? failed.getCause() : failed);
            }
        });
        return future;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "far-side");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] much(int seed) {
        byte[] bytes = new byte[MUCH];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static long checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}
