package io.jenkins.plugins.drawbridge.server.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** What one fetch may take: bytes and time; and whether anybody still wants it. JGit asks it as a monitor. */
final class Budget extends EmptyProgressMonitor {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(15);

    /** The far side sends more than the repository may be large. */
    static final class Exceeded extends IOException {

        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("more than git.maxRepositoryMiB");
        }
    }

    private final long start = System.nanoTime();
    private final BooleanSupplier unwanted;
    private volatile long left;

    Budget(long bytes, BooleanSupplier unwanted) {
        this.left = bytes;
        this.unwanted = unwanted;
    }

    @Override
    public boolean isCancelled() {
        return unwanted.getAsBoolean() || System.nanoTime() - start > LONGEST_NANOS;
    }

    private synchronized void spend(int bytes) throws IOException {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw new Exceeded();
        }
        if (isCancelled()) {
            throw new IOException("not wanted any more, or it took too long");
        }
    }

    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = in.read();
                spend(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = in.read(bytes, offset, length);
                spend(read);
                return read;
            }
        };
    }
}
