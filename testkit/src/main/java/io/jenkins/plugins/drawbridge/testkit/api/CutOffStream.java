package io.jenkins.plugins.drawbridge.testkit.api;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lets so many watch events (one per write) through and then fails, so that the connection ends in the middle. */
final class CutOffStream extends FilterOutputStream {

    private int left;

    CutOffStream(OutputStream out, int events) {
        super(out);
        this.left = events;
    }

    @Override
    public void write(byte[] event) throws IOException {
        if (left-- <= 0) {
            out.write(event, 0, event.length / 2);
            out.flush();
            throw new IOException("cut off by the script");
        }
        out.write(event);
    }
}
