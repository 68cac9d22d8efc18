package io.jenkins.plugins.drawbridge.server;

import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.run.EngineActions;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Plans and deploys a folder to a private cluster in this process, so that the launcher's archive of classes holds what
 * real runs load. Started by {@code bin/drawbridge} after a build; nobody reads what it prints.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** @param arguments the folder of manifests */
    public static void main(String[] arguments) throws IOException {
        Path kubeconfig = Files.createTempFile("drawbridge-rehearsal", ".yaml");
        try (PrivateCluster cluster = PrivateCluster.start()) {
            Files.writeString(kubeconfig, kubeconfig(cluster));
            run("deploy", arguments[0], kubeconfig, "--wait=false");
            run("deploy", arguments[0], kubeconfig, "--wait=false", "--deploy-type=smart_deploy");
            run("plan", arguments[0], kubeconfig);
        } finally {
            Files.delete(kubeconfig);
        }
        System.exit(0);
    }

    private static void run(String verb, String folder, Path kubeconfig, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(verb, "-f", folder, "-n", "rehearsal"));
        arguments.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        arguments.addAll(List.of(flags));
        new CommandLineHost(Surroundings.ofProcess(), new EngineActions()).run(arguments.toArray(String[]::new));
    }

    private static String kubeconfig(PrivateCluster cluster) {
        String authority =
                Base64.getEncoder().encodeToString(cluster.authorityPem().getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                current-context: box
                contexts: [{name: box, context: {cluster: box, user: box}}]
                users: [{name: box, user: {token: %s}}]
                clusters: [{name: box, cluster: {server: "%s", certificate-authority-data: %s}}]
                """
                .formatted(cluster.adminToken(), cluster.url(), authority);
    }
}
