package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import io.jenkins.plugins.drawbridge.engine.link.SshRemote;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Git over SSH through a link, the host key pinned. Neither an agent nor a file of the account's {@code .ssh} counts. */
final class SshWay extends SshSessionFactory implements Way {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SSH = 22;

    private final RepositorySettings repository;
    private final RepositorySettings.SshLogin login;
    private final Budget budget;
    private @Nullable SshRemote remote;

    SshWay(RepositorySettings repository, Budget budget) {
        this.repository = repository;
        this.login = Objects.requireNonNull(repository.ssh());
        this.budget = budget;
    }

    @Override
    public void prepare(Transport transport) {
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(this);
        }
    }

    @Override
    public String getType() {
        return "drawbridge";
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int timeout)
            throws TransportException {
        Hop.Ssh server = new Hop.Ssh(
                new HostPort(uri.getHost(), uri.getPort() < 0 ? SSH : uri.getPort()),
                uri.getUser(),
                login.identity(),
                login.hostKeys());
        try {
            SshRemote opened = SshRemote.open(repository.access(), server, TIMEOUT);
            remote = opened;
            return new Session(opened);
        } catch (LinkException refused) {
            throw new TransportException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private final class Session implements RemoteSession {

        private final SshRemote opened;

        Session(SshRemote opened) {
            this.opened = opened;
        }

        @Override
        public Process exec(String command, int timeout) throws IOException {
            try {
                return new RemoteProcess(opened.start(command, TIMEOUT), budget);
            } catch (LinkException refused) {
                throw new TransportException(String.valueOf(refused.getMessage()), refused);
            }
        }

        @Override
        public void disconnect() {
            opened.close();
        }
    }

    @Override
    public void close() {
        SshRemote opened = remote;
        if (opened != null) {
            opened.close();
        }
    }
}
