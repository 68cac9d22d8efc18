/** The process: its entry, and nothing else yet. The command line is in {@code cli}. */
@NullMarked
package io.jenkins.plugins.drawbridge.server;

import org.jspecify.annotations.NullMarked;
