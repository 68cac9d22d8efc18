package io.jenkins.plugins.drawbridge.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.List;
import org.junit.Test;

public class YamlReaderTest {

    private static List<YamlNode> read(String text) {
        return YamlReader.read("a.yaml", text, YamlLimits.MANIFESTS);
    }

    private static JsonNode json(String text) {
        List<YamlNode> documents = read(text);
        assertThat(documents).hasSize(1);
        return documents.get(0).toJson();
    }

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
    }

    @Test
    public void every_node_knows_its_line_and_column() {
        YamlMap root =
                (YamlMap) read("# first\nkind: A\nitems:\n  - x\n  - {y: 1}\n").get(0);
        assertThat(root.line()).isEqualTo(2);
        assertThat(root.keys().get("items").line()).isEqualTo(3);
        YamlList items = (YamlList) root.entries().get("items");
        assertThat(items.items().get(0).line()).isEqualTo(4);
        assertThat(items.items().get(0).column()).isEqualTo(5);
        YamlNode y = ((YamlMap) items.items().get(1)).entries().get("y");
        assertThat(y.line()).isEqualTo(5);
        assertThat(y.column()).isEqualTo(9);
    }

    @Test
    public void documents_are_split_and_empty_ones_left_out() {
        String text = "---  # comment\n---\na: 1\n--- # another\n~\n---\n# only a comment\n---\nb: 2\n...\n---\n";
        assertThat(read(text)).extracting(node -> node.toJson().toString()).containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(read("")).isEmpty();
        assertThat(read(" \n\n")).isEmpty();
        assertThat(read("# nothing\n")).isEmpty();
    }

    @Test
    public void the_second_document_counts_lines_of_the_whole_text() {
        assertThat(read("a: 1\n---\n\nb: 2\n").get(1).line()).isEqualTo(4);
    }

    @Test
    public void windows_line_ends_and_a_byte_order_mark_are_accepted() {
        assertThat(json("\uFEFFa: |\r\n  x\r\n  y\r\nb: 2\r\n").toString()).isEqualTo("{\"a\":\"x\\ny\\n\",\"b\":2}");
    }

    @Test
    public void json_is_yaml_even_when_indented_with_tabs() {
        assertThat(json("{\n\t\"a\":\t[1,\t\"x\\ty\\\"\tz\"],\n\t\"b\":{\"c\":null}\n}\n")
                        .toString())
                .isEqualTo("{\"a\":[1,\"x\\ty\\\"\\tz\"],\"b\":{\"c\":null}}");
        assertThat(json("{\"a\":\"\\u00e9 \\ud83d\\ude00 \\/\"}").path("a").asText())
                .isEqualTo("é 😀 /");
    }

    @Test
    public void keys_that_are_numbers_or_booleans_become_text() {
        assertThat(json("8080: a\ntrue: b\n1.10: c\n").toString())
                .isEqualTo("{\"8080\":\"a\",\"true\":\"b\",\"1.10\":\"c\"}");
        refused("? [a]\n: 1\n", "a.yaml:1:3", "key must be");
        refused("a: 1\n~: 1\n", "a.yaml:2:1", "key must be");
        refused("name: {{APP}}\n", "a.yaml:1:8", "placeholder, fill it in first");
    }

    @Test
    public void a_repeated_key_is_refused_with_both_places() {
        refused("a: 1\nb: 2\na: 3\n", "a.yaml:3:1", "\"a\"", "first in line 1");
        refused("1: a\n'1': b\n", "a.yaml:2:1", "given twice");
    }

    @Test
    public void type_tags_are_refused() {
        refused("a: !!javax.script.ScriptEngineManager [x]\n", "a.yaml:1:4", "!!javax.script.ScriptEngineManager");
        refused("a: !!str 1\n", "a.yaml:1:4", "!!str");
        refused("a: !local {b: 1}\n", "a.yaml:1:4", "!local");
        refused("a: ! x\n", "a.yaml:1:4", "type tag !");
        refused("!!map\na: 1\n", "a.yaml:1:1", "!!map");
        refused("!!str a: 1\n", "a.yaml:1:1", "!!str");
    }

    @Test
    public void syntax_errors_tell_line_and_column() {
        refused("a: 1\n\tb: 2\n", "a.yaml:2:", "tab");
        refused("a:\n  b: 1\n c: 2\n", "a.yaml:3:2", "not valid YAML");
        refused("a: b: c\n", "a.yaml:1:5", "quote a text");
        refused("a: [1, 2\n", "a.yaml:2:1", "not valid YAML");
        refused("a: \"x\n", "a.yaml:2:1", "not valid YAML");
        refused("a: @x\n", "a.yaml:1:4", "not valid YAML");
        refused("ok: 1\na: x\u0000y\n", "a.yaml:2:5", "U+0000");
        refused("a: \"\\UFFFFFFFF\"\n", "a.yaml", "not valid YAML");
        refused("%YAML 99999999999.1\n---\na: 1\n", "a.yaml", "not valid YAML");
    }

    @Test
    public void merge_keys_follow_go_yaml() {
        String text =
                """
                base: &b {x: 1, y: 2}
                other: &o {y: 3, z: 4}
                one:
                  y: 9
                  <<: *b
                many:
                  <<: [*b, *o]
                inline:
                  <<: {q: 1}
                text:
                  "<<": x
                """;
        JsonNode json = json(text);
        assertThat(json.path("one").toString()).isEqualTo("{\"y\":9,\"x\":1}");
        assertThat(json.path("many").toString()).isEqualTo("{\"x\":1,\"y\":2,\"z\":4}");
        assertThat(json.path("inline").toString()).isEqualTo("{\"q\":1}");
        assertThat(json.path("text").toString()).isEqualTo("{\"<<\":\"x\"}");
        YamlMap one = (YamlMap) ((YamlMap) read(text).get(0)).entries().get("one");
        assertThat(one.keys().get("x").line()).isEqualTo(1);
        refused("a:\n  <<: 1\n", "a.yaml:2:7", "merge key");
        refused("a:\n  <<: {}\n  <<: {}\n", "a.yaml:3:3", "given twice");
    }

    @Test
    public void aliases_repeat_their_anchor_and_may_be_redefined() {
        assertThat(json("a: &x [1]\nb: *x\nc: &x 2\nd: *x\n").toString())
                .isEqualTo("{\"a\":[1],\"b\":[1],\"c\":2,\"d\":2}");
        refused("a: *nowhere\n", "a.yaml:1:4", "*nowhere");
        refused("a: &x 1\n---\nb: *x\n", "a.yaml:3:4", "names no anchor");
        refused("a: &x [1, *x]\n", "a.yaml:1:11", "inside its own anchor");
        refused("&x {<<: *x}\n", "a.yaml:1:9", "inside its own anchor");
    }
}
