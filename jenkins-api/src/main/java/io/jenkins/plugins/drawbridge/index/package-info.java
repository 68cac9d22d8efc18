/** Annotation processors that write what Jenkins and Stapler look for beside compiled classes. Used by the build alone. */
@NullMarked
package io.jenkins.plugins.drawbridge.index;

import org.jspecify.annotations.NullMarked;
