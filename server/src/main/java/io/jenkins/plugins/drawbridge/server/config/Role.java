package io.jenkins.plugins.drawbridge.server.config;

/** What a user may do. Whoever may do anything sees what it is done to, and {@code ADMINISTER} includes all others. */
public enum Role {
    VIEW,
    DEPLOY,
    APPROVE,
    ADMINISTER;

    public boolean includes(Role other) {
        return this == other || this == ADMINISTER || other == VIEW;
    }
}
