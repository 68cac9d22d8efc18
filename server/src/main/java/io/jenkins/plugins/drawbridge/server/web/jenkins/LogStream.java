package io.jenkins.plugins.drawbridge.server.web.jenkins;

import io.jenkins.plugins.drawbridge.server.store.Journal;
import io.jenkins.plugins.drawbridge.server.store.LogPart;
import java.io.InputStream;

/** A whole log, read part by part while it is sent. Used by one thread. */
final class LogStream extends InputStream {

    private static final int PART = 1024 * 1024;

    private final Journal journal;
    private final long run;
    private LogPart part;
    private int at;

    /** Reads the first part, so that a database that is away can still be told. */
    LogStream(Journal journal, long run) {
        this.journal = journal;
        this.run = run;
        this.part = journal.log(run, 0, PART);
    }

    private boolean isAtEnd() {
        if (at == part.bytes().length) {
            part = journal.log(run, part.end(), PART);
            at = 0;
        }
        return part.bytes().length == 0;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : part.bytes()[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, part.bytes().length - at);
        System.arraycopy(part.bytes(), at, into, offset, count);
        at += count;
        return count;
    }
}
