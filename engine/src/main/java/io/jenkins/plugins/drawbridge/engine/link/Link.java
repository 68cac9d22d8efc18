package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.io.Closeable;
import java.net.Socket;
import java.time.Duration;

/**
 * An open access: hands out connected sockets to hosts on the far side. Thread-safe.
 *
 * <p>A link is opened through another link, so any chain of hops is a composition of small classes. It is supervised: a
 * session that died is opened again by the next {@link #connect}. It opens no listening port, writes no file, starts no
 * program, and leaves name resolution to the far side. A refusal of our credentials is final for the life of the link:
 * later calls fail with the same error and send nothing, however many threads ask.
 */
public interface Link extends Closeable {

    /**
     * A connected socket to the target. Its owner closes it; closing the link closes it too.
     *
     * @param timeout bound on reaching the target, all hops included
     * @throws LinkException naming the hop that failed and what to do
     */
    Socket connect(HostPort target, Duration timeout);

    /** Closes every session and socket; idempotent. */
    @Override
    void close();
}
