package io.jenkins.plugins.drawbridge.server.web.access;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.Role;

/** Lets requests in or not. Every handler asks it first, except those of webhooks, sign-in, health and static files. */
public interface Gate {

    /**
     * The caller, who may do this. A browser that is not signed in is sent to the sign-in page; other clients get 401;
     * whoever is known and may not, 403. For a request that changes something, a session's CSRF token is checked as well.
     */
    Caller require(Context request, Role role);
}
