/**
 * The only package that speaks to an API server. Every write to a cluster is a call of this package.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.kube;

import org.jspecify.annotations.NullMarked;
