package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** The Jenkinsfiles of this repository run in Jenkins and here: with the steps' own parameters, and no others. */
public class OwnJenkinsfilesTest {

    private final JenkinsfileReader reader = new JenkinsfileReader(StepParameter::words);

    @Test
    public void the_one_at_the_root_deploys_the_example_but_never_to_production() throws IOException {
        Pipeline pipeline = read("../Jenkinsfile");
        assertThat(pipeline.stages()).extracting(Stage::name).containsExactly("Checkout", "Preview", "Deploy");
        Condition when = pipeline.stages().get(2).when();
        Condition.Equals production = (Condition.Equals) ((Condition.Not) when).condition();
        assertThat(production.expected().text(asked("DEV"))).isEqualTo("PROD");
        assertThat(production.actual().text(asked("DEV"))).isEqualTo("DEV");
    }

    @Test
    public void both_take_the_parameters_that_the_console_sends() throws IOException {
        for (String file : List.of("../Jenkinsfile", "../examples/shop/Jenkinsfile")) {
            assertThat(read(file).parameters())
                    .as(file)
                    .extracting(ParameterDefinition::name)
                    .containsExactly(
                            "ENVIRONMENT_TO_DEPLOY",
                            "REVISION",
                            "DEPLOY_TYPE",
                            "FORCE_DEPLOY_WHEN_NO_SEMVER",
                            "KUBE_NAMESPACE",
                            "TRIGGER_ID");
        }
    }

    private static Term.Scope asked(String environment) {
        return new Term.Scope() {
            @Override
            public String parameter(String name) {
                return name.equals("ENVIRONMENT_TO_DEPLOY") ? environment : null;
            }

            @Override
            public String variable(String name) {
                return null;
            }
        };
    }

    private Pipeline read(String file) throws IOException {
        return reader.read(file, Files.readString(Path.of(file)));
    }
}
