package io.jenkins.plugins.drawbridge.server;

import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.run.EngineActions;
import java.util.List;

/** Entry of the process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        prepare(List.of(args));
        Surroundings surroundings = Surroundings.ofProcess();
        int exitCode = new CommandLineHost(surroundings, new EngineActions()).run(args);
        surroundings.out().flush();
        System.exit(exitCode);
    }

    /** The way to the cluster is made ready while the words and the manifests are read. */
    static void prepare(List<String> args) {
        if (args.contains("deploy") || args.contains("plan")) {
            Thread thread = new Thread(KubeClient::prepare, "drawbridge-prepare");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
