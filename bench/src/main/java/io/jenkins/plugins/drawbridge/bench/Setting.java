package io.jenkins.plugins.drawbridge.bench;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where things are.
 *
 * @param state folder of {@code dev/kube up}
 * @param kubectl the program
 * @param drawbridge the launcher; empty: whole processes are not measured
 * @param work a folder for the manifests and the programs' output
 */
record Setting(Path state, String kubectl, String drawbridge, Path work) {

    /** 1: there are differences. */
    private static final Set<Integer> DIFF = Set.of(0, 1);

    Cluster cluster() {
        return new Cluster(
                "bench",
                URI.create(text("url")),
                Pem.authority(text("ca.crt")),
                null,
                false,
                new Credentials.BearerToken(SecretSource.of(token())),
                null,
                Access.DIRECT);
    }

    String token() {
        return text("token");
    }

    private String text(String file) {
        try {
            return Files.readString(state.resolve(file)).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(state + " holds no running cluster; start one with dev/kube up", missing);
        }
    }

    Program kubectlApply(Path folder, String namespace) {
        return kubectl(Set.of(0), "apply", "--server-side", "-n", namespace, "-f", folder.toString());
    }

    Program kubectlDiff(Path folder, String namespace) {
        return kubectl(DIFF, "diff", "--server-side", "-n", namespace, "-f", folder.toString());
    }

    private Program kubectl(Set<Integer> goodExits, String... arguments) {
        List<String> command = new ArrayList<>(List.of(kubectl));
        command.addAll(List.of(arguments));
        return new Program(
                command,
                Map.of("KUBECONFIG", state.resolve("kubeconfig").toString(), "HOME", work.toString()),
                goodExits);
    }

    Program drawbridge(String verb, Path folder, String namespace, String... more) {
        List<String> command = new ArrayList<>(List.of(drawbridge, verb, "-f", folder.toString(), "-n", namespace));
        command.addAll(List.of("--kubeconfig", state.resolve("kubeconfig").toString()));
        command.addAll(List.of(more));
        return new Program(command, Map.of("DRAWBRIDGE_NO_BUILD", "1"), verb.equals("plan") ? DIFF : Set.of(0));
    }
}
