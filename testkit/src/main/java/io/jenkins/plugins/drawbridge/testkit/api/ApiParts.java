package io.jenkins.plugins.drawbridge.testkit.api;

/** What the parts of the server share. */
record ApiParts(Store store, ResourceTable table, Writer writer, Collector collector, LogSource logs) {}
