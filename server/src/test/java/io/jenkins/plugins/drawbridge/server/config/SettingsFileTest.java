package io.jenkins.plugins.drawbridge.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class SettingsFileTest {

    private static final String USERS = "users: [{id: ada, roles: [administer]}]\n";

    @Test
    public void every_fault_is_told_at_once_with_line_and_column() {
        assertThatThrownBy(
                        () -> parse(
                                """
                        environments:
                          - {id: DEV, cluster: nowhere, namespace: shop}
                        server:
                          host: 0.0.0.0
                          prot: 80
                        jobs:
                          - id: shop
                            repository: {url: 'ssh://git@host/x', token: t}
                            environments: [DEV, PORD]
                            triggerTokn: x
                        users:
                          - {id: ada, roles: [viwe]}
                        console: {url: 'https://console'}
                        database: {url: 'jdbc:mysql://x'}
                        git: {maxCacheMiB: 0}
                        """))
                .isInstanceOf(InputException.class)
                .satisfies(refused -> assertThat(
                                String.valueOf(refused.getMessage()).lines())
                        .allMatch(line -> line.matches("drawbridge.yaml:\\d+:\\d+: .*"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:2:24: no cluster has the id 'nowhere'"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:4:9: server listens on 0.0.0.0 without TLS"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:5:3: unknown key 'prot'"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:8:17: repository: an ssh url needs ssh"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:9:25: there is no environment 'PORD'"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:10:5: unknown key 'triggerTokn'"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:12:23: a role is one of"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:13:10: console lacks one of"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:14:17: this must be a URL like"))
                        .anyMatch(line -> line.startsWith("drawbridge.yaml:15:20: this must be a number of MiB")));
    }

    @Test
    public void a_user_who_may_do_nothing_is_refused() {
        assertThatThrownBy(() -> parse("users:\n  - {id: ada, roles: []}\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("drawbridge.yaml:2:22: a user without a role may do nothing;"
                        + " give one of view, deploy, approve, administer, or leave the user out");
    }

    @Test
    public void a_secret_of_a_job_that_cannot_be_read_is_named_with_its_job_and_key() {
        Settings settings = parse(
                """
                jobs:
                  - id: shop
                    repository: {url: repository}
                    triggerToken: {file: no-such-file}
                    webhookSecrets: [{env: NOT_SET}, inline]
                  - {id: other, repository: {url: repository}, triggerToken: inline}
                """);
        assertThat(UnreadableSecrets.of(settings.jobs()))
                .satisfiesExactly(
                        token -> assertThat(token)
                                .startsWith("job shop, triggerToken: ")
                                .contains("no-such-file")
                                .endsWith("; until then, triggers that need it are refused"),
                        secret -> assertThat(secret)
                                .startsWith("job shop, webhookSecrets: ")
                                .contains("NOT_SET"));
    }

    @Test
    public void a_hash_is_what_the_command_for_it_prints() {
        String token = Hashes.ofToken(Secret.of(Hashes.random()));
        String password = Hashes.ofPassword(Secret.of("correct horse battery"));
        assertThat(parse("users: [{id: ada, passwordHash: '" + password + "', apiTokenHashes: ['" + token
                        + "'], roles: [view]}]\n"))
                .isNotNull();
        for (String bad : List.of("passwordHash: 'pbkdf2-sha256$...'", "apiTokenHashes: ['sha256$...']")) {
            assertThatThrownBy(() -> parse("users: [{id: ada, " + bad + ", roles: [view]}]\n"))
                    .as(bad)
                    .hasMessageContaining("drawbridge ");
        }
    }

    @Test
    public void whoever_can_be_reached_needs_users_and_tls_or_a_proxy_before_it() {
        for (String open : List.of(
                "server: {host: 0.0.0.0}\n",
                "server: {host: 0.0.0.0, behindProxy: true}\n",
                "server: {host: 192.0.2.1}\n" + USERS,
                "server: {host: '::'}\n" + USERS,
                "server: {behindProxy: true}\n",
                "server: {host: 0.0.0.0}\nusers: []\n")) {
            assertThatThrownBy(() -> parse(open)).as(open).isInstanceOf(InputException.class);
        }
        for (String safe : List.of(
                "server: {port: 1}\n",
                "server: {host: localhost}\n",
                "server: {host: '::1'}\n",
                "server: {host: 0.0.0.0, behindProxy: true}\n" + USERS,
                "server: {host: 0.0.0.0, tls: {keyStore: k, password: p}}\n" + USERS)) {
            assertThat(parse(safe)).as(safe).isNotNull();
        }
    }

    @Test
    public void a_server_that_listens_to_others_keeps_its_users_whatever_the_file_says_now() {
        Settings running = parse("server: {host: 0.0.0.0, behindProxy: true}\n" + USERS);
        Settings harmlessOnItsOwn = parse("server: {port: 8080}\n");
        assertThatThrownBy(() -> running.continuedBy(harmlessOnItsOwn))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there are no users");
    }

    @Test
    public void where_it_listens_and_where_its_state_is_takes_a_restart() {
        Settings running = parse("server: {port: 1}\n");
        Settings other = parse("server: {port: 2, concurrentRuns: 9, publicUrl: 'https://x'}\n"
                + "database: {folder: elsewhere}\ngit: {cache: there}\n" + USERS);
        assertThat(running.restartNeededFor(other))
                .containsExactly("server.port", "server.concurrentRuns", "database", "git");
        Settings next = running.continuedBy(other);
        assertThat(next.server().port()).isEqualTo(1);
        assertThat(next.server().publicUrl()).hasHost("x");
        assertThat(next.database()).isEqualTo(running.database());
        assertThat(next.users()).hasSize(1);
        assertThat(next.restartNeededFor(next)).isEmpty();
    }

    @Test
    public void repositories_are_reached_by_https_ssh_or_a_path() {
        for (String good : List.of(
                "{url: shop}",
                "{url: /srv/shop.git}",
                "{url: 'https://git.example/team/shop.git'}",
                "{url: 'https://git.example:8443/shop', token: {env: T}, access: [{socks: {host: h}}]}",
                "{url: 'ssh://git@git.example:2222/shop.git', ssh: {key: k, hostKey: 'SHA256:" + "A".repeat(43) + "'}}",
                "{url: 'git@git.example:team/shop.git', ssh: {password: p, hostKey: 'SHA256:" + "A".repeat(43)
                        + "'}}")) {
            assertThat(parse("jobs: [{id: a, repository: " + good + "}]\n"))
                    .as(good)
                    .isNotNull();
        }
        for (String bad : List.of(
                "{url: 'http://git.example/shop'}",
                "{url: 'https://user:pw-canary@git.example/shop'}",
                "{url: 'https://git.example'}",
                "{url: 'https://git.example/shop?x'}",
                "{url: 'file:///etc'}",
                "{url: 'git@git.example:shop'}",
                "{url: 'ssh://git@host/x', ssh: {key: k}}",
                "{url: 'ssh://host/x', ssh: {key: k, hostKey: 'SHA256:" + "A".repeat(43) + "'}}",
                "{url: 'ssh://-oProxyCommand@host/x', ssh: {key: k}}",
                "{url: shop, token: t}",
                "{url: shop, access: [{socks: {host: h}}]}",
                "{url: 'https://h/x', token: t, basic: {user: u, password: p}}")) {
            assertThatThrownBy(() -> parse("jobs: [{id: a, repository: " + bad + "}]\n"))
                    .as(bad)
                    .isInstanceOf(InputException.class)
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("canary"));
        }
    }

    private static Settings parse(String text) {
        return SettingsFile.parse("drawbridge.yaml", text, Path.of("/srv"), Map.of());
    }
}
