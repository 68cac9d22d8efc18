package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * An open watch. One thread reads and closes; any thread may {@link #cancel}. Ends when the server closes it (normal, every few minutes), the
 * connection breaks, or the moment it resumed from is too old ({@link #isExpired}).
 */
public final class Watch implements Closeable {

    private static final int LONGEST_EVENT = 8 * 1024 * 1024;

    private final Transport.Stream stream;
    private final BufferedSource lines;
    private final ApiResource resource;
    private String resourceVersion = "";
    private boolean expired;

    /**
     * Something happened to an object.
     *
     * @param deleted whether it is gone
     */
    public record Event(ObjectNode object, boolean deleted) {}

    Watch(Transport.Stream stream, ApiResource resource) {
        this.stream = stream;
        this.lines = stream.response().body().source();
        this.resource = resource;
    }

    /** The next event; null once the watch has ended. */
    public @Nullable Event next() {
        try {
            while (true) {
                long end = lines.indexOf((byte) '\n', 0, LONGEST_EVENT);
                if (end < 0) {
                    return null;
                }
                Event event = read(lines.readByteArray(end + 1));
                if (event != null || expired) {
                    return event;
                }
            }
        } catch (IOException broken) {
            // Whoever watches lists again and goes on from there.
            return null;
        }
    }

    private @Nullable Event read(byte[] line) throws IOException {
        JsonNode event = Answer.JSON.readTree(line);
        String type = event.path("type").asText();
        if (type.equals("ERROR")) {
            expired = true;
            return null;
        }
        if (!(event.path("object") instanceof ObjectNode object)) {
            return null;
        }
        resourceVersion = object.path("metadata").path("resourceVersion").asText(resourceVersion);
        if (type.equals("BOOKMARK")) {
            return null;
        }
        object.put("apiVersion", resource.groupVersion());
        object.put("kind", resource.kind());
        return new Event(object, type.equals("DELETED"));
    }

    /** Where the next watch may resume; empty before the first event. */
    public String resourceVersion() {
        return resourceVersion;
    }

    /** Whether the server refused to go on from where we were (410 Gone): list anew. */
    public boolean isExpired() {
        return expired;
    }

    /** Lets a thread that waits in {@link #next} come back with null. */
    public void cancel() {
        stream.call().cancel();
    }

    @Override
    public void close() {
        cancel();
        stream.close();
    }
}
