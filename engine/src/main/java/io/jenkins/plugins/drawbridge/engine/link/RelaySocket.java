package io.jenkins.plugins.drawbridge.engine.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A link socket that hands everything to another socket. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
abstract class RelaySocket extends LinkSocket {

    /** The socket that does the work; null before it is connected. */
    abstract @Nullable Socket carrier();

    private Socket connectedCarrier() throws SocketException {
        Socket carrier = carrier();
        if (carrier == null) {
            throw new SocketException(isClosed() ? "Socket closed" : "Socket is not connected");
        }
        return carrier;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return connectedCarrier().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return connectedCarrier().getOutputStream();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        super.setSoTimeout(timeout);
        Socket carrier = carrier();
        if (carrier != null) {
            carrier.setSoTimeout(timeout);
        }
    }

    @Override
    public void shutdownInput() throws IOException {
        connectedCarrier().shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        connectedCarrier().shutdownOutput();
    }

    @Override
    public boolean isInputShutdown() {
        Socket carrier = carrier();
        return carrier != null && carrier.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        Socket carrier = carrier();
        return carrier != null && carrier.isOutputShutdown();
    }

    @Override
    public boolean isConnected() {
        return carrier() != null;
    }
}
