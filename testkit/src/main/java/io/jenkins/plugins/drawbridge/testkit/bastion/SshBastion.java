package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.TcpForwardingFilter;

/** An SSH server that forwards and does nothing else; remembers what it saw. Thread-safe. */
public final class SshBastion implements AutoCloseable {

    private final SshServer server;
    private final Wire wire;
    private final SshRules rules;
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Void>> silences = new ConcurrentLinkedQueue<>();

    private SshBastion(SshServer server, SshRules rules, Names names) {
        this.server = server;
        this.rules = rules;
        configure(names);
        try {
            server.start();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        this.wire = Wire.to(server.getPort());
    }

    public static SshBastion start(SshRules rules, Names names) {
        return new SshBastion(SshServer.setUpDefaultServer(), rules, names);
    }

    private void configure(Names names) {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(rules.hostKeys()));
        server.setUserAuthFactories(authentication(rules));
        server.setPasswordAuthenticator((user, password, session) -> {
            passwords.add(password);
            return user.equals(rules.user()) && password.equals(rules.password());
        });
        SshRules.Questions questions = rules.questions();
        if (questions != null) {
            server.setKeyboardInteractiveAuthenticator(new Interrogation(rules, questions, passwords));
        }
        if (!rules.strictKeyExchange()) {
            server.setSessionFactory(new OldSessions(server));
        }
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(rules.user()) && KeyUtils.compareKeys(key, rules.key()));
        server.setForwardingFilter(forwarding(rules));
        server.setChannelFactories(List.of(new NamedForwarding(names, silences)));
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.WELCOME_BANNER.set(server, "Authorised use only\n");
    }

    public int port() {
        return wire.port();
    }

    public Wire wire() {
        return wire;
    }

    /** The next request to forward is taken and never answered. Done when it has come. */
    public CompletableFuture<Void> leaveNextForwardUnanswered() {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        silences.add(taken);
        return taken;
    }

    /** Every password that was tried, and every answer to a question. */
    public List<String> passwords() {
        return List.copyOf(passwords);
    }

    /** Lines for known_hosts under a name, one for each host key. */
    public String knownHosts(String name) {
        return rules.hostKeys().stream()
                .map(key -> name + " " + SshKeys.line(key.getPublic()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    public List<String> fingerprints() {
        return rules.hostKeys().stream()
                .map(KeyPair::getPublic)
                .map(SshKeys::fingerprint)
                .toList();
    }

    /** Sessions logged in or on the way there. */
    public int sessions() {
        return server.getActiveSessions().size();
    }

    @Override
    public void close() {
        wire.close();
        try {
            server.stop(true);
        } catch (IOException alreadyDown) {
            throw new UncheckedIOException(alreadyDown);
        }
    }

    private static List<UserAuthFactory> authentication(SshRules rules) {
        List<UserAuthFactory> methods = new ArrayList<>();
        if (rules.key() != null) {
            methods.add(UserAuthPublicKeyFactory.INSTANCE);
        }
        if (rules.password() != null) {
            methods.add(
                    rules.questions() == null
                            ? UserAuthPasswordFactory.INSTANCE
                            : UserAuthKeyboardInteractiveFactory.INSTANCE);
        }
        return methods;
    }

    private static AcceptAllForwardingFilter forwarding(SshRules rules) {
        return new AcceptAllForwardingFilter() {
            @Override
            protected boolean checkAcceptance(String request, Session session, SshdSocketAddress target) {
                return true;
            }

            @Override
            public boolean canConnect(TcpForwardingFilter.Type type, SshdSocketAddress address, Session session) {
                return rules.mayForwardTo().test(address.getHostName() + ":" + address.getPort());
            }
        };
    }
}
