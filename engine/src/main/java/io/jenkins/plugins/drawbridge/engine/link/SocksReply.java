package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;

/** What a SOCKS5 reply code (RFC 1928, 6) means. */
final class SocksReply {

    private SocksReply() {}

    static LinkException explained(Hop.Socks hop, int reply, Target target) {
        String proxy = "The " + hop.label() + " ";
        String to = target.label();
        return switch (reply) {
            case 1 -> failure(hop, Failure.UNREACHABLE, proxy + "failed on the way to " + to + "; look at its log.");
            case 2 ->
                failure(
                        hop,
                        Failure.PROXY_REFUSED,
                        proxy + "does not allow a connection to " + to + "; ask its owner to allow it.");
            case 3 -> failure(hop, Failure.UNREACHABLE, proxy + "finds no network to " + to + "; check its routes.");
            case 4 ->
                failure(
                        hop,
                        Failure.UNREACHABLE,
                        proxy + "cannot reach the host of " + to + "; check that the name resolves there.");
            case 5 ->
                failure(
                        hop,
                        Failure.REFUSED,
                        proxy + "was refused by " + to + ", nothing listens there; check the port and that it runs.");
            case 6 ->
                failure(hop, Failure.TIMEOUT, proxy + "got no answer from " + to + " in time; check that it runs.");
            case 7 -> failure(hop, Failure.PROXY_REFUSED, proxy + "does not support CONNECT; use another proxy.");
            case 8 ->
                failure(
                        hop,
                        Failure.PROXY_REFUSED,
                        proxy + "does not support this kind of address (" + to + "); use a name, or an IPv4 address.");
            default ->
                failure(
                        hop,
                        Failure.PROTOCOL,
                        proxy + "answered with an unknown code " + reply + "; check that it is SOCKS5.");
        };
    }

    private static LinkException failure(Hop hop, Failure failure, String sentence) {
        return new LinkException(failure, hop.label(), sentence, null);
    }
}
