/**
 * Comparing, normalising, masking, grouping by service, smart deploy. Pure: no I/O, no clock of its own.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.plan;

import org.jspecify.annotations.NullMarked;
