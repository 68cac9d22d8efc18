package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.util.Map;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** Sessions that do not offer strict key exchange. */
final class OldSessions extends SessionFactory {

    OldSessions(SshServer server) {
        super(server);
    }

    @Override
    protected ServerSessionImpl doCreateSession(IoSession ioSession) throws Exception {
        return new OldSession(getServer(), ioSession);
    }

    private static final class OldSession extends ServerSessionImpl {

        OldSession(ServerFactoryManager server, IoSession session) throws Exception {
            super(server, session);
        }

        @Override
        protected Map<KexProposalOption, String> doStrictKexProposal(Map<KexProposalOption, String> proposal) {
            return proposal;
        }
    }
}
