/** What the server remembers, in H2 or PostgreSQL. The only package that knows SQL. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.store;

import org.jspecify.annotations.NullMarked;
