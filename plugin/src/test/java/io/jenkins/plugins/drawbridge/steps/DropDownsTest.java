package io.jenkins.plugins.drawbridge.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.AbortException;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.drawbridge.config.ClusterDefinition;
import io.jenkins.plugins.drawbridge.config.EnvironmentDefinition;
import io.jenkins.plugins.drawbridge.standin.StandInJenkins;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.sf.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.mockito.MockedConstruction;
import org.springframework.security.access.AccessDeniedException;

/** What the forms let somebody choose from, who may configure a job, and who may not. */
public class DropDownsTest {

    private final StandInJenkins jenkins = new StandInJenkins();
    private final SmartDeployStep.DescriptorImpl step = new SmartDeployStep.DescriptorImpl();
    private final Item job = mock(Item.class);
    private StandInJenkins.Inside inside;

    @Before
    public void enter() {
        jenkins.configuration().setClusters(List.of(new ClusterDefinition("private", "https://kube:6443")));
        jenkins.configuration().setEnvironments(List.of(new EnvironmentDefinition("DEV", "private", "shop")));
        when(job.getParent()).then(call -> jenkins.jenkins());
        inside = jenkins.enter();
    }

    @After
    public void leave() {
        inside.close();
    }

    @Test
    public void who_may_configure_the_job_chooses_from_what_the_job_sees() {
        when(job.hasPermission(any())).thenReturn(true);
        assertThat(values(() -> step.doFillEnvironmentItems(job, ""))).containsExactly("", "DEV");
        assertThat(values(() -> step.doFillClusterItems(job, "gone"))).containsExactly("", "private", "gone");
        assertThat(values(() -> step.doFillDeployTypeItems(job))).containsExactly("", "smart_deploy", "deploy_all");
        assertThat(values(() -> step.doFillForceDeployWhenNoSemverItems(job))).containsExactly("", "true", "false");
    }

    @Test
    public void who_may_not_sees_what_is_set_and_no_more() {
        assertThat(values(() -> step.doFillEnvironmentItems(job, "PROD"))).containsExactly("", "PROD");
        assertThat(values(() -> step.doFillClusterItems(job, ""))).containsExactly("");
        assertThat(values(() -> step.doFillEnvironmentItems(null, ""))).containsExactly("");
        assertThat(values(() -> step.doFillDeployTypeItems(job))).isEmpty();
    }

    @Test
    public void credentials_are_listed_for_those_who_may_use_them_and_never_enumerated() {
        assertThat(credentials("secret-id")).containsExactly("includeCurrentValue");
        when(job.hasPermission(any())).thenReturn(true);
        assertThat(credentials("secret-id"))
                .containsExactly("includeEmptyValue", "includeMatchingAs", "includeCurrentValue");
    }

    @Test
    public void a_check_answers_only_those_who_may_configure_the_job() {
        assertThat(step.doCheckTimeout(job, "10m").renderHtml()).isEqualTo("ok: ");
        assertThat(step.doCheckLockTimeout(job, "soon").renderHtml()).startsWith("error: This is a duration");
        doThrow(mock(AccessDeniedException.class)).when(job).checkPermission(any());
        assertThatThrownBy(() -> step.doCheckTimeout(job, "10m")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    public void a_flag_that_was_not_chosen_is_not_set() throws Exception {
        JSONObject form = mock(JSONObject.class);
        when(form.get("forceDeployWhenNoSemver")).thenReturn("");
        step.newInstance(null, form);
        org.mockito.Mockito.verify(form).remove("forceDeployWhenNoSemver");
    }

    @Test
    public void a_misspelt_parameter_is_refused_before_anything_is_deployed() {
        assertThatThrownBy(() -> step.newInstance(Map.of("dryRn", true)))
                .isInstanceOf(AbortException.class)
                .hasMessage("smartDeploy has no argument 'dryRn'; did you mean dryRun?");
    }

    private static List<String> values(Supplier<ListBoxModel> choices) {
        try (MockedConstruction<ListBoxModel> made = mockConstruction(ListBoxModel.class)) {
            assertThat(choices.get()).isSameAs(made.constructed().get(0));
            return made.constructed().stream()
                    .flatMap(model -> mockingDetails(model).getInvocations().stream())
                    .filter(call -> call.getMethod().getName().equals("add"))
                    .map(call -> call.<String>getArgument(1))
                    .toList();
        }
    }

    private List<String> credentials(String current) {
        try (MockedConstruction<StandardListBoxModel> made = mockConstruction(StandardListBoxModel.class)) {
            new ClusterDefinition.DescriptorImpl().doFillCredentialsIdItems(job, current);
            return made.constructed().stream()
                    .flatMap(model -> mockingDetails(model).getInvocations().stream())
                    .map(call -> call.getMethod().getName())
                    .toList();
        }
    }
}
