package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;

/**
 * A signed-in browser.
 *
 * @param hash SHA-256 of the cookie, hexadecimal: who reads the database cannot sign in with it
 * @param csrf what the forms of this session must carry
 */
public record Session(String hash, String user, String csrf, Instant expiresAt) {}
