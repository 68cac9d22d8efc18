package io.jenkins.plugins.drawbridge.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.Journal;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.StepRecord;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PutOffTest {

    private static final Obstacle TARGET = new Obstacle("prod/shop/web", null);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void what_was_in_the_way_of_a_run_is_forgotten_when_another_server_has_carried_it_on() {
        try (Store store = Store.open(TestDatabase.H2.fresh(folder.getRoot().toPath()), Clock.systemUTC())) {
            NewRun request = new NewRun("shop", Map.of(), "t", new Cause(Cause.Kind.USER, "ada", "127.0.0.1"), null);
            long run = store.writes()
                    .accept(List.of(request), 10, ids -> {})
                    .get(0)
                    .orElseThrow()
                    .id();
            Journal journal = store.journal();
            journal.put(run, step("0", StepRecord.Status.RUNNING));
            PutOff putOff = new PutOff();
            putOff.add(run, TARGET, journal);
            assertThat(putOff.of(run, journal)).isEqualTo(TARGET);
            journal.put(run, step("0", StepRecord.Status.DONE));
            assertThat(putOff.of(run, journal)).isNull();
            assertThat(putOff.remove(run)).isTrue();
            assertThat(putOff.remove(run)).isFalse();
        }
    }

    private static StepRecord step(String path, StepRecord.Status status) {
        return new StepRecord(path, "smartDeploy", "", status, "", "", Instant.EPOCH, null);
    }
}
