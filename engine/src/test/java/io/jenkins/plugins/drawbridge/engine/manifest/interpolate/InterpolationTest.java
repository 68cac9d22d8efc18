package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlLimits;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class InterpolationTest {

    private static ManifestText text(String name, String content) {
        return new ManifestText(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String filled(String content, Map<String, String> variables, String... prefixes) {
        FilledTexts texts =
                Interpolation.fill(List.of(text("a.yaml", content)), new Variables(variables, List.of(prefixes)));
        return new String(texts.texts().get(0).content(), StandardCharsets.UTF_8);
    }

    private static String with(String value, String content) {
        return filled(content, Map.of("X", value));
    }

    /** What a YAML reader finds under the key {@code k}. */
    private static String read(String yaml) {
        return YamlReader.read("a.yaml", yaml, YamlLimits.MANIFESTS)
                .get(0)
                .toJson()
                .path("k")
                .asText();
    }

    private static void written(String value, String inDouble, String inSingle, String behindText) {
        assertThat(with(value, "k: \"{{X}}\"\n")).isEqualTo("k: " + inDouble + "\n");
        assertThat(with(value, "k: '{{X}}'\n")).isEqualTo("k: " + inSingle + "\n");
        assertThat(with(value, "k: a{{X}}\n")).isEqualTo("k: " + behindText + "\n");
    }

    @Test
    public void values_are_written_as_mlp_writes_them() {
        written("abc", "\"abc\"", "'abc'", "aabc");
        written("{ \"k\": 1 }", "\"{ \\\"k\\\": 1 }\"", "'{ \"k\": 1 }'", "a{ \"k\": 1 }");
        written("line1\nline2", "\"line1\\nline2\"", "'line1\\nline2'", "aline1\\nline2");
        written("a\\nb", "\"a\\nb\"", "'a\\nb'", "aa\\nb");
        written("", "\"\"", "''", "a");
        written("$1 \\1", "\"$1 \\\\1\"", "'$1 \\1'", "a$1 \\1");
    }

    @Test
    public void a_quote_in_single_quotes_is_doubled_where_mlp_breaks_the_file() {
        written("it's", "\"it's\"", "'it''s'", "ait's");
        assertThat(read(with("it's", "k: 'so {{X}}, then'\n"))).isEqualTo("so it's, then");
    }

    @Test
    public void within_double_quotes_what_would_break_them_is_escaped_and_nothing_else() {
        assertThat(with("{ \"k\": 1 }", "k: \"a{{X}}\"\n")).isEqualTo("k: \"a{ \\\"k\\\": 1 }\"\n");
        assertThat(read(with("p\\d\"w", "k: \"https://u:{{X}}@host\"\n"))).isEqualTo("https://u:p\\d\"w@host");
        assertThat(with("say \\\"hi\\\"", "k: \"a {{X}}\"\n")).isEqualTo("k: \"a say \\\"hi\\\"\"\n");
        assertThat(with("1\n2", "k: \"a {{X}}\"\n")).isEqualTo("k: \"a 1\\n2\"\n");
        assertThat(read(with("{\"a\":\"say \\\"hi\\\"\"}", "k: \"{{X}}\"\n"))).isEqualTo("{\"a\":\"say \\\"hi\\\"\"}");
        assertThat(read(with("C:\\dir\\", "k: \"{{X}}\"\n"))).isEqualTo("C:\\dir\\");
        assertThat(read(with("\\x4\\u00e9\u0007\u00a0\t", "k: \"{{X}}\"\n"))).isEqualTo("\\x4\u00e9\u0007\u00a0\t");
    }

    @Test
    public void quotes_that_are_no_yaml_quotes_are_left_to_whoever_reads_the_text() {
        String block = "k: |\n  {\"a\": \"{{X}}\"}\n";
        assertThat(read(with("1\n\"2\"", block))).isEqualTo("{\"a\": \"1\\n\\\"2\\\"\"}\n");
        assertThat(read(with("it's", "k: |\n  echo '{{X}}'\n"))).isEqualTo("echo 'it's'\n");
        assertThat(read(with("it's \"1\"", "k: '{\"a\": \"{{X}}\"}'\n"))).isEqualTo("{\"a\": \"it's \\\"1\\\"\"}");
        assertThat(read(with("a\"b", "k: \"select '{{X}}'\"\n"))).isEqualTo("select 'a\"b'");
        assertThat(with("x", "# {{X}} and it's\nk: '{{X}}' # '{{X}}'\n")).isEqualTo("# x and it's\nk: 'x' # 'x'\n");
    }

    @Test
    public void places_are_found_behind_characters_of_two_units_and_in_json_with_tabs() {
        assertThat(with("it's", "# \ud83d\ude00\nj: \"\ud83d\ude00\"\nk: '\ud83d\ude00{{X}}'\n"))
                .endsWith("k: '\ud83d\ude00it''s'\n");
        assertThat(with("a\"b", "{\n\t\"u\": \"http:\\/\\/{{X}}\",\n\t\"v\": \"-{{X}}\"\n}\n"))
                .isEqualTo("{\n\t\"u\": \"http:\\/\\/a\\\"b\",\n\t\"v\": \"-a\\\"b\"\n}\n");
        assertThat(with("it's", "\ufeffk: '{{X}}'\n")).isEqualTo("\ufeffk: 'it''s'\n");
    }

    @Test
    public void a_text_that_is_no_yaml_is_filled_by_the_quotes_next_to_the_placeholder() {
        assertThat(with("it's", "k: [\n}\na: '{{X}}' \"{{X}}\" {{X}}")).isEqualTo("k: [\n}\na: 'it''s' \"it's\" it's");
    }

    @Test
    public void no_value_adds_a_line() {
        for (String lineBreak : new String[] {"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"}) {
            String value = "a" + lineBreak + "b: injected";
            assertThat(with(value, "k: {{X}}\n")).hasLineCount(1);
            assertThat(read(with(value, "k: '{{X}}'\n"))).contains("b: injected");
            assertThat(read(with(value, "k: \"{{X}}\"\n"))).isEqualTo(value);
            assertThat(read(with(value, "k: \"-{{X}}\"\n"))).isEqualTo("-" + value);
        }
    }

    @Test
    public void only_upper_case_names_without_spaces_are_placeholders() {
        String alike = "{{ X }} {{x}} {{X-Y}} {{}} {X} {{{Y}}}\n";
        assertThat(filled(alike, Map.of("Y", "1"))).isEqualTo("{{ X }} {{x}} {{X-Y}} {{}} {X} {1}\n");
        assertThat(filled("{{A_1}}{{2}}", Map.of("A_1", "a", "2", "b"))).isEqualTo("ab");
    }

    @Test
    public void a_value_that_looks_like_a_placeholder_stays_a_value() {
        assertThat(filled("{{A}} {{B}}", Map.of("A", "{{B}}", "B", "{{A}}"))).isEqualTo("{{B}} {{A}}");
    }

    @Test
    public void the_first_prefix_wins_that_has_a_variable_even_an_empty_one() {
        Map<String, String> variables = Map.of("DEV_A", "dev", "ALL_A", "all", "A", "bare", "ALL_B", "", "B", "bare");
        assertThat(filled("{{A}}-{{B}}", variables, "DEV_", "ALL_")).isEqualTo("dev-");
        assertThat(filled("{{A}}-{{B}}", variables)).isEqualTo("bare-bare");
    }

    @Test
    public void all_missing_variables_are_told_at_once_with_their_places() {
        List<ManifestText> texts = List.of(
                text("k8s/a.yaml", "a: {{ONE}}\n\nb: \"\ud83d\ude00{{TWO}} {{ONE}}\"\n"),
                text("b.yaml", "{{HAD}} {{TWO}}"));
        assertThatThrownBy(() -> Interpolation.fill(texts, new Variables(Map.of("HAD", "s3cret"), List.of("DEV_"))))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        """
                        k8s/a.yaml:1:4: environment variable "ONE" not found; set DEV_ONE or ONE.
                        k8s/a.yaml:3:6: environment variable "TWO" not found; set DEV_TWO or TWO.
                        b.yaml:1:9: environment variable "TWO" not found; set DEV_TWO or TWO.""");
        List<ManifestText> many = List.of(text("a", "{{A}}{{B}}{{C}}{{D}}{{E}}{{F}}".repeat(2)), text("b", "{{A}}"));
        assertThatThrownBy(() -> Interpolation.fill(many, new Variables(Map.of(), List.of())))
                .satisfies(told -> assertThat(told.getMessage().lines()).hasSize(7));
    }

    @Test
    public void what_is_no_text_and_what_grows_too_large_is_refused() {
        ManifestText binary = new ManifestText("a.yaml", new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> Interpolation.fill(List.of(binary), new Variables(Map.of(), List.of())))
                .hasMessage("a.yaml: is not UTF-8 text; save it as UTF-8.");
        assertThatThrownBy(() -> with("x".repeat(100_000), "{{X}}".repeat(1000)))
                .hasMessageStartingWith("a.yaml: is longer than 16777216 characters once it is filled in");
        List<ManifestText> six = Collections.nCopies(6, text("a.yaml", "{{X}}".repeat(120)));
        Variables large = new Variables(Map.of("X", "x".repeat(100_000)), List.of());
        assertThatThrownBy(() -> Interpolation.fill(six, large))
                .hasMessageStartingWith("a.yaml: with it, the files are longer than 67108864 characters");
    }

    @Test
    public void no_message_about_a_filled_text_holds_a_value() {
        String secret = "Pass_" + "w0rd".repeat(30);
        Variables variables = new Variables(Map.of("X", secret, "Y", "a\\nWord"), List.of());
        ManifestReader reader = new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT);
        for (String line : List.of(
                "metadata: {name: {{X}}}",
                "metadata: {name: \"p-{{Y}}\"}",
                "metadata: {name: a, labels: {? \"{{X}}\" : 1}}",
                "metadata: {name: *{{X}}}",
                "metadata: {name: !{{X}} a}",
                "metadata: {name: a, \"{{X}}\": 1, \"{{X}}\": 2}")) {
            List<ManifestText> texts = List.of(text("a.yaml", "apiVersion: v1\nkind: ConfigMap\n" + line + "\n"));
            assertThatThrownBy(() -> Interpolation.fill(texts, variables).manifests(reader))
                    .as(line)
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("a.yaml:3:")
                    .hasMessageNotContainingAny("Pass_", "w0rd", "Word")
                    .hasNoCause();
        }
    }
}
