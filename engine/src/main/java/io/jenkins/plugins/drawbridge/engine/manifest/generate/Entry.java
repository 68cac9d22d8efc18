package io.jenkins.plugins.drawbridge.engine.manifest.generate;

/** One key of a Secret or ConfigMap. */
record Entry(String key, Content content) {}
