package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;

/** What a link must reach: the next hop, or the address behind the last one, and how messages call it. */
record Target(HostPort address, String label) {

    static Target of(Hop hop) {
        return new Target(hop.address(), hop.label());
    }

    static Target of(HostPort address) {
        return new Target(address, address.toString());
    }
}
