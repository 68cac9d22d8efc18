package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.util.Map;

/** What to use instead of the words that many Jenkinsfiles have and that cannot be run here. */
final class Advice {

    private static final String PROGRAM = "this server starts no programs; use smartDiff and smartDeploy,"
            + " or run this Jenkinsfile in Jenkins with the Drawbridge plugin";
    private static final String GROOVY =
            "no Groovy is executed here; write it with when, environment and the known steps";
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("sh", PROGRAM),
            Map.entry("bat", PROGRAM),
            Map.entry("powershell", PROGRAM),
            Map.entry("pwsh", PROGRAM),
            Map.entry("script", GROOVY),
            Map.entry("evaluate", GROOVY),
            Map.entry("load", GROOVY),
            Map.entry("library", "shared libraries are Groovy, and " + GROOVY),
            Map.entry("withCredentials", "set a variable to credentials('id') in an environment block"),
            Map.entry("withKubeConfig", "name the cluster or environment in smartDeploy; it brings its own access"),
            Map.entry("git", "use checkout scm; the repository is the job's"),
            Map.entry("build", "let the other job have its own trigger"),
            Map.entry("parallel", "put the stages one after another"),
            Map.entry("matrix", "put the stages one after another"),
            Map.entry("stages", "put the stages one after another, not into each other"),
            Map.entry("tools", "this server starts no programs; leave it out"),
            Map.entry("triggers", "the Console triggers the job; leave it out"),
            Map.entry("libraries", "shared libraries are Groovy, and " + GROOVY),
            Map.entry("cron", "the Console triggers the job; leave it out"),
            Map.entry("password", "use credentials('id') in an environment block; parameters are shown to everyone"),
            Map.entry("milestone", "use disableConcurrentBuilds() in options"),
            Map.entry("lock", "leave it out; only one deploy to a target runs at a time anyway"),
            Map.entry("sleep", "leave it out; smartDeploy waits until everything is ready"),
            Map.entry("waitUntil", "leave it out; smartDeploy waits until everything is ready"));

    private Advice() {}

    /** Half a sentence that begins with "; ". */
    static String insteadOf(String word, String possible) {
        String advice = INSTEAD.get(word);
        return "; " + (advice == null ? "possible are " + possible : advice);
    }
}
