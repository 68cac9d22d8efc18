package io.jenkins.plugins.drawbridge.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.server.cli.CommandLineHost;
import io.jenkins.plugins.drawbridge.server.cli.DemoRequest;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Terminal;
import io.jenkins.plugins.drawbridge.server.log.LogForm;
import io.jenkins.plugins.drawbridge.server.log.ServerLog;
import io.jenkins.plugins.drawbridge.server.run.EngineActions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DemoTest {

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @After
    public void faultsToStandardError() {
        ServerLog.write(LogForm.QUIET, System.err);
    }

    @Test
    public void the_console_triggers_three_builds_and_hears_how_each_ended() throws IOException {
        Path page = folder().resolve("pages/change.html");

        int exitCode = run("demo", "--once", "--report", "pages/change.html");

        assertThat(err()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(readAcrossLines())
                .contains("SSH hop 127.0.0.1:", "forwards to kube.internal:6443", "yes, to namespace shop")
                .doesNotContain("CONNECT to")
                .contains(
                        "POST /job/shop/?triggerToken=****: deploy v1.0.0 to DEV, smart_deploy",
                        "201 http://127.0.0.1:")
                .contains("success, by the server's status callback", "failed, by the server's status callback")
                .contains("44 objects of seven services created and ready")
                .contains("POST /webhooks/shop, webhook-signature: v1,****", "storefront 2.4.1 → 2.5.0")
                .contains("storefront (its image) and catalog", "mailer, orders, orders-db,")
                .contains("container payments: ImagePullBackOff", "It failed after")
                .doesNotContain("\u001B");
        assertThat(page).content().contains("data.CACHE_TTL", "10m");
        assertThat(folder().resolve("drawbridge-demo/reports/mistake.html"))
                .content()
                .contains("ImagePullBackOff");
        assertThat(folder().resolve("drawbridge-demo/repository/k8s/payments/deployment.yaml"))
                .content()
                .contains("payments:1.3.2");
        for (String secret : List.of("access", "data", "kubeconfig")) {
            assertThat(folder().resolve("drawbridge-demo/" + secret)).doesNotExist();
        }
    }

    @Test
    public void deploys_through_the_proxy_when_asked_to() {
        assertThat(run("demo", "--once", "--access", "proxy")).isZero();

        assertThat(out())
                .contains("CONNECT to kube.internal:6443", "yes, to namespace shop")
                .doesNotContain("SSH hop");
    }

    @Test
    public void tells_the_story_of_the_command_line_and_cleans_up_behind_itself() throws IOException {
        Path page = folder().resolve("pages/change.html");

        int exitCode = run("demo", "--story", "cli", "--once", "--report", "pages/change.html");

        assertThat(err()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out())
                .contains("CONNECT to bastion.internal:22", "forwards to kube.internal:6443", "yes, to namespace shop")
                .contains("44 objects created and ready")
                .contains("data.CACHE_TTL: 5m → 10m", "storefront:2.4.1 → registry.example.com/shop/storefront:2.5.0")
                .contains("New pods: storefront (its image) and catalog", "mailer, orders, orders-db, payments.")
                .contains("44 objects compared in", "nothing was applied, no pod")
                .contains("container payments: ImagePullBackOff", "It failed after")
                .doesNotContain("\u001B");
        assertThat(page).content().contains("data.CACHE_TTL", "10m");
        assertThat(folder().resolve("drawbridge-demo/reports/mistake.html"))
                .content()
                .contains("ImagePullBackOff");
        assertThat(folder().resolve("drawbridge-demo/access")).doesNotExist();
        assertThat(folder().resolve("drawbridge-demo/kubeconfig")).doesNotExist();
        assertThat(folder().resolve("drawbridge-demo/shop/payments/deployment.yaml"))
                .content()
                .contains("payments:1.3.2");
    }

    @Test
    public void touches_no_folder_of_that_name_that_it_did_not_make() throws IOException {
        Path foreign = Files.createDirectories(folder().resolve("drawbridge-demo/shop"));
        Files.writeString(foreign.resolve("mine.yaml"), "kind: Precious");

        assertThat(run("demo", "--once")).isEqualTo(2);

        assertThat(err()).contains("that no demo made");
        assertThat(foreign.resolve("mine.yaml")).exists();
    }

    @Test
    public void leads_to_the_cluster_only_through_the_whole_bastion() {
        try (Scenery scenery = Scenery.build()) {
            DemoFolder.in(folder()).describe(scenery, DemoRequest.Way.both);

            assertThat(run("check", "--config", "drawbridge-demo/drawbridge.yaml", "--environment", "DEV"))
                    .isZero();
            assertThat(out()).contains("shop-deployer");

            assertThat(run("check", "--kubeconfig", "drawbridge-demo/kubeconfig"))
                    .isZero();
            assertThat(out()).contains("CONNECT to kube.internal:6443", "admin");
        }
    }

    @Test
    public void stays_up_until_it_is_interrupted() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        ServerLog.write(LogForm.QUIET, new PrintStream(err, true, StandardCharsets.UTF_8));
        Thread demo = new Thread(() -> {
            run("demo");
            ended.countDown();
        });
        demo.start();
        Path kubeconfig = folder().resolve("drawbridge-demo/kubeconfig");
        await(() -> out().contains("stay up until you press Ctrl-C"), Duration.ofMinutes(3));
        assertThat(kubeconfig).exists();

        demo.interrupt();

        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(kubeconfig).doesNotExist();
        assertThat(err()).isEmpty();
    }

    @Test
    public void refuses_an_edit_of_what_is_not_there() {
        ShopFiles shop = ShopFiles.copiedTo(folder().resolve("shop"));

        assertThatThrownBy(() -> shop.edit(new ShopFiles.Edit("catalog/config.yaml", "no such text", "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("catalog/config.yaml");
    }

    private static void await(java.util.function.BooleanSupplier condition, Duration patience)
            throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private int run(String... words) {
        Surroundings surroundings = new Surroundings(
                Map.of("DRAWBRIDGE_CONFIG", "/nowhere/drawbridge.yaml"),
                folder(),
                folder(),
                folder(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal(false, false, 80, false));
        return new CommandLineHost(surroundings, new EngineActions()).run(words);
    }

    /** Where a line ends depends on how long a pod's name is. */
    private String readAcrossLines() {
        return out().replaceAll("\\s+", " ");
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
