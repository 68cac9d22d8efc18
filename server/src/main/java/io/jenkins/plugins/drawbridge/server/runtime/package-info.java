/** What lives in an environment now, read over the same links that deploys take. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.runtime;

import org.jspecify.annotations.NullMarked;
