package io.jenkins.plugins.drawbridge.steps;

import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ServiceReport;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step returns to the Jenkinsfile: {@code changed}, {@code services} ({@code name}, {@code outcome}, {@code
 * verdict}) and {@code reportUrl}. Plain maps, so that a sandboxed script may look into them.
 */
final class StepSummary {

    private StepSummary() {}

    static Map<String, Serializable> of(Report report, String url) {
        ArrayList<Map<String, String>> services = new ArrayList<>();
        report.services().forEach(service -> services.add(service(service)));
        LinkedHashMap<String, Serializable> summary = new LinkedHashMap<>();
        summary.put("changed", (int) (report.changes().size() - report.count("unchanged")));
        summary.put("services", services);
        summary.put("reportUrl", url);
        return summary;
    }

    private static Map<String, String> service(ServiceReport service) {
        LinkedHashMap<String, String> values = new LinkedHashMap<>();
        values.put("name", service.plan().name());
        values.put("outcome", service.plan().outcome().word());
        values.put(
                "verdict",
                service.verdict() == null ? "" : service.verdict().state().word());
        return values;
    }
}
