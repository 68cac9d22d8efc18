package io.jenkins.plugins.drawbridge.engine.kube;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error where a hostile or broken server sends more than we are willing to hold. */
final class BoundedStream extends FilterInputStream {

    private long left;

    BoundedStream(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws AnswerTooLong {
        left -= read;
        if (left < 0) {
            throw new AnswerTooLong();
        }
    }

    /** The answer passed its limit; repeating the request would not help. */
    static final class AnswerTooLong extends IOException {

        private static final long serialVersionUID = 1L;

        AnswerTooLong() {
            super("the answer is longer than any cluster's answer should be");
        }
    }
}
