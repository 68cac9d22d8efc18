package io.jenkins.plugins.drawbridge.server.source;

import java.io.File;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Set;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackTransport;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportProtocol;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UploadPack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from a path on this machine, as JGit's own transport does, which prints a trace to standard error whenever its
 * reader goes away half way: here that is a line of the log. For clones that {@link #use} was called for.
 */
final class LocalTransport extends Transport implements PackTransport {

    private static final Logger LOG = LoggerFactory.getLogger(LocalTransport.class);
    private static final String SECTION = "drawbridge";
    private static final String OURS = "localTransport";

    /** JGit keeps none that nobody else knows. */
    private static final Protocol PROTOCOL = new Protocol();

    static {
        Transport.register(PROTOCOL);
    }

    private final File source;

    private LocalTransport(Repository clone, URIish uri, File source) {
        super(clone, uri);
        this.source = source;
    }

    /** From now on this clone fetches paths so; nothing of that is saved with it. */
    static void use(Repository clone) {
        clone.getConfig().setBoolean(SECTION, null, OURS, true);
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        return new Reading(this);
    }

    @Override
    public PushConnection openPush() throws NotSupportedException {
        throw new NotSupportedException("nothing is ever pushed");
    }

    @Override
    public void close() {
        // Connections close what they opened.
    }

    private static final class Protocol extends TransportProtocol {

        @Override
        public String getName() {
            return "Drawbridge, local";
        }

        @Override
        public Set<String> getSchemes() {
            return Set.of("file");
        }

        @Override
        public boolean canHandle(URIish uri, Repository clone, String remoteName) {
            boolean path = uri.getScheme() == null || uri.getScheme().equals("file");
            return path
                    && uri.getHost() == null
                    && clone != null
                    && clone.getConfig().getBoolean(SECTION, OURS, false);
        }

        @Override
        public Transport open(URIish uri, Repository clone, String remoteName) throws NoRemoteRepositoryException {
            File source = FileKey.resolve(new File(uri.getPath()), clone.getFS());
            if (source == null) {
                throw new NoRemoteRepositoryException(uri, "not found");
            }
            return new LocalTransport(clone, uri, source);
        }
    }

    /** The two ends of a conversation, each on a thread of its own. */
    private static final class Reading extends BasePackFetchConnection {

        private final Thread sender;

        Reading(LocalTransport transport) throws TransportException {
            super(transport);
            try {
                Repository source = new RepositoryBuilder()
                        .setFS(transport.local.getFS())
                        .setGitDir(transport.source)
                        .build();
                PipedInputStream answers = new PipedInputStream(MIN_CLIENT_BUFFER);
                PipedOutputStream answering = new PipedOutputStream(answers);
                // A reader asks much before it listens again.
                PipedInputStream requests = new PipedInputStream(MIN_CLIENT_BUFFER);
                PipedOutputStream requesting = new PipedOutputStream(requests);
                sender = new Thread(() -> send(source, requests, answering), "drawbridge-upload-pack");
                sender.setDaemon(true);
                sender.start();
                init(answers, requesting);
            } catch (IOException broken) {
                throw new TransportException(transport.getURI(), "cannot be opened", broken);
            }
            readAdvertisedRefs();
        }

        private static void send(Repository source, PipedInputStream requests, PipedOutputStream answers) {
            try (source;
                    requests;
                    answers) {
                new UploadPack(source).upload(requests, answers, null);
            } catch (IOException | RuntimeException brokenOff) { // the reader hears of it, or is the one who went away
                LOG.debug("a fetch of {} broke off: {}", source.getDirectory(), brokenOff.toString());
            }
        }

        @Override
        public void close() {
            super.close();
            try {
                sender.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
