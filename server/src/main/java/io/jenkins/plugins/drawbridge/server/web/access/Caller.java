package io.jenkins.plugins.drawbridge.server.web.access;

import io.jenkins.plugins.drawbridge.server.config.Role;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param id the user's id; {@code anonymous} where no users are configured and the server listens on loopback only
 * @param csrf what forms of this session must carry; empty for a client with an API token, which needs none
 */
public record Caller(String id, String name, Set<Role> roles, String csrf) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean may(Role role) {
        return roles.stream().anyMatch(given -> given.includes(role));
    }
}
