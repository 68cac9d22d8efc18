package io.jenkins.plugins.drawbridge.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Util;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Triggers as Jenkins's own API would show them (console contract, 3.4), and their status. Pure. */
final class ConsoleJson {

    private static final String LEFT = "hudson.model.Queue$LeftItem";
    private static final String WAITING = "hudson.model.Queue$WaitingItem";
    private static final String BUILD = "org.jenkinsci.plugins.workflow.job.WorkflowRun";

    private ConsoleJson() {}

    static ObjectNode accepted(TriggerRecord record) {
        return object().put("id", record.queueId()).put("trigger", record.key());
    }

    static ObjectNode queueItem(TriggerRecord record, String root) {
        boolean waits = record.state() == State.PENDING;
        ObjectNode json = object().put("_class", waits ? WAITING : LEFT);
        json.put("blocked", false).put("buildable", false).put("id", record.queueId());
        json.put("inQueueSince", record.acceptedAt()).put("stuck", false);
        json.putObject("task")
                .put("name", record.job().substring(record.job().lastIndexOf('/') + 1))
                .put("url", jobUrl(record, root));
        json.put("url", "queue/item/" + record.queueId() + "/");
        if (waits) {
            return json.put("why", "Waiting for its turn");
        }
        json.putNull("why");
        json.put("cancelled", record.number() == 0);
        if (record.number() == 0) {
            json.putNull("executable");
        } else {
            // Below our own root the build's answer outlives the build
            json.putObject("executable")
                    .put("number", record.number())
                    .put("url", buildUrl(record, root + ConsoleRoot.URL + "/"));
        }
        return json;
    }

    static ObjectNode build(TriggerRecord record, String root) {
        boolean building = !record.state().isFinal();
        ObjectNode json = object().put("_class", BUILD).put("building", building);
        json.put("number", record.number()).put("id", String.valueOf(record.number()));
        json.put("queueId", record.queueId()).put("url", buildUrl(record, root));
        return json.put("result", building || record.result().isEmpty() ? null : record.result());
    }

    static ObjectNode status(TriggerRecord record, String root) {
        ObjectNode json = object().put("trigger", record.triggerId().isEmpty() ? record.key() : record.triggerId());
        json.put("status", record.state().word()).put("environment", record.environment());
        json.put("job", record.job()).put("queueId", record.queueId());
        if (record.number() != 0) {
            json.put("number", record.number()).put("url", buildUrl(record, root));
        }
        return json;
    }

    private static String jobUrl(TriggerRecord record, String root) {
        return Arrays.stream(record.job().split("/"))
                .map(Util::rawEncode)
                .collect(Collectors.joining("/job/", root + "job/", "/"));
    }

    static String buildUrl(TriggerRecord record, String root) {
        return jobUrl(record, root) + record.number() + "/";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
