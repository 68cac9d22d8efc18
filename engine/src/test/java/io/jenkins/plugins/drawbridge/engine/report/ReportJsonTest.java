package io.jenkins.plugins.drawbridge.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.List;
import org.junit.Test;

public class ReportJsonTest {

    @Test
    public void reads_back_what_it_wrote() {
        for (Report report : List.of(SampleReports.plan(), SampleReports.failed(), SampleReports.hostile())) {
            Report read = ReportJson.read("plan.json", ReportJson.write(report));
            assertThat(read).isEqualTo(report);
            assertThat(ReportJson.write(read)).isEqualTo(ReportJson.write(report));
        }
    }

    @Test
    public void fields_stand_in_the_order_of_the_schema() {
        ObjectNode json = ReportJson.tree(SampleReports.failed());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "cluster",
                        "namespace",
                        "application",
                        "environment",
                        "deployType",
                        "dryRun",
                        "result",
                        "startedAt",
                        "finishedAt",
                        "services",
                        "changes",
                        "requests",
                        "timings",
                        "approval",
                        "notices");
        assertThat(json.at("/services/0").fieldNames())
                .toIterable()
                .containsExactly("name", "outcome", "runningVersion", "newVersion", "verdict", "reason", "objects");
        assertThat(json.at("/changes/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "group",
                        "version",
                        "kind",
                        "namespace",
                        "name",
                        "action",
                        "fields",
                        "verdict",
                        "reason",
                        "applied");
        assertThat(json.at("/changes/0/fields/0").fieldNames()).toIterable().containsExactly("path", "before", "after");
    }

    @Test
    public void speaks_the_words_of_the_console() {
        ObjectNode json = ReportJson.tree(SampleReports.failed());
        assertThat(json.get("schema").asText()).isEqualTo("drawbridge.report/1");
        assertThat(json.get("startedAt").asText()).isEqualTo("2026-03-02T09:30:00Z");
        assertThat(json.get("deployType").asText()).isEqualTo("smart_deploy");
        assertThat(json.findValuesAsText("outcome"))
                .containsExactly("Deploy", "No Update", "Delete", "No Info Available", "Deploy");
        assertThat(json.at("/services/0/verdict").asText()).isEqualTo("failed");
        assertThat(json.at("/services/0/reason").asText()).contains("ImagePullBackOff");
        assertThat(json.at("/services/1/verdict").isNull()).isTrue();
    }

    @Test
    public void a_damaged_file_is_one_sentence_and_names_what_is_wrong() {
        refuses("", "p.json is no report of the schema drawbridge.report/1: make it again with `plan -o json`.");
        refuses("{", "p.json is no JSON: make it again with `plan -o json`.");
        refuses("[".repeat(5000), "p.json is no JSON: make it again with `plan -o json`.");
        refuses(
                "{\"schema\":\"drawbridge.report/2\"}",
                "p.json is no report of the schema drawbridge.report/1: make it again with `plan -o json`.");
        for (String field : List.of("cluster", "deployType", "result", "startedAt", "services", "changes", "notices")) {
            ObjectNode json = ReportJson.tree(SampleReports.plan());
            json.put(field, 7);
            assertThatThrownBy(() -> ReportJson.read("p.json", json.toString()))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("p.json has ")
                    .hasMessageContaining(field);
        }
    }

    private static void refuses(String text, String sentence) {
        assertThatThrownBy(() -> ReportJson.read("p.json", text))
                .isInstanceOf(InputException.class)
                .hasMessage(sentence);
    }
}
