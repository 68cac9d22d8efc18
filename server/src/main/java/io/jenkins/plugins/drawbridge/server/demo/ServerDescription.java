package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.testkit.console.ConsoleSimulator;

/** The server's part of the demo's {@code drawbridge.yaml}, and the files it names. */
final class ServerDescription {

    static final String JOB = "shop";
    static final String PROJECT = "65f0c1d2";

    private ServerDescription() {}

    static void write(DemoFolder folder, int port, Guests guests, ConsoleSimulator console) {
        folder.writeSecret("access/trigger-token", guests.triggerToken());
        folder.writeSecret("access/webhook-secret", guests.webhookSecret());
        folder.writeSecret("access/console-secret", console.clientSecret());
        folder.write("access/console-ca.pem", console.authorityPem());
        folder.append("drawbridge.yaml", sections(port, guests, console));
    }

    private static String sections(int port, Guests guests, ConsoleSimulator console) {
        return String.join(
                "\n",
                "server: {port: " + port + "}",
                "database: {folder: data}",
                "git: {cache: data/git}",
                "jobs:",
                "  - id: " + JOB,
                "    description: Deploys the shop",
                "    repository: {url: repository}",
                "    triggerToken: {file: access/trigger-token}",
                "    webhookSecrets: [{file: access/webhook-secret}]",
                "    environments: [DEV]",
                "    projectId: " + PROJECT + " # the Console's, for its status callback",
                "users:",
                "  - id: " + Guests.PERSON,
                "    name: Ada",
                "    passwordHash: " + guests.passwordHash(),
                "    roles: [administer]",
                "  - id: " + Guests.CONSOLE,
                "    apiTokenHashes: [" + guests.apiTokenHash() + "]",
                "    roles: [deploy]",
                "console:",
                "  url: " + console.url(),
                "  ca: {file: access/console-ca.pem}",
                "  serviceAccount: {clientId: " + console.clientId() + ", clientSecret: {file: access/console-secret}}",
                "");
    }
}
