package io.jenkins.plugins.drawbridge.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class GroupCommitTest {

    private static final Optional<Accepted> TAKEN = Optional.of(new Accepted(7, Accepted.Kind.NEW));

    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final List<String> written = new CopyOnWriteArrayList<>();

    private List<Optional<Accepted>> write(List<NewRun> requests) {
        requests.forEach(request -> written.add(request.key()));
        began.countDown();
        awaits(answers);
        return requests.stream().map(request -> TAKEN).toList();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static NewRun request(String key) {
        return new NewRun("shop", Map.of(), key, DoomedServer.CONSOLE, null);
    }

    @Test
    public void nobody_waits_for_ever_for_a_database_and_is_told_whether_something_may_have_started() throws Exception {
        ExecutorService callers = Executors.newSingleThreadExecutor();
        try (GroupCommit intake = new GroupCommit(this::write, Duration.ofSeconds(3))) {
            Future<Optional<Accepted>> first = callers.submit(() -> intake.accept(request("one")));
            awaits(began);
            assertThatThrownBy(() -> intake.accept(request("two")))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessage("The database has not answered for 3 seconds; nothing was started. Come back later.");
            assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("look whether it started before you ask again");
            answers.countDown();
            assertThat(intake.accept(request("three"))).isEqualTo(TAKEN);
            assertThat(written).containsExactly("one", "three");
        } finally {
            callers.shutdownNow();
        }
    }
}
