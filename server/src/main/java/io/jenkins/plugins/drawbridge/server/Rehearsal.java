package io.jenkins.plugins.drawbridge.server;

import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
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
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Plans and deploys a folder to a private cluster in this process, so that the launcher's archive of classes holds what
 * real runs load. Started by {@code bin/drawbridge} after a build; nobody reads what it prints, so whatever goes wrong is
 * an exception.
 */
public final class Rehearsal {

    /** HTTP/2: real API servers speak it, the cluster of the rehearsal does not. */
    private static final List<String> NOT_MET =
            List.of("okhttp3/internal/http2/", "okio/", "kotlin/jvm/internal/Ref", "org/yaml/snakeyaml/parser/");

    private final Surroundings surroundings;
    private final String folder;

    private Rehearsal(Surroundings surroundings, String folder) {
        this.surroundings = surroundings;
        this.folder = folder;
    }

    /** @param arguments the jar, and the folder of manifests, all of the namespace {@code shop} */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Main.prepare(List.of("deploy"));
        loadNotMet(arguments[0]);
        of(Surroundings.ofProcess(), arguments[1]);
        System.exit(0);
    }

    /** @throws IllegalStateException if a run does not end as it should: then hardly a class was loaded */
    static void of(Surroundings surroundings, String folder) throws IOException {
        new Rehearsal(surroundings, folder).run();
    }

    /** A plan fails where something would change. */
    private void run() throws IOException {
        Path kubeconfig = Files.createTempFile("drawbridge-rehearsal", ".yaml");
        try (PrivateCluster cluster = PrivateCluster.start()) {
            Files.writeString(kubeconfig, kubeconfig(cluster));
            run(ExitCode.FAILED, "plan", kubeconfig);
            run(ExitCode.DONE, "deploy", kubeconfig, "--wait=false");
            run(ExitCode.DONE, "deploy", kubeconfig, "--wait=false", "--deploy-type=smart_deploy");
            run(ExitCode.DONE, "plan", kubeconfig, "--deploy-type=smart_deploy");
        } finally {
            Files.delete(kubeconfig);
        }
    }

    private void run(ExitCode expected, String verb, Path kubeconfig, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(verb, "-f", folder, "-n", "shop"));
        arguments.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        arguments.addAll(List.of(flags));
        int exitCode = new CommandLineHost(surroundings, new EngineActions()).run(arguments.toArray(String[]::new));
        if (exitCode != expected.number()) {
            throw new IllegalStateException(String.join(" ", arguments) + " exits with " + exitCode);
        }
    }

    private static void loadNotMet(String jar) throws IOException, ClassNotFoundException {
        try (JarFile file = new JarFile(jar)) {
            for (String name : file.stream().map(JarEntry::getName).toList()) {
                if (name.endsWith(".class") && NOT_MET.stream().anyMatch(name::startsWith)) {
                    Class.forName(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                            false,
                            Rehearsal.class.getClassLoader());
                }
            }
        }
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
