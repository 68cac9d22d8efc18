/**
 * Smart deploy: which workloads roll out, decided by checksums in annotations. Pure: no I/O, no clock of its own.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.plan.smart;

import org.jspecify.annotations.NullMarked;
