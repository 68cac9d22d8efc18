package io.jenkins.plugins.drawbridge.engine.deploy;

/** Somebody else is deploying here, and waited for in vain. Hosts answer it with exit code 4. */
public final class LockHeldException extends DeployException {

    private static final long serialVersionUID = 1L;

    private final String holder;

    LockHeldException(String holder, String sentence) {
        super(sentence);
        this.holder = holder;
    }

    /** Who holds it, in the holder's own words. */
    public String holder() {
        return holder;
    }
}
