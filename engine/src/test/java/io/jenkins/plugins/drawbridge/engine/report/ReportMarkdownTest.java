package io.jenkins.plugins.drawbridge.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class ReportMarkdownTest {

    @Test
    public void services_are_a_table_and_changes_fold() {
        String text = ReportMarkdown.render(SampleReports.plan());
        assertThat(text)
                .startsWith("### Plan for shop to PRODUCTION\n\n**1 to create, 3 to change, 1 to delete, 3 unchanged**")
                .contains("| 🚀 | api | Deploy | 1.2.0 | 1.3.0 |  |\n")
                .contains("| 💤 | db | No Update |")
                .contains("<details><summary>update ConfigMap common</summary>\n\n```diff\n")
                .contains("\n-   search: false\n+   search: true\n");
    }

    @Test
    public void foreign_text_neither_leaves_its_place_nor_mentions_anybody() {
        String text = ReportMarkdown.render(SampleReports.hostile());
        List<String> fences =
                text.lines().filter(line -> line.startsWith("```")).toList();
        assertThat(fences).containsExactly("````diff", "````");
        String outside = text.substring(0, text.indexOf("````diff")) + text.substring(text.lastIndexOf("````"));
        assertThat(outside.replace("<details><summary>", "")
                        .replace("</summary>", "")
                        .replace("</details>", ""))
                .doesNotContain("<", "@all", "](", "\u001B");
        assertThat(text.lines().filter(line -> line.startsWith("| 🚀")))
                .hasSize(1)
                .allMatch(line -> line.split("\\|", -1).length == 8);
    }

    @Test
    public void fits_into_a_comment() {
        Report plan = SampleReports.plan();
        Report huge = new Report(
                plan.run(),
                java.util.Collections.nCopies(2000, plan.services().get(0)),
                java.util.Collections.nCopies(2000, plan.changes().get(0)),
                plan.costs(),
                null,
                List.of());
        assertThat(ReportMarkdown.render(huge)).hasSizeLessThan(65_000).contains("more changes: see the full report");
    }
}
