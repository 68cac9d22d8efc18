package io.jenkins.plugins.drawbridge.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that was found out.
 *
 * @param requests what was sent, by what was done
 * @param machine for whom the figures hold
 */
record Result(List<Row> rows, Figures figures, Map<String, Map<String, Integer>> requests, List<String> machine) {

    String text() {
        StringBuilder text = new StringBuilder();
        machine.forEach(line -> text.append(line).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "%n| %-52s | %9s | %9s | %6s | %9s | %4s |%n",
                "median",
                "kubectl",
                "drawbridge",
                "ratio",
                "target",
                ""));
        text.append("|").append("-".repeat(54)).append("|----------:|----------:|-------:|----------:|------|\n");
        text.append(rows.stream().map(Row::line).collect(Collectors.joining("\n")));
        text.append("\n\nRequests\n");
        requests.forEach((what, counts) -> text.append(String.format(Locale.ROOT, "  %-32s %s%n", what, counts)));
        text.append("\nAll samples\n");
        figures.all()
                .forEach((name, samples) ->
                        text.append(String.format(Locale.ROOT, "  %-44s %s%n", name, rounded(samples))));
        return text.toString();
    }

    private static String rounded(List<Double> samples) {
        return samples.stream()
                .map(sample -> String.format(Locale.ROOT, "%.0f", sample))
                .collect(Collectors.joining(" "));
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode about = json.putArray("machine");
        machine.forEach(about::add);
        ArrayNode lines = json.putArray("rows");
        for (Row row : rows) {
            lines.addObject()
                    .put("name", row.name())
                    .put("kubectl", row.kubectl())
                    .put("drawbridge", row.ours())
                    .put("unit", row.unit())
                    .put("target", row.target())
                    .put("reached", row.reached());
        }
        ObjectNode counts = json.putObject("requests");
        requests.forEach((what, byVerb) -> byVerb.forEach(counts.putObject(what)::put));
        ObjectNode samples = json.putObject("samples");
        figures.all().forEach((name, values) -> values.forEach(samples.withArrayProperty(name)::add));
        return json;
    }
}
