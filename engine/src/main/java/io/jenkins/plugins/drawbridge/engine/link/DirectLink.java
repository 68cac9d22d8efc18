package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A plain TCP connection from this machine: the innermost link. Only here is a name ever resolved by us. */
final class DirectLink extends HopLink {

    /** What {@link InetAddress} reads without asking a name server. */
    private static final Pattern LITERAL =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%.*)?");

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LinkListener listener;
    private final Workers workers;

    DirectLink(LinkListener listener, Workers workers) {
        this.listener = listener;
        this.workers = workers;
    }

    @Override
    Socket connect(Target target, Deadline deadline) {
        refuseWhenClosed(target);
        long started = System.nanoTime();
        if (deadline.passed()) {
            throw failure(Failure.TIMEOUT, target, "no time was left for it", "allow more time", null);
        }
        InetAddress[] addresses = addresses(target, deadline);
        Socket socket = firstThatAnswers(target, addresses, deadline);
        listener.passed(target.label(), "TCP", Duration.ofNanos(System.nanoTime() - started));
        return socket;
    }

    /** Closes every socket handed out, then the threads of the chain. */
    @Override
    public void close() {
        super.close();
        open.forEach(Guard::closeQuietly);
        workers.close();
    }

    private InetAddress[] addresses(Target target, Deadline deadline) {
        String host = target.address().host();
        if (!LITERAL.matcher(host).matches()) {
            return resolve(target, deadline);
        }
        try {
            return new InetAddress[] {InetAddress.getByName(host)};
        } catch (UnknownHostException malformed) {
            throw failure(Failure.UNREACHABLE, target, "it is no address", "correct it", malformed);
        }
    }

    /** The system's look-up knows no timeout, so it runs aside and is left behind when it takes too long. */
    private InetAddress[] resolve(Target target, Deadline deadline) {
        String host = target.address().host();
        try {
            Future<InetAddress[]> lookUp = workers.pool().submit(() -> InetAddress.getAllByName(host));
            return lookUp.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException unknown) {
            throw failure(Failure.UNREACHABLE, target, "its name does not resolve here", "check the name", unknown);
        } catch (TimeoutException slow) {
            throw failure(Failure.TIMEOUT, target, "its name was not resolved in time", "check the name server", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure(Failure.TIMEOUT, target, "waiting for it was interrupted", "try again", interrupted);
        } catch (RejectedExecutionException | CancellationException closedMeanwhile) {
            throw failure(Failure.UNREACHABLE, target, "the link was closed", "open it again", closedMeanwhile);
        }
    }

    private Socket firstThatAnswers(Target target, InetAddress[] addresses, Deadline deadline) {
        IOException last = new UnknownHostException(target.address().host());
        for (int index = 0; index < addresses.length; index++) {
            int share = Math.max(1, deadline.remainingMillis() / (addresses.length - index));
            try {
                return open(
                        new InetSocketAddress(addresses[index], target.address().port()), share);
            } catch (IOException next) {
                last = next;
            }
        }
        throw explained(target, last);
    }

    private Socket open(InetSocketAddress address, int timeoutMillis) throws IOException {
        Socket socket = new TrackedSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, timeoutMillis);
        } catch (IOException | RuntimeException failed) {
            Guard.closeQuietly(socket);
            throw failed;
        }
        open.add(socket);
        if (closed()) {
            Guard.closeQuietly(socket);
        }
        return socket;
    }

    private static LinkException explained(Target target, IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            return failure(
                    Failure.TIMEOUT, target, "no answer in time", "check the address and the firewall between", cause);
        }
        if (cause instanceof NoRouteToHostException) {
            return failure(Failure.UNREACHABLE, target, "there is no route to it", "check the network", cause);
        }
        if (cause instanceof ConnectException) {
            return failure(
                    Failure.REFUSED,
                    target,
                    "the connection was refused, nothing listens there",
                    "check the port and that it runs",
                    cause);
        }
        return failure(
                Failure.UNREACHABLE, target, "the connection failed", "check the address and the network", cause);
    }

    private static LinkException failure(
            Failure failure, Target target, String what, String remedy, @Nullable Throwable cause) {
        return new LinkException(
                failure, target.label(), "Cannot reach " + target.label() + ": " + what + "; " + remedy + ".", cause);
    }

    private final class TrackedSocket extends Socket {

        @Override
        public synchronized void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }
}
