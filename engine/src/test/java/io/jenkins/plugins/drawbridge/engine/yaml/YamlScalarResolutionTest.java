package io.jenkins.plugins.drawbridge.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Expected values: what go-yaml v3 resolves, as JSON. */
@RunWith(Parameterized.class)
public class YamlScalarResolutionTest {

    private final String written;
    private final String json;

    public YamlScalarResolutionTest(String written, String json) {
        this.written = written;
        this.json = json;
    }

    @Parameters(name = "{0} is {1}")
    public static List<Object[]> cases() {
        List<Object[]> cases = new ArrayList<>();
        group(cases, "null", "", "~", "null", "Null", "NULL");
        group(cases, "true", "true", "True", "TRUE");
        group(cases, "false", "false", "False", "FALSE");
        group(cases, null, "nUll", "tRUE", "yes", "Yes", "no", "on", "Off", "y", "n", "Y", "N");
        group(cases, null, "2001-12-14", "2001-12-14T21:59:43Z", "12:30:45", "1.2.3", "v1", "1.27-alpine", "-x", "+");
        group(
                cases,
                null,
                "0x",
                "0b2",
                "0o8",
                "1e",
                "e3",
                "_1",
                "._5",
                ".5_",
                ".5__5",
                "1-1",
                ".",
                "..",
                "1e400",
                "-.nan",
                ".infinity");
        group(cases, "\"1\"", "'1'", "\"1\"");
        group(cases, "\"true\"", "'true'", "\"true\"", "|-\n  true", ">-\n  true");
        group(cases, "\"\"", "''", "\"\"");
        group(cases, "0", "0", "-0", "+0", "00", "-0.0");
        group(
                cases,
                "420",
                "420",
                "0644",
                "0o644",
                "0O644",
                "0x1A4",
                "0X1a4",
                "0b110100100",
                "4_2_0",
                "+420",
                "420.0",
                "42e1");
        group(cases, "-31", "-31", "-0x1F", "-037", "-0o37", "-0b11111");
        group(cases, "8", "08", "8", "8.");
        group(cases, "0.5", ".5", "0.5", ".5_0", "5e-1", "+.5", "00.5");
        group(cases, "9223372036854775807", "9223372036854775807");
        group(cases, "18446744073709551615", "18446744073709551615", "0xFFFFFFFFFFFFFFFF");
        group(cases, "123456789012345678901234567890", "123456789012345678901234567890");
        group(cases, "1.0E21", "1e21");
        group(cases, "100000000000000000000", "1e20");
        return cases;
    }

    private static void group(List<Object[]> cases, String json, String... forms) {
        for (String form : forms) {
            cases.add(new Object[] {form, json == null ? '"' + form + '"' : json});
        }
    }

    @Test
    public void resolves_as_kubernetes_tools_do() {
        String document = "a: " + written + "\n";
        assertThat(YamlReader.read("a", document, YamlLimits.MANIFESTS)
                        .get(0)
                        .toJson()
                        .toString())
                .isEqualTo("{\"a\":" + json + "}");
    }

    @Test
    public void numbers_that_json_lacks_are_refused() {
        for (String form : List.of(".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN")) {
            assertThatThrownBy(() -> YamlReader.read("a", "x: " + form, YamlLimits.MANIFESTS))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("a:1:4: " + form);
        }
    }
}
