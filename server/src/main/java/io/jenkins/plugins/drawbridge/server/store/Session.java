package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;

/**
 * A signed-in browser.
 *
 * @param hash SHA-256 of the cookie, hexadecimal: who reads the database cannot sign in with it
 * @param passwordDigest SHA-256 of the configured hash of the password it was opened with: it ends with that password
 * @param csrf what the forms of this session must carry
 */
public record Session(String hash, String user, String passwordDigest, String csrf, Instant expiresAt) {}
