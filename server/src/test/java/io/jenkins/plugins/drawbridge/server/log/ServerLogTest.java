package io.jenkins.plugins.drawbridge.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class ServerLogTest {

    private static final Logger OURS = LoggerFactory.getLogger(ServerLogTest.class);
    private static final Logger LIBRARY = LoggerFactory.getLogger("com.zaxxer.hikari.Pool");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private void write(LogForm form) {
        ServerLog.write(form, new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @After
    public void quiet() {
        ServerLog.write(LogForm.QUIET, System.err);
    }

    @Test
    public void each_event_is_one_json_object_with_its_facts_apart() throws Exception {
        write(LogForm.JSON);
        OURS.atInfo()
                .addKeyValue("build", 12)
                .addKeyValue("reason", "a\nb \"c\"")
                .log("run {}", "ended");
        OURS.error("broke off", new IllegalStateException("why"));
        assertThat(lines()).hasSize(2);
        JsonNode ended = new ObjectMapper().readTree(lines().get(0));
        assertThat(ended.path("message").asText()).isEqualTo("run ended");
        assertThat(ended.path("level").asText()).isEqualTo("info");
        assertThat(ended.path("build").asInt()).isEqualTo(12);
        assertThat(ended.path("reason").asText()).isEqualTo("a\nb \"c\"");
        assertThat(ended.path("time").asText()).endsWith("Z");
        assertThat(new ObjectMapper().readTree(lines().get(1)).path("error").asText())
                .startsWith("java.lang.IllegalStateException: why\n\tat ");
    }

    @Test
    public void nobodys_text_makes_a_line_of_its_own() {
        write(LogForm.TEXT);
        OURS.atInfo()
                .addKeyValue("job", "team/shop")
                .addKeyValue("branch", "main\n2026 INFO forged \u001b[2J")
                .log("run begins");
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0)).contains(" INFO run begins job=team/shop branch=\"main\\n2026 INFO forged ?[2J\"");
    }

    @Test
    public void libraries_are_heard_only_when_something_is_broken_and_commands_that_end_tell_faults_only() {
        write(LogForm.TEXT);
        LIBRARY.warn("slow");
        LIBRARY.error("gone");
        OURS.debug("detail");
        write(LogForm.QUIET);
        OURS.info("chatter");
        OURS.warn("fault");
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).endsWith("ERROR gone");
        assertThat(lines().get(1)).endsWith("WARN fault");
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
