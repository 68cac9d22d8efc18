package io.jenkins.plugins.drawbridge.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

public class TellerTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    public void a_long_value_goes_on_below_itself() {
        teller(40).entry("its diff", "Deploy: catalog, storefront 2.4.1 to 2.5.0; No Update: cleanup");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                          its diff     Deploy: catalog,
                                       storefront 2.4.1 to
                                       2.5.0; No Update: cleanup
                        """);
    }

    private Teller teller(int columns) {
        Path nowhere = Path.of("nowhere");
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Teller(new Surroundings(
                Map.of(),
                nowhere,
                nowhere,
                nowhere,
                new ByteArrayInputStream(new byte[0]),
                stream,
                stream,
                new Terminal(false, true, columns, false)));
    }
}
