/** Who calls and what they may do: users, sessions, API tokens, CSRF. Nothing else decides about permission. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.web.access;

import org.jspecify.annotations.NullMarked;
