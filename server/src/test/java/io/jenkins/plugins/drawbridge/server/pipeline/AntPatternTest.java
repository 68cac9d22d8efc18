package io.jenkins.plugins.drawbridge.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class AntPatternTest {

    private record Row(String pattern, List<String> matching, List<String> others) {}

    private static final List<Row> TABLE = List.of(
            new Row("main", List.of("main"), List.of("", "Main", "mainx", "xmain", "main/", "m")),
            new Row("", List.of(""), List.of("x", "/")),
            new Row("*", List.of("", "main"), List.of("a/b", "/")),
            new Row("m?in", List.of("main", "m.in"), List.of("min", "m/in", "maain")),
            new Row("release-*", List.of("release-", "release-1.2"), List.of("release", "release-1/2")),
            new Row("*-*-x", List.of("--x", "a-b-x", "a-b-c-x"), List.of("a-x", "a-b/c-x")),
            new Row("**", List.of("", "main", "a/b/c", "/"), List.of()),
            new Row(
                    "release/**",
                    List.of("release", "release/", "release/1", "release/1/2"),
                    List.of("releases", "x/release")),
            new Row("/**", List.of("", "/", "/a/b"), List.of("a")),
            new Row("a*/**", List.of("a", "ab", "ab/c/d", "a/b/a"), List.of("b/a")),
            new Row("**/fix", List.of("fix", "a/fix", "a/b/fix", "/fix"), List.of("prefix", "fix/a", "a/prefix")),
            new Row("a/**/b", List.of("a/b", "a/x/b", "a/x/y/b"), List.of("a", "ab", "a/xb", "a/b/c")),
            new Row("a/*/b", List.of("a/x/b", "a//b"), List.of("a/b", "a/x/y/b")),
            new Row("**/a/**/b/**", List.of("a/b", "x/a/y/b/z", "a/a/b"), List.of("b/a", "a", "ab")),
            new Row("a**b", List.of("ab", "a/b", "axxb"), List.of("a", "abc")),
            new Row("***", List.of("", "a/b"), List.of()),
            new Row("[m]ain.+", List.of("[m]ain.+"), List.of("main.x", "main")),
            new Row("{main,x}", List.of("{main,x}"), List.of("main")),
            new Row("\\Q", List.of("\\Q"), List.of("Q")));

    @Test
    public void stars_match_as_in_ant() {
        for (Row row : TABLE) {
            assertThat(row.matching()).allSatisfy(name -> assertThat(AntPattern.matches(row.pattern(), name))
                    .as(row.pattern() + " matches " + name)
                    .isTrue());
            assertThat(row.others()).allSatisfy(name -> assertThat(AntPattern.matches(row.pattern(), name))
                    .as(row.pattern() + " matches " + name)
                    .isFalse());
        }
    }

    @Test
    public void the_longest_names_and_patterns_take_a_moment_only() {
        String name = "a/".repeat(2_000) + "b";
        assertThat(AntPattern.matches("**/".repeat(1_000) + "b", name)).isTrue();
        assertThat(AntPattern.matches("**/*".repeat(1_000) + "x", name)).isFalse();
        assertThat(AntPattern.matches("**", "a".repeat(1_000_000)))
                .as("no branch has such a name")
                .isFalse();
    }
}
