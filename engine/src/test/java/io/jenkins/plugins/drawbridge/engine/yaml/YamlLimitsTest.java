package io.jenkins.plugins.drawbridge.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import org.junit.Test;

public class YamlLimitsTest {

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> YamlReader.read("bad.yaml", text, YamlLimits.MANIFESTS))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    public void an_alias_bomb_is_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++) {
            String previous = "*a" + (level - 1);
            bomb.append("a" + level + ": &a" + level + " [")
                    .append(String.join(", ", java.util.Collections.nCopies(10, previous)))
                    .append("]\n");
        }
        refused(bomb.toString(), "bad.yaml:", "1000000 nodes");
    }

    @Test
    public void a_merge_bomb_is_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {");
        for (int key = 0; key < 5_000; key++) {
            bomb.append("k" + key + ": x, ");
        }
        bomb.append("}\n");
        for (int use = 1; use < 900; use++) {
            bomb.append("a" + use + ": {<<: *a0}\n");
        }
        refused(bomb.toString(), "bad.yaml:", "1000000 nodes");
    }

    @Test
    public void a_long_text_repeated_by_aliases_is_refused() {
        StringBuilder bomb = new StringBuilder("a: &a " + "x".repeat(1_000_000) + "\nb:\n");
        bomb.append("- *a\n".repeat(30));
        refused(bomb.toString(), "16777216 characters, aliases followed");
    }

    @Test
    public void too_many_aliases_are_refused() {
        refused("a: &a 1\nb:\n" + "- *a\n".repeat(1_001), "bad.yaml:1003:3", "1000 aliases");
    }

    @Test
    public void deep_nesting_is_refused_in_flow_block_and_through_aliases() {
        refused("[".repeat(1_000_000), "bad.yaml:1:101", "100 levels");
        refused("- ".repeat(200) + "x", "bad.yaml:1:201", "100 levels");
        StringBuilder chain = new StringBuilder("- &a0 [x]\n");
        for (int link = 1; link < 200; link++) {
            chain.append("- &a" + link + " [*a" + (link - 1) + "]\n");
        }
        refused(chain.toString(), "bad.yaml:99:", "100 levels");
    }

    @Test
    public void nesting_up_to_the_limit_is_read() {
        assertThat(YamlReader.read("deep", "[".repeat(100) + "]".repeat(100), YamlLimits.MANIFESTS))
                .hasSize(1);
    }

    @Test
    public void a_huge_text_is_refused_before_it_is_parsed() {
        refused("a: " + "x".repeat(17 * 1024 * 1024), "bad.yaml: is longer than the 16777216 characters");
    }

    @Test
    public void a_number_of_a_million_digits_is_refused() {
        refused("a: " + "9".repeat(1_000_000), "bad.yaml:1:4", "1000000 digits");
    }

    @Test(timeout = 60_000)
    public void a_thousand_documents_are_no_hostile_input() {
        String document =
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: n\n  labels: {app: shop, tier: web}\n" + "data:\n"
                        + "  key: some value\n".replace("key", "a") + "  b: \"2\"\n  c: |\n    line\n    line\n---\n";
        String text = document.repeat(1_000);
        assertThat(YamlReader.read("a", text, YamlLimits.MANIFESTS)).hasSize(1_000);
    }
}
