package io.jenkins.plugins.drawbridge.engine.plan.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/** Expected texts: what kubectl 1.32 prints for the same values ({@code kubectl annotate --local -o yaml}). */
public class GoYamlTest {

    private static final String[][] TEXTS = {
        {"value", "value\n"},
        {"", "\"\"\n"},
        {"1", "\"1\"\n"},
        {"true", "\"true\"\n"},
        {"yes", "\"yes\"\n"},
        {"y", "\"y\"\n"},
        {"n", "\"n\"\n"},
        {"~", "\"~\"\n"},
        {"0644", "\"0644\"\n"},
        {"08", "\"08\"\n"},
        {"1e3", "\"1e3\"\n"},
        {"0x1F", "\"0x1F\"\n"},
        {"1_000", "\"1_000\"\n"},
        {"12:30:45", "\"12:30:45\"\n"},
        {"2001-01-01", "\"2001-01-01\"\n"},
        {"2001-02-30", "2001-02-30\n"},
        {"2001-01-01T00:00:00Z", "\"2001-01-01T00:00:00Z\"\n"},
        {"1.2.3", "1.2.3\n"},
        {"- a", "'- a'\n"},
        {"-a", "-a\n"},
        {"a: b", "'a: b'\n"},
        {"a:b", "a:b\n"},
        {"a #b", "'a #b'\n"},
        {"#a", "'#a'\n"},
        {"it's", "it's\n"},
        {"'a'", "'''a'''\n"},
        {"[a]", "'[a]'\n"},
        {"a\tb", "\"a\\tb\"\n"},
        {"a\nb", "|-\n  a\n  b\n"},
        {"a\nb\n", "|\n  a\n  b\n"},
        {"a\n\n", "|+\n  a\n\n"},
        {"\na\n", "|2\n\n  a\n"},
        {" a\nb\n", "|2\n   a\n  b\n"},
        {"a \nb\n", "\"a \\nb\\n\"\n"},
        {"a\n\tb\n", "\"a\\n\\tb\\n\"\n"},
        {"é", "é\n"},
        {"\ud83d\ude00", "\"\\U0001F600\"\n"},
        {"---", "'---'\n"},
        {"a ", "'a '\n"},
        {"//0=", "//0=\n"},
        {".5_5", "\".5_5\"\n"},
        {".5_", ".5_\n"},
        {"C:\\x", "C:\\x\n"},
        {"\ufeffa", "\"\\uFEFF\\x61\"\n"},
        {"\"q\"", "'\"q\"'\n"},
        {"?", "'?'\n"},
        {"a\u2028b", "'a\u2028  b'\n"}
    };

    @Test
    public void texts_are_written_as_go_yaml_writes_them() {
        for (String[] text : TEXTS) {
            assertThat(GoYaml.text(text[0])).as(text[0]).isEqualTo(text[1]);
            assertThat(GoYaml.map(Map.of("key", text[0]))).as(text[0]).isEqualTo("key: " + text[1]);
        }
    }

    @Test
    public void long_lines_are_folded_behind_column_80() {
        String words = "word ".repeat(20).strip();
        assertThat(GoYaml.text(words)).isEqualTo("word ".repeat(16) + "word\n  word word word\n");
        assertThat(GoYaml.map(Map.of("k", words)))
                .isEqualTo("k: " + "word ".repeat(15) + "word\n  word word word word\n");
        assertThat(GoYaml.text("#" + words)).isEqualTo("'#" + "word ".repeat(15) + "word\n  word word word word'\n");
        assertThat(GoYaml.text("\t" + words))
                .isEqualTo("\"\\t" + "word ".repeat(15) + "word\n  word word word word\"\n");
        assertThat(GoYaml.text("x".repeat(300))).isEqualTo("x".repeat(300) + "\n");
    }

    @Test
    public void keys_longer_than_128_bytes_are_written_apart() {
        assertThat(GoYaml.map(Map.of("k".repeat(128), "v"))).isEqualTo("k".repeat(128) + ": v\n");
        assertThat(GoYaml.map(Map.of("k".repeat(129), "v"))).isEqualTo("? " + "k".repeat(129) + "\n: v\n");
        assertThat(GoYaml.map(Map.of("é".repeat(65), "v"))).startsWith("? ");
        assertThat(GoYaml.map(Map.of("1", "v", "a b", "a\nb\n"))).isEqualTo("\"1\": v\na b: |\n  a\n  b\n");
    }

    @Test
    public void an_empty_map_is_written_in_flow_style() {
        assertThat(GoYaml.map(Map.of())).isEqualTo("{}\n");
    }

    @Test
    public void keys_are_sorted_with_numbers_by_value_and_letters_last() {
        List<String> sorted = List.of(
                "1", "2", "10", "A", "B", "a", "a-1", "a-2", "a-10", "a-100", "a.b", "a_b", "a1", "a01", "a001", "aB",
                "ab", "b");
        List<String> keys = new ArrayList<>(sorted);
        Collections.shuffle(keys, new Random(1));
        Map<String, String> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, "v"));
        assertThat(GoYaml.map(shuffled).lines().map(line -> line.replace("\"", "")
                        .replace(": v", "")))
                .containsExactlyElementsOf(sorted);
    }

    @Test
    public void keys_whose_order_runs_in_circles_are_written_all_the_same() {
        Random random = new Random(5);
        Map<String, String> map = new LinkedHashMap<>();
        for (int key = 0; key < 2_000; key++) {
            StringBuilder name = new StringBuilder();
            for (int index = 0; index < 4; index++) {
                name.append("ab120-.".charAt(random.nextInt(7)));
            }
            map.put(name.toString(), "v");
        }
        assertThat(GoYaml.map(map).lines().toList()).hasSize(map.size());
    }
}
