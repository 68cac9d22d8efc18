/** The steps {@code smartDiff} and {@code smartDeploy}: parameters, defaults and checks once, for every host. */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.step;

import org.jspecify.annotations.NullMarked;
