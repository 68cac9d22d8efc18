/** The project's files at a revision: cached, bounded clones by JGit. No hook, filter, submodule or link is followed. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.source;

import org.jspecify.annotations.NullMarked;
