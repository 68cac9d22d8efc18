package io.jenkins.plugins.drawbridge.server;

import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.run.EngineActions;

/** Entry of the process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Surroundings surroundings = Surroundings.ofProcess();
        int exitCode = new CommandLineHost(surroundings, new EngineActions()).run(args);
        surroundings.out().flush();
        System.exit(exitCode);
    }
}
