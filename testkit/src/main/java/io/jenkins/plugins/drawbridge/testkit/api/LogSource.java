package io.jenkins.plugins.drawbridge.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a container has said. */
public interface LogSource {

    /** The lines of a container of a pod; of its previous run if asked so. */
    List<String> lines(JsonNode pod, String container, boolean previous);
}
