package io.jenkins.plugins.drawbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which build belongs to which trigger, whatever Jenkins does with its ids, numbers and names. */
public class TriggersTest {

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private final StandInJenkins jenkins = new StandInJenkins();
    private final Triggers triggers = new Triggers();
    private final BuildWatch builds = new BuildWatch();
    private StandInJenkins.Inside inside;
    private StandInQueue queue;

    @Before
    public void start() {
        jenkins.singleton(Triggers.class, triggers);
        when(jenkins.jenkins().getRootDir()).thenReturn(home.getRoot());
        queue = job("team/shop");
        inside = jenkins.enter();
    }

    @After
    public void stop() {
        inside.close();
    }

    private StandInQueue job(String name) {
        return new StandInQueue(jenkins, name).property(new ConsoleTriggerProperty("console", "DEV"));
    }

    @Test
    public void triggers_that_jenkins_folds_into_one_build_all_follow_it() throws Exception {
        queue.trigger("t1");
        queue.trigger("t2");

        Run<?, ?> run = queue.begin(57, queue.causeOf(0), queue.causeOf(1));
        builds.onStarted(run, null);
        assertThat(record("t1").state()).isEqualTo(State.RUNNING);
        assertThat(record("t2").state()).isEqualTo(State.RUNNING);
        builds.onFinalized(StandInQueue.end(run, "SUCCESS"));

        assertThat(record("t1").course()).isEqualTo(new TriggerRecord.Course(57, State.SUCCESS, "SUCCESS"));
        assertThat(record("t2").course()).isEqualTo(record("t1").course());
    }

    @Test
    public void what_is_taken_out_of_the_queue_is_canceled_for_all_who_asked_for_it() throws Exception {
        queue.trigger("t1");
        queue.trigger("t2");
        queue.trigger("t3");

        new QueueWatch().onLeft(queue.cancel(4711, queue.causeOf(0)));
        assertThat(record("t1").state()).isEqualTo(State.CANCELED);
        assertThat(record("t2").state()).isEqualTo(State.PENDING);
        new QueueWatch().onLeft(queue.cancel(4999, queue.causeOf(1)));
        assertThat(record("t2").state()).isEqualTo(State.PENDING);
        new QueueWatch().onLeft(queue.cancel(4712, queue.causeOf(2), queue.causeOf(1)));
        assertThat(record("t2").state()).isEqualTo(State.CANCELED);
    }

    @Test
    public void what_the_console_did_not_ask_for_leaves_the_queue_without_a_look_at_the_triggers() {
        when(jenkins.jenkins().getRootDir()).thenThrow(new AssertionError("looked at the triggers"));

        new QueueWatch().onLeft(queue.cancel(4711));
    }

    @Test
    public void an_id_of_the_queue_that_comes_again_is_the_latest_trigger_s() throws Exception {
        builds.onFinalized(StandInQueue.end(begun("t1", 0, 57), "SUCCESS"));
        StandInQueue other = job("team/other");

        other.trigger("t2");

        assertThat(triggers.store().queued(4711)).get().satisfies(record -> {
            assertThat(record.job()).isEqualTo("team/other");
            assertThat(record.state()).isEqualTo(State.PENDING);
        });
    }

    @Test
    public void neither_a_build_nor_an_item_is_a_trigger_s_by_its_id_in_the_queue_alone() throws Exception {
        builds.onFinalized(StandInQueue.end(begun("t1", 0, 57), "SUCCESS"));
        queue.crash();
        queue.trigger("t2");
        queue.crash();
        assertThat(fresh("t2").state()).isEqualTo(State.CANCELED);

        queue.trigger("t3");
        queue.crash();
        queue.trigger("t4");
        assertThat(fresh("t3").state()).isEqualTo(State.CANCELED);
        assertThat(fresh("t4").state()).isEqualTo(State.PENDING);
    }

    @Test
    public void a_build_whose_start_was_missed_is_found_by_any_of_its_causes() throws Exception {
        queue.trigger("t1");
        queue.trigger("t2");
        queue.crash();
        StandInQueue.end(queue.begin(57, queue.causeOf(0), queue.causeOf(1)), "FAILURE");

        assertThat(fresh("t2").course()).isEqualTo(new TriggerRecord.Course(57, State.FAILED, "FAILURE"));
    }

    @Test
    public void a_second_build_with_the_same_cause_changes_nothing() throws Exception {
        Run<?, ?> first = begun("t1", 0, 57);
        Run<?, ?> rebuilt = queue.begin(58, queue.causeOf(0));
        builds.onStarted(rebuilt, null);
        builds.onFinalized(StandInQueue.end(rebuilt, "FAILURE"));
        assertThat(record("t1").course()).isEqualTo(new TriggerRecord.Course(57, State.RUNNING, ""));

        builds.onFinalized(StandInQueue.end(first, "SUCCESS"));

        assertThat(record("t1").course()).isEqualTo(new TriggerRecord.Course(57, State.SUCCESS, "SUCCESS"));
    }

    @Test
    public void a_job_that_is_deleted_takes_its_triggers_along() throws Exception {
        builds.onFinalized(StandInQueue.end(begun("t1", 0, 57), "SUCCESS"));
        StandInQueue other = job("teams");
        other.trigger("t2");

        new JobWatch().onDeleted(queue.job());

        assertThat(triggers.store().build("team/shop", 57)).isEmpty();
        assertThat(triggers.store().called("t1")).isEmpty();
        assertThat(files()).isEqualTo(1);
        assertThat(new TriggerStore(folder()).called("t2")).hasSize(1);
    }

    @Test
    public void a_folder_that_is_deleted_takes_along_what_is_below_it_and_nothing_beside_it() throws Exception {
        queue.trigger("t1");
        job("team/shop/main").trigger("t2");
        job("teams").trigger("t3");
        Item folder = mock(Item.class);
        when(folder.getFullName()).thenReturn("team");

        new JobWatch().onDeleted(folder);

        assertThat(triggers.store().select(record -> true)).singleElement().satisfies(record -> assertThat(record.key())
                .isEqualTo("t3"));
    }

    @Test
    public void a_number_that_comes_again_is_the_newest_trigger_s() throws Exception {
        builds.onFinalized(StandInQueue.end(begun("t1", 0, 1), "FAILURE"));
        builds.onFinalized(StandInQueue.end(begun("t2", 1, 1), "SUCCESS"));

        assertThat(triggers.store().build("team/shop", 1)).get().satisfies(record -> assertThat(record.key())
                .isEqualTo("t2"));
    }

    @Test
    public void a_trigger_that_jenkins_refuses_leaves_nothing_behind() throws Exception {
        queue.closed();

        assertThatThrownBy(() -> queue.trigger("t1")).isInstanceOf(Refusal.class);

        assertThat(files()).isZero();
        assertThat(triggers.store().called("t1")).isEmpty();
    }

    private Run<?, ?> begun(String triggerId, int which, int number) throws Exception {
        queue.trigger(triggerId);
        Run<?, ?> run = queue.begin(which, number);
        builds.onStarted(run, null);
        return run;
    }

    private TriggerRecord record(String key) {
        return triggers.store().find("team/shop", key).orElseThrow();
    }

    private TriggerRecord fresh(String key) {
        return triggers.fresh(record(key), queue.job());
    }

    private Path folder() {
        return home.getRoot().toPath().resolve("drawbridge/triggers");
    }

    private long files() throws Exception {
        try (Stream<Path> files = Files.list(folder())) {
            return files.count();
        }
    }
}
