package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API server. Every request of this package may be repeated: reads and applies are idempotent, a
 * delete carries the object's uid, a create fails with AlreadyExists the second time.
 *
 * @param path with query, relative to the cluster's URL
 */
record ApiRequest(Verb verb, String method, String path, @Nullable ObjectNode body, String contentType, String accept) {

    static final String JSON = "application/json";
    static final String APPLY = "application/apply-patch+yaml";
    static final String MERGE_PATCH = "application/merge-patch+json";

    static ApiRequest get(Verb verb, String path) {
        return new ApiRequest(verb, "GET", path, null, JSON, JSON);
    }

    static ApiRequest send(Verb verb, String method, String path, ObjectNode body) {
        return new ApiRequest(verb, method, path, body, JSON, JSON);
    }

    ApiRequest ofType(String type) {
        return new ApiRequest(verb, method, path, body, type, accept);
    }

    ApiRequest accepting(String types) {
        return new ApiRequest(verb, method, path, body, contentType, types);
    }

    /** Adds a query parameter; left out where the value is empty. */
    ApiRequest with(String parameter, String value) {
        if (value.isEmpty()) {
            return this;
        }
        String joint = path.indexOf('?') < 0 ? "?" : "&";
        String longer = path + joint + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new ApiRequest(verb, method, longer, body, contentType, accept);
    }
}
