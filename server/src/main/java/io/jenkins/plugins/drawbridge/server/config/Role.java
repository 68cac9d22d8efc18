package io.jenkins.plugins.drawbridge.server.config;

/** What a user may do; {@code ADMINISTER} includes all others. */
public enum Role {
    VIEW,
    DEPLOY,
    APPROVE,
    ADMINISTER
}
