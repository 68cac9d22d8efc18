/**
 * Files to manifests: reading, namespaces, generated jobs, order. Pure but for reading the files it is given.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.manifest;

import org.jspecify.annotations.NullMarked;
