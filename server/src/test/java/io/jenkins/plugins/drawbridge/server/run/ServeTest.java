package io.jenkins.plugins.drawbridge.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.store.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.jgit.api.Git;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The process: starting, signals, a changed file, an orderly end. */
public class ServeTest {

    private static final String ONE_JOB = "jobs: [{id: one, repository: {url: repository}}]\n";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient http = HttpClient.newHttpClient();

    @Before
    public void makeRepository() throws Exception {
        Path repository = path("repository");
        try (Git git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call()) {
            Files.writeString(
                    repository.resolve("Jenkinsfile"),
                    "pipeline { agent any\nstages { stage('A') { steps { echo 'begun'; input 'Go on?' } } } }");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("One")
                    .setAuthor("Ada", "ada@example.com")
                    .setSign(false)
                    .call();
        }
    }

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private void configuration(String text) throws IOException {
        Files.writeString(path("drawbridge.yaml"), text);
    }

    private String get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void post(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(201);
    }

    @Test
    public void a_changed_file_and_a_hang_up_are_read_again_and_a_bad_file_changes_nothing() throws Exception {
        configuration(ONE_JOB);
        try (ServeProcess process = new ServeProcess(folder.getRoot().toPath(), "--port", "0")) {
            String url = process.url();
            configuration(ONE_JOB.replace("[", "[{id: two, repository: {url: repository}}, "));
            process.await(() -> get(url + "/job/two/api/json").contains("\"two\""));
            configuration(ONE_JOB + "server: {host: 0.0.0.0}\njosb: []\n");
            process.awaitOutput("the configuration stays as it was");
            assertThat(process.output())
                    .contains("drawbridge.yaml:2:16: server listens on 0.0.0.0, which others can reach")
                    .contains("drawbridge.yaml:3:1: unknown key 'josb'");
            assertThat(get(url + "/job/two/api/json")).contains("\"two\"");
            configuration(ONE_JOB + "git: {cache: elsewhere}\n");
            process.awaitOutput("git stays as it was until a restart");
            process.await(() -> times("drawbridge.yaml again", process.output()) == 2);
            process.signal("HUP");
            process.await(() -> times("drawbridge.yaml again", process.output()) == 3);
            assertThat(process.isAlive()).isTrue();
            assertThat(get(url + "/health/ready")).isEqualTo("ready\n");
        }
    }

    @Test
    public void a_changed_file_is_read_also_while_the_database_is_away() throws Exception {
        DatabaseSettings database = TestDatabase.POSTGRESQL.fresh(path("unused"));
        String settings = "database: {url: '" + database.url() + "', user: " + database.user() + "}\n";
        configuration(ONE_JOB + settings);
        try (ServeProcess process = new ServeProcess(folder.getRoot().toPath(), "--port", "0")) {
            String url = process.url();
            allowConnections(database, false);
            configuration("josb: []\n" + settings);
            process.awaitOutput("the configuration stays as it was");
            configuration(ONE_JOB.replace("[", "[{id: two, repository: {url: repository}}, ") + settings);
            process.await(() -> times("drawbridge.yaml again", process.output()) == 1);
            assertThat(times("the audit trail lacks", process.output())).isEqualTo(2);
            allowConnections(database, true);
            process.await(() -> get(url + "/job/two/api/json").contains("\"two\""));
            assertThat(process.isAlive()).isTrue();
        }
    }

    private static void allowConnections(DatabaseSettings database, boolean allowed) throws SQLException {
        String name = database.url().replaceAll(".*/", "");
        String other = database.url().replaceAll("[^/]+$", "postgres");
        try (Connection connection = DriverManager.getConnection(other, database.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " allow_connections " + allowed);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        }
    }

    private static int times(String part, String text) {
        return text.split(part, -1).length - 1;
    }

    @Test
    public void says_every_fault_of_its_file_and_does_not_start() throws Exception {
        configuration("server: {host: 0.0.0.0}\nusers: []\n");
        try (ServeProcess process = new ServeProcess(folder.getRoot().toPath())) {
            assertThat(process.exitCode()).isNotZero();
            assertThat(process.output())
                    .contains("there are no users")
                    .contains("without TLS")
                    .doesNotContain("Exception");
        }
        configuration(ONE_JOB);
        try (ServeProcess process = new ServeProcess(folder.getRoot().toPath(), "--host", "0.0.0.0")) {
            assertThat(process.exitCode()).isNotZero();
            assertThat(process.output()).contains("there are no users");
        }
    }

    @Test
    public void says_in_one_sentence_why_it_cannot_listen() throws Exception {
        configuration(ONE_JOB);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServeProcess process =
                        new ServeProcess(folder.getRoot().toPath(), "--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(process.output())
                    .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is taken; choose another with --port.")
                    .doesNotContain("ERROR")
                    .doesNotContain("Javalin");
        }
        configuration(ONE_JOB + "server: {behindProxy: true}\nusers: [{id: ada, roles: [view]}]\n");
        try (ServeProcess process = new ServeProcess(folder.getRoot().toPath(), "--host", "192.0.2.1")) {
            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(process.output())
                    .contains(
                            "Cannot listen on 192.0.2.1:8080: this machine has no such address; correct server.host.");
        }
    }

    @Test
    public void a_stopped_server_ends_in_order_and_the_next_goes_on_with_what_it_had() throws Exception {
        configuration(ONE_JOB);
        try (ServeProcess first = new ServeProcess(folder.getRoot().toPath(), "--port", "0")) {
            String url = first.url();
            post(url + "/job/one/build");
            first.await(() -> get(url + "/job/one/1/consoleText").contains("Go on?"));
            try (ServeProcess second = new ServeProcess(folder.getRoot().toPath(), "--port", "0")) {
                assertThat(second.exitCode()).isNotZero();
                assertThat(second.output()).contains("another Drawbridge uses it");
            }
            first.signal("TERM");
            assertThat(first.exitCode()).isEqualTo(143);
            assertThat(first.output()).doesNotContain("Exception");
        }
        try (ServeProcess next = new ServeProcess(folder.getRoot().toPath(), "--port", "0")) {
            String url = next.url();
            assertThat(get(url + "/job/one/1/api/json")).contains("\"building\":true");
            assertThat(get(url + "/job/one/1/consoleText")).contains("begun");
        }
    }
}
