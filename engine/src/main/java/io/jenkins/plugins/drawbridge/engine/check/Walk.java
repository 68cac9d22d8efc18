package io.jenkins.plugins.drawbridge.engine.check;

import java.util.List;

/** How a walk to a cluster went. Only the last line can be one that failed. */
public record Walk(List<WalkLine> lines, Ending ending) {

    /** How far it came. */
    public enum Ending {
        /** The cluster was reached, and we may deploy there. */
        MAY_DEPLOY,
        /** The cluster was reached, but rights are missing. */
        LACKS_RIGHTS,
        /** A hop, or the cluster, could not be passed. */
        NOT_REACHED,
        /** Something in the configuration cannot be used, such as a secret that is not there. */
        BAD_INPUT
    }

    public Walk {
        lines = List.copyOf(lines);
    }

    public boolean passed() {
        return ending == Ending.MAY_DEPLOY;
    }
}
