package io.jenkins.plugins.drawbridge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.serve.ServedShop;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A server with the shop's job, one user for each role, and what people do there. */
final class VisitedShop extends ExternalResource {

    static final String JOB = "/job/team/job/shop/";
    static final String PASSWORD = "correct horse";

    private static final String HASH = Hashes.ofPassword(Secret.of(PASSWORD));

    private final Chromium chromium;
    private final TemporaryFolder folder = new TemporaryFolder();
    private ServedShop shop;

    VisitedShop(Chromium chromium) {
        this.chromium = chromium;
    }

    @Override
    protected void before() throws Exception {
        folder.create();
        shop = ServedShop.start(
                folder.getRoot().toPath(),
                """
                users:
                  - {id: ada, name: Ada, passwordHash: "%1$s", roles: [administer]}
                  - {id: dan, name: Dan, passwordHash: "%1$s", roles: [deploy]}
                  - {id: pia, name: Pia, passwordHash: "%1$s", roles: [approve]}
                  - {id: vera, name: Vera, passwordHash: "%1$s", roles: [view]}
                """
                        .formatted(HASH));
    }

    @Override
    protected void after() {
        if (shop != null) {
            shop.close();
        }
        folder.delete();
    }

    ServedShop server() {
        return Objects.requireNonNull(shop);
    }

    String url(String path) {
        return server().url(path);
    }

    /** Somebody who has signed in, at a desk. */
    Visitor visitor(String user) {
        return visitor(user, 1440, ColorScheme.LIGHT, true);
    }

    Visitor visitor(String user, int width, ColorScheme colours, boolean scripts) {
        return Visitor.at(chromium.browser(), width, colours, scripts).signIn(url("/"), user, PASSWORD);
    }

    Visitor stranger() {
        return Visitor.at(chromium.browser());
    }

    /** Fills in the form; ends on the page of the build. */
    void deploy(Visitor visitor, String revision) {
        visitor.page().navigate(url(JOB));
        visitor.page().locator("select[name=ENVIRONMENT_TO_DEPLOY]").selectOption("DEV");
        visitor.page().getByLabel("Revision: branch, tag or commit").fill(revision);
        visitor.button("Deploy").click();
        visitor.page().waitForURL(Pattern.compile(".*/job/shop/\\d+/$"));
    }

    Path file(String path) {
        return server().repository().resolve(path);
    }

    void write(String path, String text) throws IOException {
        Files.write(file(path), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces and commits. */
    void change(String path, String from, String to) throws IOException, GitAPIException {
        String text = Files.readString(file(path));
        assertThat(text).contains(from);
        write(path, text.replace(from, to));
        server().commit("Change " + path);
    }

    /** From now on the pipeline asks before it deploys. */
    void ask() throws IOException, GitAPIException {
        write(
                "Jenkinsfile",
                """
                pipeline {
                  agent any
                  stages {
                    stage('Preview') { steps { smartDiff(files: 'k8s') } }
                    stage('Approve') { steps { input(message: 'Deploy the shop?', ok: 'Ship it') } }
                    stage('Deploy') { steps { smartDeploy(files: 'k8s') } }
                  }
                }
                """);
        server().commit("Ask first");
    }

    /** The image that the cluster runs for a service. */
    String image(String service) {
        return server()
                .cluster()
                .controller()
                .list(server().cluster().controller().resource("apps", "deployments"), "shop")
                .stream()
                .filter(deployment -> deployment.at("/metadata/name").asText().equals(service))
                .map(deployment ->
                        deployment.at("/spec/template/spec/containers/0/image").asText())
                .findFirst()
                .orElse("");
    }
}
