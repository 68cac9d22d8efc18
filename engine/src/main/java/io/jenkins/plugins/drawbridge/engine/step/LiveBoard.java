package io.jenkins.plugins.drawbridge.engine.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.report.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a deploy stands, object by object, for a page that is looked at while it happens:
 * {@code {phase, total, done, failed, objects: [{object, state, message}]}}. Thread-safe; masked, as events are.
 */
public final class LiveBoard {

    private static final int MOST_SHOWN = 200;

    private record Line(String state, String message) {}

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private String phase = "connecting";
    private long total;
    private long done;
    private long failed;

    public synchronized void event(DeployEvent event) {
        if (event instanceof DeployEvent.Connected) {
            phase = "planning";
        } else if (event instanceof DeployEvent.LockAwaited awaited) {
            phase = "waiting for " + PlainText.line(awaited.holder());
        } else if (event instanceof DeployEvent.Planned planned) {
            phase = "deploying";
            total = planned.plan().changes().stream()
                    .filter(change -> !(change instanceof Change.Unchanged))
                    .count();
        } else if (event instanceof DeployEvent.PruneStarted started) {
            phase = "deleting what was removed";
            put(started.ref(), "deleting", "");
        } else if (event instanceof DeployEvent.Pruned pruned) {
            done++;
            put(pruned.ref(), "deleted", "");
        } else {
            ofObject(event);
        }
    }

    private void ofObject(DeployEvent event) {
        if (event instanceof DeployEvent.ApplyStarted started) {
            put(started.ref(), "applying", "");
        } else if (event instanceof DeployEvent.Applied applied) {
            put(applied.ref(), "applied", "");
        } else if (event instanceof DeployEvent.Progress progress) {
            put(progress.ref(), "waiting", progress.message());
        } else if (event instanceof DeployEvent.Concluded concluded) {
            done++;
            failed += concluded.verdict().state() == Verdict.State.FAILED ? 1 : 0;
            put(
                    concluded.ref(),
                    concluded.verdict().state().word(),
                    concluded.verdict().reason());
        }
    }

    private void put(ObjectRef ref, String state, String message) {
        String name = PlainText.line(ref.toString());
        if (lines.size() < MOST_SHOWN || lines.containsKey(name)) {
            lines.put(name, new Line(state, PlainText.line(message)));
        }
    }

    /** A word or two: what is being done now. */
    public synchronized String phase() {
        return phase;
    }

    public synchronized String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("phase", phase).put("total", Math.max(total, done)).put("done", done);
        json.put("failed", failed);
        ArrayNode objects = json.putArray("objects");
        lines.forEach((name, line) -> objects.addObject()
                .put("object", name)
                .put("state", line.state())
                .put("message", line.message()));
        return json.toString();
    }
}
