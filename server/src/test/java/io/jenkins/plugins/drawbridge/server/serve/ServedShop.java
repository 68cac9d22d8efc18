package io.jenkins.plugins.drawbridge.server.serve;

import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshKeys;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A server with one job whose repository is made on the spot, and a private cluster behind an SSH bastion. */
public final class ServedShop implements AutoCloseable {

    public static final String TOKEN = "trigger-token-canary";
    public static final String CLUSTER_TOKEN_FILE = "cluster-token";

    private final Path folder;
    private final PrivateCluster cluster;
    private final SshBastion bastion;
    private final KeyPair key = SshKeys.generate("ed25519");
    private final Git git;
    private final String more;
    private DeployServer server;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private ServedShop(Path folder, String more) throws IOException, GitAPIException {
        this.folder = folder;
        this.more = more;
        cluster = PrivateCluster.builder().serverNames("kube.internal").start();
        cluster.namespace("shop");
        Names beyond = new Names().put("kube.internal", 6443, cluster.port());
        bastion = SshBastion.start(SshRules.key("deploy", key.getPublic()), beyond);
        Path repository = folder.resolve("repository");
        copy(Path.of("../examples/shop"), repository);
        git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call();
        commit("The shop");
        Files.writeString(folder.resolve("cluster-ca.pem"), cluster.authorityPem());
        Files.writeString(folder.resolve(CLUSTER_TOKEN_FILE), cluster.adminToken());
        Files.writeString(folder.resolve("ssh-key"), SshKeys.openSsh(key, null));
        Files.writeString(folder.resolve("drawbridge.yaml"), configuration());
    }

    /** @param more further sections of the configuration */
    public static ServedShop start(Path folder, String more) throws IOException, GitAPIException {
        ServedShop shop = new ServedShop(folder, more);
        shop.startServer();
        return shop;
    }

    public void startServer() {
        server = DeployServer.start(settings(), Clock.systemUTC());
    }

    public void stopServer() {
        server.close();
    }

    public Settings settings() {
        return SettingsFile.read(folder.resolve("drawbridge.yaml"), Map.of());
    }

    private String configuration() {
        return """
                clusters:
                  - id: private
                    url: https://kube.internal:6443
                    ca: {file: cluster-ca.pem}
                    credentials: {token: {file: cluster-token}}
                    access:
                      - ssh:
                          host: 127.0.0.1
                          port: %d
                          user: deploy
                          key: {file: ssh-key}
                          hostKey: %s
                environments:
                  - {id: DEV, cluster: private, namespace: shop, variablePrefix: DEV_}
                server: {port: 0}
                jobs:
                  - id: team/shop
                    description: The shop
                    repository: {url: repository}
                    triggerToken: %s
                    webhookSecrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]
                    paramsMap: {revision: TAG, environment: ENVIRONMENT}
                    environments: [DEV]
                %s
                """
                .formatted(bastion.port(), bastion.fingerprints().get(0), TOKEN, more);
    }

    public DeployServer server() {
        return server;
    }

    public PrivateCluster cluster() {
        return cluster;
    }

    public Path repository() {
        return folder.resolve("repository");
    }

    public String commit(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setAll(true)
                .setMessage(message)
                .setAuthor("Ada", "ada@example.com")
                .setSign(false)
                .call()
                .name();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))));
    }

    public HttpResponse<String> post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    @Override
    public void close() {
        server.close();
        git.close();
        closeQuietly(bastion);
        closeQuietly(cluster);
    }

    private static void closeQuietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception alreadyDown) {
            // Its port goes with the process.
        }
    }
}
