package io.jenkins.plugins.drawbridge.server.config;

import java.util.List;
import java.util.Set;

/**
 * One entry of {@code users}.
 *
 * @param passwordHash empty: cannot sign in with a password
 * @param apiTokenHashes of the tokens that clients send instead of the password
 */
public record UserSettings(String id, String name, String passwordHash, List<String> apiTokenHashes, Set<Role> roles) {

    public UserSettings {
        apiTokenHashes = List.copyOf(apiTokenHashes);
        roles = Set.copyOf(roles);
    }
}
