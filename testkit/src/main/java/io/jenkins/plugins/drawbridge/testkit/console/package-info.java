/**
 * The Console as a deploy tool sees it, written from its public contract alone: it triggers, polls, hands out tokens and
 * takes status callbacks.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.testkit.console;

import org.jspecify.annotations.NullMarked;
