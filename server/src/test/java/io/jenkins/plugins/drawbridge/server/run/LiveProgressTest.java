package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.plan.Change;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import io.jenkins.plugins.drawbridge.engine.plan.FieldChange;
import io.jenkins.plugins.drawbridge.engine.plan.Plan;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Test;

/** The moving progress of a deploy, read as a person at a terminal reads it. */
public class LiveProgressTest {

    private static final int COLUMNS = 60;

    private final Screen screen = new Screen(COLUMNS);
    private final Progress progress = Progress.on(surroundings());

    @After
    public void end() {
        progress.close();
    }

    private Surroundings surroundings() {
        Path nowhere = Path.of("nowhere");
        return new Surroundings(
                Map.of(),
                nowhere,
                nowhere,
                nowhere,
                InputStream.nullInputStream(),
                screen.stream(),
                screen.stream(),
                new Terminal(true, true, COLUMNS, true));
    }

    @Test
    public void what_ended_scrolls_up_and_what_is_in_flight_stays_below_with_a_bar() {
        progress.event(new DeployEvent.Connected("prod", "shop"));
        progress.event(planned("api", "web", "db"));
        progress.event(new DeployEvent.ApplyStarted(deployment("api")));
        progress.event(new DeployEvent.ApplyStarted(deployment("web")));
        shows(
                "connected to cluster prod, namespace shop",
                "plan: 0 to create, 3 to change, 0 to delete, 0 unchanged",
                "… Deployment.apps api: applying",
                "… Deployment.apps web: applying",
                bar(0, 3));

        progress.event(new DeployEvent.Applied(deployment("api")));
        progress.event(new DeployEvent.Progress(deployment("web"), "pods becoming ready: 1/2"));
        shows(
                "connected to cluster prod, namespace shop",
                "plan: 0 to create, 3 to change, 0 to delete, 0 unchanged",
                "… Deployment.apps api: applied",
                "… Deployment.apps web: pods becoming ready: 1/2",
                bar(0, 3));

        progress.event(new DeployEvent.Concluded(deployment("api"), Verdict.READY, true));
        progress.notice("the connection broke; repeating the request");
        progress.event(
                new DeployEvent.Concluded(deployment("web"), Verdict.failed("its image cannot be pulled"), true));
        progress.event(new DeployEvent.Pruned(deployment("db")));
        String[] ended = {
            "connected to cluster prod, namespace shop",
            "plan: 0 to create, 3 to change, 0 to delete, 0 unchanged",
            "✔ Deployment.apps api ready",
            "the connection broke; repeating the request",
            "✖ Deployment.apps web failed: its image cannot be pulled",
            "✔ Deployment.apps db deleted"
        };
        shows(ended, bar(3, 3));

        progress.close();
        assertThat(screen.lines()).as("nothing that moves is left").containsExactly(ended);
        assertThat(screen.frames()).isGreaterThanOrEqualTo(3);
    }

    @Test
    public void more_in_flight_than_fits_is_counted() {
        for (int number = 0; number < 11; number++) {
            progress.event(new DeployEvent.ApplyStarted(deployment("d" + number)));
        }
        String[] lines = new String[9];
        for (int number = 0; number < 8; number++) {
            lines[number] = "… Deployment.apps d" + number + ": applying";
        }
        lines[8] = "  and 3 more";
        shows(lines);

        for (int number = 0; number < 10; number++) {
            progress.event(new DeployEvent.Concluded(deployment("d" + number), Verdict.READY, true));
        }
        awaits(shown -> shown.size() == 11 && shown.get(10).equals("… Deployment.apps d10: applying"));
    }

    @Test
    public void a_line_that_would_wrap_is_cut_so_that_the_next_frame_finds_the_first() {
        List<String> long_ = List.of(
                "x".repeat(300),
                "拉取镜像失败：".repeat(20),
                "🚀".repeat(40),
                "ends exactly at the edge of the window".repeat(2));
        for (String message : long_) {
            progress.event(new DeployEvent.Progress(deployment("api"), message));
            awaits(shown -> shown.size() == 1
                    && shown.get(0).startsWith("… Deployment.apps api: " + message.substring(0, 2))
                    && shown.get(0).endsWith("…"));
        }
        int before = screen.frames();
        progress.event(new DeployEvent.Progress(deployment("api"), "short again"));
        shows("… Deployment.apps api: short again");
        assertThat(screen.frames()).isGreaterThan(before);
    }

    @Test
    public void text_of_the_cluster_cannot_steer_the_terminal() {
        progress.event(new DeployEvent.Progress(deployment("api"), "\u001B[2J\nfake ✔ line\r"));
        progress.event(new DeployEvent.Concluded(deployment("web"), Verdict.failed("\u001B[31mred\u0007"), true));

        awaits(shown -> shown.size() == 2
                && shown.get(0).startsWith("✖ Deployment.apps web failed: ?[31mred?")
                && shown.get(1).startsWith("… Deployment.apps api: ?[2J"));
    }

    private void shows(String[] first, String last) {
        List<String> all = new ArrayList<>(List.of(first));
        all.add(last);
        shows(all.toArray(new String[0]));
    }

    /** Time passes in the bar, so it is compared without. */
    private void shows(String... lines) {
        awaits(shown -> withoutTime(shown).equals(List.of(lines)));
    }

    private void awaits(Predicate<List<String>> wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!wanted.test(screen.lines())) {
            assertThat(System.nanoTime()).as("%s", screen.lines()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static List<String> withoutTime(List<String> shown) {
        return shown.stream()
                .map(line -> line.replaceFirst("(^[█░]{24} \\d+/\\d+)  \\d+:\\d\\d$", "$1"))
                .toList();
    }

    private static String bar(int done, int total) {
        int filled = 24 * done / total;
        return "█".repeat(filled) + "░".repeat(24 - filled) + " " + done + "/" + total;
    }

    private static DeployEvent planned(String... names) {
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            FieldChange field = new FieldChange("spec.replicas", TextNode.valueOf("1"), TextNode.valueOf("2"));
            changes.add(new Change.Update(deployment(name), List.of(field)));
        }
        return new DeployEvent.Planned(new Plan("prod", "shop", "shop", DeployType.SMART_DEPLOY, changes, List.of()));
    }

    private static ObjectRef deployment(String name) {
        return new ObjectRef("apps", "v1", "Deployment", "shop", name);
    }
}
