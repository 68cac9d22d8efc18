package io.jenkins.plugins.drawbridge.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.store.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SecondProcessTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void an_h2_file_belongs_to_one_process_and_the_second_is_told_so() throws Exception {
        Path root = folder.getRoot().toPath();
        DatabaseSettings database = TestDatabase.H2.fresh(root);
        try (Store first = Store.open(database, Clock.systemUTC());
                DoomedProcess second = DoomedProcess.start(
                        database, root.resolve("told"), DoomedServer.Manner.ORDERLY, List.of("t"))) {
            List<String> said = second.awaits("refused", 1).kill();
            assertThat(said)
                    .containsExactly("refused The database " + database.folder().resolve("drawbridge.mv.db")
                            + " cannot be opened: another Drawbridge uses it; stop that one, or share a PostgreSQL.");
            assertThat(first.writes()
                            .accept(List.of(DoomedServer.request("t")), 10, ids -> {})
                            .get(0)
                            .orElseThrow()
                            .kind())
                    .isEqualTo(Accepted.Kind.NEW);
        }
        try (DoomedProcess next =
                DoomedProcess.start(database, root.resolve("told"), DoomedServer.Manner.ORDERLY, List.of("t"))) {
            assertThat(next.awaits("accepted", 1).kill()).contains("accepted t 1");
        }
    }
}
