/**
 * What a YAML section may hold, declared once: checks, the listing of keys and documentation derive from it. Pure.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import org.jspecify.annotations.NullMarked;
