package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class JenkinsfileReaderTest {

    private static final StepCatalogue CATALOGUE = step -> switch (step) {
        case "smartDiff" -> Set.of("environment", "files");
        case "smartDeploy" -> Set.of("environment", "files", "timeout", "plan");
        default -> Set.of();
    };
    private static final Term.Scope SCOPE = scope(Map.of("REVISION", "v1.4.0", "FLAG", "false"), Map.of("HOME", "/x"));

    private final JenkinsfileReader reader = new JenkinsfileReader(CATALOGUE);

    @Test
    public void reads_the_example() throws IOException {
        Pipeline pipeline = reader.read("Jenkinsfile", Files.readString(Path.of("../examples/shop/Jenkinsfile")));
        assertThat(pipeline.stages())
                .extracting(Stage::name)
                .containsExactly("Checkout", "Preview", "Approve", "Deploy");
        assertThat(pipeline.options()).isEqualTo(new Pipeline.Options(Duration.ofMinutes(30), true, 50));
        assertThat(pipeline.parameters())
                .extracting(ParameterDefinition::name)
                .containsExactly(
                        "ENVIRONMENT_TO_DEPLOY",
                        "REVISION",
                        "DEPLOY_TYPE",
                        "FORCE_DEPLOY_WHEN_NO_SEMVER",
                        "KUBE_NAMESPACE",
                        "TRIGGER_ID");
        assertThat(pipeline.parameters().get(2).choices()).containsExactly("smart_deploy", "deploy_all");
        assertThat(pipeline.stages().get(0).steps()).containsExactly(new Step.Checkout());
        assertThat(pipeline.stages().get(2).steps().get(0)).isInstanceOf(Step.Input.class);
        assertThat(pipeline.post().steps()).containsOnlyKeys(Post.When.success, Post.When.failure);
    }

    @Test
    public void evaluates_texts_parameters_and_conditions() {
        Stage stage = stage(
                """
                when {
                    allOf {
                        environment name: 'HOME', value: '/x'
                        not { equals expected: 'v1', actual: params.REVISION }
                        anyOf { branch 'main'; expression { params.REVISION == 'v1.4.0' && !params.FLAG } }
                    }
                }
                steps { echo "at ${params.REVISION} in ${env.HOME} and ${HOME}, ${env.NONE}" }
                """);
        Condition.AllOf all = (Condition.AllOf) stage.when();
        Condition.AnyOf any = (Condition.AnyOf) all.conditions().get(2);
        assertThat(((Condition.Holds) any.conditions().get(1)).expression().truth(SCOPE))
                .isTrue();
        Step.Echo echo = (Step.Echo) stage.steps().get(0);
        assertThat(echo.message().text(SCOPE)).isEqualTo("at v1.4.0 in /x and /x, null");
    }

    @Test(timeout = 60_000)
    public void looks_at_each_value_once_however_deep_it_is_nested() {
        String nested = "(".repeat(8) + "env.HOME" + " ?: 'none')".repeat(8);
        Stage stage = stage("steps { echo \"at ${" + nested + "}, ${params.FLAG ?: 'off'}\" }");
        assertThat(((Step.Echo) stage.steps().get(0)).message().text(SCOPE)).isEqualTo("at /x, off");
        String deeper = "(".repeat(50) + "env.HOME" + " ?: 'none')".repeat(50);
        for (String refused : List.of("echo \"${" + deeper + "}\"", "echo(" + deeper + ")")) {
            assertThatThrownBy(() -> stage("steps { " + refused + " }"))
                    .hasMessageStartingWith("Jenkinsfile:3:")
                    .hasMessageContaining("more than 8 '?:' stand in each other");
        }
    }

    @Test
    public void refuses_to_make_texts_and_lists_beyond_bounds() {
        Term.Scope large = scope(Map.of(), Map.of("L", "x".repeat(1024 * 1024)));
        for (String grown : List.of("\"${L}.\"", "L + '.'", "\"${[L, L]}\"")) {
            Step.Echo echo =
                    (Step.Echo) stage("steps { echo " + grown + " }").steps().get(0);
            assertThatThrownBy(() -> echo.message().text(large))
                    .as(grown)
                    .hasMessage("line 3 of the Jenkinsfile makes a text of more than 1 MiB");
        }
        Step.Echo echo = (Step.Echo) stage("steps { echo \"${L}\" }").steps().get(0);
        assertThat(echo.message().text(large)).hasSize(1024 * 1024);
    }

    @Test
    public void reads_every_step_and_option_of_the_subset() {
        Stage stage = stage(
                """
                environment { TOKEN = credentials('registry'); A = 'x' }
                options { timeout(time: 5, unit: 'SECONDS') }
                input { message 'sure?'; ok 'yes'; submitter 'ada,bob' }
                steps {
                    withEnv(['B=1', "C=${A}"]) { dir('sub') { echo message: 'hi' } }
                    timeout(2) { retry(3) { error 'no' } }
                    catchError(buildResult: 'UNSTABLE', stageResult: 'FAILURE', message: 'oh') { error('no') }
                    smartDiff()
                    smartDeploy environment: 'DEV', files: ['a', 'b'], plan: 'Preview'
                }
                post { always { echo 'done' }; cleanup { echo 'clean' } }
                """);
        assertThat(stage.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(stage.input().submitters()).containsExactly("ada", "bob");
        assertThat(stage.environment().get(0).value()).isEqualTo(new Pipeline.Value.Credential("registry"));
        assertThat(stage.steps())
                .extracting(Step::name)
                .containsExactly("withEnv", "timeout", "catchError", "smartDiff", "smartDeploy");
        assertThat(((Step.Smart) stage.steps().get(4)).arguments().get("files").evaluate(SCOPE))
                .isEqualTo(List.of("a", "b"));
        assertThat(stage.post().steps()).containsOnlyKeys(Post.When.always, Post.When.cleanup);
    }

    @Test
    public void says_what_to_use_instead_of_a_step_it_does_not_know() {
        JenkinsfileException refused = refusal(
                """
                pipeline {
                  agent any
                  stages {
                    stage('A') {
                      steps {
                        sh 'kubectl apply -f .'
                        script { x = 1 }
                        smartDeploy(tiemout: '1m')
                      }
                    }
                  }
                }
                """);
        assertThat(refused.getMessage().lines())
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Jenkinsfile:6:9: the step 'sh' cannot be run here")
                                .contains("smartDeploy"),
                        second -> assertThat(second).startsWith("Jenkinsfile:7:9: the step 'script'"),
                        third -> assertThat(third)
                                .startsWith("Jenkinsfile:8:")
                                .contains("no argument 'tiemout'; it has environment, files, plan, timeout"));
    }

    @Test
    public void refuses_everything_that_is_not_declarative() {
        for (String text : List.of(
                "",
                "node { echo 'x' }",
                "@Library('x') _\npipeline { agent any; stages { stage('A') { steps { echo 'x' } } } }",
                "import java.io.File\npipeline { agent any; stages { stage('A') { steps { echo 'x' } } } }",
                "def f() { }\npipeline { agent any; stages { stage('A') { steps { echo 'x' } } } }",
                "class X { static { System.exit(1) } }\npipeline { agent any; stages { stage('A') { steps { } } } }",
                "pipeline { agent any }",
                "pipeline { agent any; stages { } }",
                "pipeline { agent any; stages { parallel { } } }",
                "pipeline { agent any; stages { stage('A') { steps { echo \"${System.getenv()}\" } } } }",
                "pipeline { agent any; stages { stage('A') { steps { echo new File('/x').text } } } }",
                "pipeline { agent any; stages { stage('A') { steps { if (true) { echo 'x' } } } } }",
                "pipeline { agent any; stages { stage('A') { steps { retry(0) { echo 'x' } } } } }",
                "pipeline { agent any; stages { stage('A') { steps { checkout([$class: 'GitSCM']) } } } }",
                "pipeline { agent any; triggers { cron('* * * * *') }; stages { stage('A') { steps { echo 'x' } } } }",
                "pipeline { agent any; stages { stage('A') { steps { echo 'x' } }; stage('A') { steps { echo 'y' } } } }",
                "pipeline {",
                "pipeline { stages { stage('A') { steps { echo 'unterminated } } } }")) {
            assertThat(refusal(text)).as(text).hasMessageStartingWith("Jenkinsfile:");
        }
    }

    @Test
    public void executes_and_fetches_nothing_while_reading() {
        for (String canary : List.of(
                "@Grab('no.such:thing:1.0') import no.such.Thing\n",
                "@GrabResolver(name='x', root='http://127.0.0.1:1/')\n@Grab('no.such:thing:1.0')\ndef x\n",
                "@groovy.transform.ASTTest(value={ System.setProperty('drawbridge.canary', '1') })\nclass A { }\n",
                "class B { static { System.setProperty('drawbridge.canary', '2') } }\n",
                "@groovy.transform.BaseScript(Evil) def x\nabstract class Evil extends Script { }\n",
                "@groovy.transform.AnnotationCollector([Deprecated]) @interface C { }\n",
                "System.setProperty('drawbridge.canary', '3')\n")) {
            String text = canary + "pipeline { agent any; stages { stage('A') { steps { echo 'x' } } } }";
            assertThat(refusal(text)).as(canary).isNotNull();
            assertThat(System.getProperty("drawbridge.canary")).as(canary).isNull();
        }
    }

    @Test
    public void is_not_brought_down_by_nesting() {
        assertThat(refusal("pipeline {" + "(".repeat(100_000))).hasMessageContaining("brackets");
        assertThat(refusal("pipeline { stages { stage('A') { steps { echo " + "!".repeat(100_000) + "true } } } }"))
                .isNotNull();
        assertThat(refusal("x".repeat(300_000))).hasMessageContaining("256 KiB");
        assertThat(refusal("pipeline { stages { stage('A') { steps { echo 'a'" + " + 'a'".repeat(20_000) + " } } } }"))
                .isNotNull();
    }

    @Test
    public void answers_every_damage_with_a_sentence() throws IOException {
        String good = Files.readString(Path.of("../examples/shop/Jenkinsfile"));
        Random random = new Random(7);
        for (int round = 0; round < 100; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int cut = 0; cut <= random.nextInt(4); cut++) {
                int from = random.nextInt(text.length() - 20);
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(from, from + random.nextInt(20));
                    case 1 -> text.insert(from, "{}()[]'\"$@,:=\n\0é".charAt(random.nextInt(16)));
                    default -> text.insert(from, text.substring(from, from + random.nextInt(20)));
                }
            }
            try {
                reader.read("Jenkinsfile", text.toString());
            } catch (JenkinsfileException refused) {
                assertThat(refused).hasMessageStartingWith("Jenkinsfile:");
            }
        }
    }

    @Test
    public void passes_no_class_loader_that_could_find_a_class() {
        assertThatThrownBy(() -> reader.read("Jenkinsfile", "@" + JenkinsfileReaderTest.class.getName() + " def x"))
                .isInstanceOf(JenkinsfileException.class);
    }

    private Stage stage(String body) {
        return reader.read("Jenkinsfile", "pipeline { agent any\nstages { stage('A') {\n" + body + "} } }")
                .stages()
                .get(0);
    }

    private JenkinsfileException refusal(String text) {
        return catchThrowableOfType(JenkinsfileException.class, () -> reader.read("Jenkinsfile", text));
    }

    private static Term.Scope scope(Map<String, String> parameters, Map<String, String> variables) {
        return new Term.Scope() {
            @Override
            public String parameter(String name) {
                return parameters.get(name);
            }

            @Override
            public String variable(String name) {
                return variables.get(name);
            }
        };
    }
}
