package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;

/** What all links share: the deadline is fixed once, at the outside, and a host name cannot smuggle protocol text. */
abstract class HopLink implements Link {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,255}");

    private volatile boolean closed;

    @Override
    public final Socket connect(HostPort target, Duration timeout) {
        if (!HOST.matcher(target.host()).matches()) {
            throw new InputException(
                    "The host name \"" + printable(target.host())
                            + "\" cannot be connected to: only letters, digits, dots, hyphens and underscores make a host name.");
        }
        return connect(Target.of(target), Deadline.in(timeout));
    }

    /** Blocks until the target is reached, fails, or the deadline passes. */
    abstract Socket connect(Target target, Deadline deadline);

    @Override
    public void close() {
        closed = true;
    }

    final boolean closed() {
        return closed;
    }

    final void refuseWhenClosed(Target target) {
        if (closed) {
            throw new LinkException(
                    Failure.UNREACHABLE,
                    target.label(),
                    "The link to " + target.label() + " has been closed on this side; open it again.",
                    null);
        }
    }

    private static String printable(String text) {
        return text.codePoints()
                .limit(80)
                .mapToObj(point -> Character.isISOControl(point) ? "?" : Character.toString(point))
                .collect(java.util.stream.Collectors.joining());
    }
}
