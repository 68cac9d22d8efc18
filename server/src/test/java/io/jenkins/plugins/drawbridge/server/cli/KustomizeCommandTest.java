package io.jenkins.plugins.drawbridge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KustomizeCommandTest {

    private static final String BUILT =
            """
            apiVersion: v1
            data:
              k: v
            kind: ConfigMap
            metadata:
              name: dev-a
            """;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;

    @Before
    public void writeKustomization() throws IOException {
        folder = temporary.getRoot().toPath();
        Files.createDirectories(folder.resolve("k8s"));
        Files.writeString(
                folder.resolve("a.yaml"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}");
        Files.copy(folder.resolve("a.yaml"), folder.resolve("k8s/a.yaml"));
        Files.writeString(folder.resolve("k8s/kustomization.yaml"), "resources: [a.yaml]\nnamePrefix: dev-\n");
    }

    @Test
    public void prints_what_is_built_or_writes_it_to_a_file() throws IOException {
        Run printed = run("kustomize", "k8s");
        assertThat(printed.err()).isEmpty();
        assertThat(printed.exitCode).isZero();
        assertThat(printed.out()).isEqualTo(BUILT);

        Run written = run("kustomize", "k8s", "-o", "built.yaml");
        assertThat(written.out()).isEmpty();
        assertThat(Files.readString(folder.resolve("built.yaml"))).isEqualTo(BUILT);
    }

    @Test
    public void a_new_file_is_for_its_owner_only_and_the_rights_of_an_old_one_stay() throws IOException {
        Path file = folder.resolve("built.yaml");
        run("kustomize", "k8s", "-o", "built.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, "old");
        run("kustomize", "k8s", "-o", "built.yaml");
        assertThat(file).hasContent(BUILT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(folder.toFile().list((where, name) -> name.endsWith(".tmp"))).isEmpty();

        assertRefused("nowhere/x.yaml cannot be written", "k8s", "-o", "nowhere/x.yaml");
    }

    @Test
    public void builds_the_folder_it_is_called_in_unless_it_is_told_another() throws IOException {
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [a.yaml]\nnamePrefix: dev-\n");
        assertThat(run("kustomize").out()).isEqualTo(BUILT);
    }

    @Test
    public void reads_files_elsewhere_only_if_it_is_told_to() throws IOException {
        Files.writeString(folder.resolve("k8s/kustomization.yaml"), "resources: [../a.yaml]\nnamePrefix: dev-\n");
        assertRefused("the file lies outside the folder of the kustomization", "k8s");
        assertThat(run("kustomize", "k8s", "--load-restrictor", "none").out()).isEqualTo(BUILT);
        assertRefused("invalid load-restrictor value \"x\": must be \"rootOnly\" or \"none\"", "--load-restrictor=x");
    }

    @Test
    public void refuses_to_start_helm_and_takes_its_other_flags_as_mlp_does() {
        assertRefused("--enable-helm is not supported, for no program is started; render", "k8s", "--enable-helm");
        assertThat(run("kustomize", "k8s", "--helm-command=helm", "--helm-api-versions=a,b", "--helm-kube-version=1")
                        .out())
                .isEqualTo(BUILT);
        assertRefused("output path is a directory instead of a file", "k8s", "-o", "k8s");
    }

    @Test
    public void a_plan_is_of_files_or_of_a_kustomization() {
        Run run = run("plan", "-k", "k8s", "--server", "https://shop.example.com", "--token", "t");
        assertThat(run.err()).isEmpty();
        assertThat(run.request(PlanRequest.class).manifests().kustomization())
                .isEqualTo(folder.resolve("k8s").toString());
        assertThat(run.request(PlanRequest.class).filenames()).isEmpty();

        Run both = run("plan", "-k", "k8s", "-f", "a.yaml", "--server", "https://shop.example.com", "--token", "t");
        assertThat(both.exitCode).isEqualTo(2);
        assertThat(both.err()).contains("give either files with -f or a kustomization with -k");
        assertThat(run("plan", "-k", "k8s", "--interpolate").err()).contains("--interpolate fills files given with -f");
    }

    private void assertRefused(String sentence, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "kustomize";
        System.arraycopy(args, 0, all, 1, args.length);
        Run run = run(all);
        assertThat(run.err()).contains(sentence);
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private Run run(String... args) {
        return new Run(folder).run(args);
    }
}
