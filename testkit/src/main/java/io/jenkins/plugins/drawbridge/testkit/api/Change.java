package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One change of a stored object, as watches see it. */
record Change(long version, ObjectNode object, @Nullable ObjectNode before, boolean deleted) {}
