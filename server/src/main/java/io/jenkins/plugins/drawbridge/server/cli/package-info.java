/** The command line: turns words into requests to the engine, and errors into sentences and exit codes. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.cli;

import org.jspecify.annotations.NullMarked;
