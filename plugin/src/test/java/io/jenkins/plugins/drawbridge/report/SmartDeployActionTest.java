package io.jenkins.plugins.drawbridge.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import hudson.model.Job;
import hudson.model.Run;
import hudson.util.RunList;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployEvent;
import io.jenkins.plugins.drawbridge.engine.deploy.Result;
import io.jenkins.plugins.drawbridge.engine.deploy.Verdict;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import io.jenkins.plugins.drawbridge.engine.plan.Outcome;
import io.jenkins.plugins.drawbridge.engine.plan.ServicePlan;
import io.jenkins.plugins.drawbridge.engine.report.Costs;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ServiceReport;
import io.jenkins.plugins.drawbridge.engine.step.StepArguments;
import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.http.JsonAnswer;
import io.jenkins.plugins.drawbridge.standin.StandInBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mockito.Mockito;

public class SmartDeployActionTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private StandInBuild build;
    private SmartDeployAction action;

    @Before
    public void start() throws IOException {
        build = new StandInBuild(
                folder.newFolder("build").toPath(),
                folder.newFolder("workspace").toPath());
        action = SmartDeployAction.of(build.run());
    }

    @Test
    public void each_deploy_of_a_build_has_its_own_section_report_and_page() throws IOException {
        String first = action.begin(order("smartDiff", "DEV"), "", CLOCK);
        String second = action.begin(order("smartDeploy", "TEST"), "", CLOCK);
        assertThat(action.isRunning()).isTrue();

        action.finish(first, report("api", Result.PLANNED, null));
        action.finish(second, report("<img src=x onerror=alert(1)>", Result.FAILED, Verdict.failed("no image")));

        assertThat(action.isRunning()).isFalse();
        assertThat(action.getSections()).extracting(DeploySection::getResult).containsExactly("planned", "failed");
        assertThat(action.getSections().get(1).getTook()).isEqualTo("1 min 5 s");
        assertThat(action.getSections().get(1).getServices()).singleElement().satisfies(service -> {
            assertThat(service.getOutcome()).isEqualTo("Deploy");
            assertThat(service.getVerdict()).isEqualTo("failed");
        });
        assertThat(action.getOnly()).isNull();
        assertThat(action.getDynamic("1").getFragment()).contains("api").doesNotContain("onerror");
        assertThat(action.getDynamic("2").getFragment())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img");
        assertThat(action.getDynamic("3")).isNull();
        assertThat(action.getDynamic("../1")).isNull();
    }

    @Test
    public void it_is_saved_with_the_build_at_each_step() throws IOException {
        String section = action.begin(order("smartDeploy", "DEV"), "", CLOCK);
        action.finish(section, report("api", Result.SUCCESS, Verdict.READY));

        Mockito.verify(build.run(), Mockito.times(2)).save();
        try (Stream<Path> files = Files.list(build.folder().toPath().resolve("drawbridge"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("1.json");
        }
        assertThat(SmartDeployAction.of(build.run())).isSameAs(action);
    }

    @Test
    public void the_page_is_live_while_the_deploy_runs() throws IOException {
        String section = action.begin(order("smartDeploy", "DEV"), "", CLOCK);
        action.event(section, new DeployEvent.Connected("private", "shop"));

        assertThat(live(section)).contains("\"phase\":\"planning\"", "\"running\":true");
        action.breakOff(section, "canceled", CLOCK);
        assertThat(live(section)).contains("\"running\":false");
        assertThat(action.getDynamic(section).getFragment()).isEmpty();
    }

    @Test
    public void a_deploy_that_went_down_with_jenkins_does_not_run_for_ever() throws IOException {
        String section = action.begin(order("smartDeploy", "DEV"), "", CLOCK);
        assertThat(action.isRunning()).isTrue();
        build.over();
        assertThat(action.isRunning()).isFalse();
        assertThat(action.getSections().get(0).getResult()).isEqualTo("canceled");
        assertThat(live(section)).contains("\"running\":false");
    }

    @Test
    public void a_page_shows_all_deploys_of_a_build_and_their_controls_do_not_meet() throws IOException {
        for (String environment : List.of("DEV", "TEST")) {
            String section = action.begin(order("smartDeploy", environment), "", CLOCK);
            action.finish(section, report("api", Result.SUCCESS, Verdict.READY));
        }
        assertThat(action.getPages())
                .extracting(page -> page.getSection().getPlace())
                .containsExactly("TEST", "DEV");
        assertThat(action.getPages())
                .extracting(SectionPage::getPart)
                .satisfiesExactly(
                        part -> assertThat(part).contains("id=\"db-2\"").doesNotContain("<main"),
                        part -> assertThat(part).contains("id=\"db-1\"").doesNotContain("<main"));
    }

    @Test
    public void icons_are_symbols_that_take_the_colour_of_the_page() throws IOException {
        for (hudson.model.Action shown : List.of(action, new JobDeployments(build.job()))) {
            assertThat(shown.getIconFileName()).isEqualTo("symbol-drawbridge plugin-drawbridge");
        }
        assertThat(Files.readString(Path.of("src/main/resources/images/symbols/drawbridge.svg")))
                .contains("stroke=\"currentColor\"")
                .doesNotContain("#");
    }

    @Test
    public void a_damaged_report_is_as_good_as_none() throws IOException {
        String section = action.begin(order("smartDeploy", "DEV"), "", CLOCK);
        action.finish(section, report("api", Result.SUCCESS, Verdict.READY));
        Files.writeString(build.folder().toPath().resolve("drawbridge/1.json"), "{");

        assertThat(action.getDynamic(section).getFragment()).isEmpty();
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void a_job_s_deployments_are_its_places_with_their_last_deploys() throws IOException {
        List<Run<?, ?>> runs = new ArrayList<>();
        for (String[] deployed : new String[][] {{"DEV", "failed"}, {"TEST", "success"}, {"DEV", "success"}}) {
            StandInBuild one = new StandInBuild(
                    folder.newFolder().toPath(), folder.getRoot().toPath());
            SmartDeployAction of = SmartDeployAction.of(one.run());
            of.begin(order("smartDiff", deployed[0]), "", CLOCK);
            of.breakOff(of.begin(order("smartDeploy", deployed[0]), "", CLOCK), deployed[1], CLOCK);
            runs.add(one.run());
        }
        RunList builds = mock(RunList.class);
        when(builds.iterator()).then(call -> runs.iterator());
        Job job = mock(Job.class);
        doReturn(builds).when(job).getBuilds();
        doReturn(runs.get(0)).when(job).getLastBuild();

        List<DeployedPlace> places = new JobDeployments(job).getPlaces();

        assertThat(places).extracting(DeployedPlace::getName).containsExactly("DEV", "TEST");
        assertThat(places.get(0).getLast().getSection().getResult()).isEqualTo("failed");
        assertThat(places.get(0).getHistory()).hasSize(2);
        assertThat(new JobDeploymentsFactory().createFor(job)).hasSize(1);
        doReturn(null).when(job).getLastBuild();
        doReturn(runs.get(1)).when(job).getLastSuccessfulBuild();
        assertThat(new JobDeploymentsFactory().createFor(job)).hasSize(1);
        doReturn(null).when(job).getLastSuccessfulBuild();
        assertThat(new JobDeploymentsFactory().createFor(job)).isEmpty();
    }

    private String live(String section) {
        return ((JsonAnswer) action.getDynamic(section).doLive()).body();
    }

    private static StepOrder order(String step, String environment) {
        return StepArguments.settle(step, Map.of("environment", environment), Map.of());
    }

    private static Report report(String service, Result result, Verdict verdict) {
        io.jenkins.plugins.drawbridge.engine.report.Run run = new io.jenkins.plugins.drawbridge.engine.report.Run(
                "private", "shop", "shop", "", DeployType.SMART_DEPLOY, false, result, START, START.plusSeconds(65));
        ServicePlan plan = new ServicePlan(service, Outcome.DEPLOY, "1.0.0", "1.1.0", List.of());
        return new Report(run, List.of(new ServiceReport(plan, verdict)), List.of(), Costs.NONE, null, List.of());
    }
}
