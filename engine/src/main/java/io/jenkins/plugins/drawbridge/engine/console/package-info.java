/** The Console's contract: parameters of a trigger, signatures, status words. Pure. */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.console;

import org.jspecify.annotations.NullMarked;
