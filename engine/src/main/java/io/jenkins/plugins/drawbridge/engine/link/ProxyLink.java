package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Passes an HTTP proxy by CONNECT (RFC 9110, 9.3.6), over TLS if the proxy speaks it. Credentials go to this proxy only,
 * with the first request, and never again after a refusal.
 */
final class ProxyLink extends HopLink {

    private final Hop.Proxy hop;
    private final HopLink through;
    private final LinkListener listener;
    private final Workers workers;
    private final CredentialGate gate;
    private final ConnectRequest request;
    private final ConnectVerdict verdict;

    ProxyLink(Hop.Proxy hop, HopLink through, LinkListener listener, Workers workers) {
        this.hop = hop;
        this.through = through;
        this.listener = listener;
        this.workers = workers;
        this.gate = new CredentialGate(hop.label());
        this.request = new ConnectRequest(hop);
        this.verdict = new ConnectVerdict(hop, gate);
    }

    @Override
    Socket connect(Target target, Deadline deadline) {
        refuseWhenClosed(target);
        return gate.pass(() -> tunnel(target, deadline), deadline);
    }

    @Override
    public void close() {
        super.close();
        through.close();
    }

    private Socket tunnel(Target target, Deadline deadline) {
        byte[] head = request.bytes(target.address());
        Socket beneath = through.connect(Target.of(hop), deadline);
        try (Guard guard = Guard.over(beneath, deadline, workers)) {
            Socket proxy = hop.tls() ? secured(beneath, deadline, guard) : beneath;
            long started = System.nanoTime();
            verdict.judge(ask(proxy, head, deadline, guard), target);
            proxy.setSoTimeout(0);
            passed("CONNECT to " + target.address(), started);
            return hop.tls() ? new TunnelSocket(target.address(), proxy, beneath) : proxy;
        } catch (LinkException refused) {
            Guard.closeQuietly(beneath);
            throw refused;
        } catch (IOException broken) {
            Guard.closeQuietly(beneath);
            throw brokenTunnel(broken);
        } catch (RuntimeException unexpected) {
            Guard.closeQuietly(beneath);
            throw unexpected;
        }
    }

    private Socket secured(Socket beneath, Deadline deadline, Guard guard) {
        long started = System.nanoTime();
        try {
            beneath.setSoTimeout(deadline.remainingMillis());
            var socket = TlsHandshake.with(hop, beneath);
            passed(socket.getSession().getProtocol().replace("TLSv", "TLS "), started);
            return socket;
        } catch (IOException failed) {
            throw timedOut(failed, guard)
                    ? timeout("did not finish the TLS handshake in time", failed)
                    : TlsHandshake.explained(hop, failed, gate);
        }
    }

    private ConnectAnswer ask(Socket proxy, byte[] head, Deadline deadline, Guard guard) {
        try {
            proxy.setSoTimeout(deadline.remainingMillis());
            proxy.getOutputStream().write(head);
            proxy.getOutputStream().flush();
            return ConnectAnswer.read(proxy.getInputStream());
        } catch (IOException failed) {
            if (timedOut(failed, guard)) {
                throw timeout("did not answer CONNECT in time", failed);
            }
            throw hop.tls() ? TlsHandshake.explained(hop, failed, gate) : brokenTunnel(failed);
        }
    }

    private static boolean timedOut(IOException failed, Guard guard) {
        return guard.fired() || failed instanceof SocketTimeoutException;
    }

    private LinkException timeout(String what, IOException cause) {
        return new LinkException(
                Failure.TIMEOUT,
                hop.label(),
                "The " + hop.label() + " " + what + "; check that it is a proxy and not overloaded.",
                cause);
    }

    private LinkException brokenTunnel(IOException cause) {
        return new LinkException(
                Failure.PROTOCOL,
                hop.label(),
                "The " + hop.label() + " broke off before it answered CONNECT: " + ConnectAnswer.reason(cause)
                        + "; check that this is an HTTP proxy" + (hop.tls() ? "." : ", and whether it wants https://."),
                cause);
    }

    private void passed(String step, long started) {
        listener.passed(hop.label(), step, Duration.ofNanos(System.nanoTime() - started));
    }
}
