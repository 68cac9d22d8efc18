/**
 * YAML text to trees that know line and column, within limits and without type tags. Reads no files and knows no Kubernetes.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.yaml;

import org.jspecify.annotations.NullMarked;
