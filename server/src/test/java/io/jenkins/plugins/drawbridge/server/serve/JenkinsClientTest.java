package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.offbytwo.jenkins.JenkinsServer;
import com.offbytwo.jenkins.model.Build;
import com.offbytwo.jenkins.model.BuildResult;
import com.offbytwo.jenkins.model.BuildWithDetails;
import com.offbytwo.jenkins.model.ConsoleLog;
import com.offbytwo.jenkins.model.JobWithDetails;
import com.offbytwo.jenkins.model.QueueItem;
import com.offbytwo.jenkins.model.QueueReference;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.http.client.HttpResponseException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A Jenkins client that knows nothing of us (com.offbytwo.jenkins:jenkins-client), unmodified. */
public class JenkinsClientTest {

    private static final String TOKEN = "api-token-canary";
    private static final Map<String, String> PARAMETERS =
            Map.of("REVISION", "main", "ENVIRONMENT_TO_DEPLOY", "DEV", "DEPLOY_TYPE", "smart_deploy");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private ServedShop shop;
    private JenkinsServer jenkins;

    @Before
    public void start() throws Exception {
        shop = ServedShop.start(
                folder.getRoot().toPath(),
                "users:\n  - {id: ada, roles: [deploy], apiTokenHashes: ['" + Hashes.ofToken(Secret.of(TOKEN))
                        + "']}\n  - {id: eve, roles: [view], apiTokenHashes: ['"
                        + Hashes.ofToken(Secret.of("eves-token")) + "']}");
        jenkins = new JenkinsServer(URI.create(shop.url("")), "ada", TOKEN);
    }

    @After
    public void stop() {
        jenkins.close();
        shop.close();
    }

    @Test
    public void triggers_with_parameters_follows_the_queue_and_reads_the_build() throws Exception {
        assertThat(jenkins.isRunning()).isTrue();
        assertThat(jenkins.getVersion().getLiteralVersion()).isEqualTo("2.528.3");
        assertThat(jenkins.getJobs()).containsKey("shop");
        QueueReference queued = job().build(PARAMETERS);
        QueueItem item = awaited(() -> jenkins.getQueueItem(queued), one -> one.getExecutable() != null);
        assertThat(item.isCancelled()).isFalse();
        Build build = jenkins.getBuild(item);
        BuildWithDetails ended = awaited(build::details, one -> !one.isBuilding());
        assertThat(ended.getResult()).as(ended.getConsoleOutputText()).isEqualTo(BuildResult.SUCCESS);
        assertThat(ended.getNumber()).isEqualTo(1);
        assertThat((long) ended.getQueueId()).isEqualTo(item.getId().longValue());
        assertThat(ended.getParameters()).containsAllEntriesOf(PARAMETERS);
        assertThat(ended.getCauses().get(0).getShortDescription()).isEqualTo("Started by user ada");
        assertThat(ended.getConsoleOutputText()).contains("Finished: SUCCESS");
        ConsoleLog part = ended.getConsoleOutputText(10);
        assertThat(part.getHasMoreData()).isFalse();
        assertThat(part.getConsoleLog()).isEqualTo(ended.getConsoleOutputText().substring(10));
        assertHistory(job());
    }

    private JobWithDetails job() throws Exception {
        return jenkins.getJob("team/shop");
    }

    private static void assertHistory(JobWithDetails job) throws Exception {
        assertThat(job.getDisplayName()).isEqualTo("shop");
        assertThat(job.getNextBuildNumber()).isEqualTo(2);
        assertThat(job.getLastSuccessfulBuild().getNumber()).isEqualTo(1);
        assertThat(job.getLastFailedBuild().getNumber()).isEqualTo(Build.BUILD_HAS_NEVER_RUN.getNumber());
        assertThat(job.getBuilds()).extracting(Build::getNumber).containsExactly(1);
        assertThat(job.getBuildByNumber(1).details().getResult()).isEqualTo(BuildResult.SUCCESS);
    }

    @Test
    public void stops_a_build_that_waits_for_a_person() throws Exception {
        Files.writeString(
                shop.repository().resolve("Jenkinsfile"),
                "pipeline { agent any\nstages { stage('A') { steps { input 'Go on?' } } } }");
        shop.commit("Ask");
        QueueReference queued = job().build();
        QueueItem item = awaited(() -> jenkins.getQueueItem(queued), one -> one.getExecutable() != null);
        Build build = jenkins.getBuild(item);
        assertThat(build.details().isBuilding()).isTrue();
        build.Stop();
        assertThat(awaited(build::details, one -> !one.isBuilding()).getResult())
                .isEqualTo(BuildResult.ABORTED);
    }

    @Test
    public void is_told_by_status_what_it_may_not_do() throws Exception {
        try (JenkinsServer stranger = new JenkinsServer(URI.create(shop.url("")), "ada", "wrong")) {
            assertThatThrownBy(() -> stranger.getJob("team/shop"))
                    .isInstanceOf(HttpResponseException.class)
                    .satisfies(refused -> assertThat(((HttpResponseException) refused).getStatusCode())
                            .isEqualTo(401));
        }
        try (JenkinsServer eve = new JenkinsServer(URI.create(shop.url("")), "eve", "eves-token")) {
            JobWithDetails seen = eve.getJob("team/shop");
            assertThat(seen.getNextBuildNumber()).isEqualTo(1);
            assertThatThrownBy(() -> seen.build(PARAMETERS)).isInstanceOf(HttpResponseException.class);
        }
        assertThat(jenkins.getJob("no/such")).isNull();
        assertThat(shop.server().store().runs().recent(5)).isEmpty();
    }

    private static <T> T awaited(Callable<T> ask, Predicate<T> condition) throws Exception {
        Instant end = Instant.now().plusSeconds(90);
        for (T answer = ask.call(); ; answer = ask.call()) {
            if (condition.test(answer)) {
                return answer;
            }
            assertThat(Instant.now()).as(String.valueOf(answer)).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
