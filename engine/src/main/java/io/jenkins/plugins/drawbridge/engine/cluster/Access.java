package io.jenkins.plugins.drawbridge.engine.cluster;

import java.util.List;

/** How a cluster is reached: the hops in the order they are passed, the nearest first; none means directly. */
public record Access(List<Hop> hops) {

    public static final Access DIRECT = new Access(List.of());

    public Access {
        hops = List.copyOf(hops);
    }
}
