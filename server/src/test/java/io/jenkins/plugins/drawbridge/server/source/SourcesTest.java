package io.jenkins.plugins.drawbridge.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Real repositories, over every way to reach one. */
public class SourcesTest {

    private static final String TOKEN = "git-token-canary";
    private static final long MIB = 1024L * 1024;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final Pki pki = Pki.create("git");
    private final KeyPair key = SshKeys.generate("ed25519");
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path repository;
    private Git git;
    private Sources sources;

    @Before
    public void open() throws Exception {
        repository = folder.getRoot().toPath().resolve("repository");
        git = git(repository);
        Files.writeString(folder.getRoot().toPath().resolve("ca.pem"), pki.authorityPem());
        Files.writeString(folder.getRoot().toPath().resolve("key"), SshKeys.openSsh(key, null));
        commit("one");
        sources = sources(1024, 1024);
    }

    @After
    public void close() throws Exception {
        sources.close();
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private Git git(Path path) throws GitAPIException {
        Git made =
                Git.init().setDirectory(path.toFile()).setInitialBranch("main").call();
        opened.add(made);
        return made;
    }

    private Sources sources(long repositoryMib, long cacheMib) {
        return new Sources(new GitSettings(cache(), repositoryMib * MIB, cacheMib * MIB));
    }

    private Path cache() {
        return folder.getRoot().toPath().resolve("cache");
    }

    private String commit(String content) throws IOException, GitAPIException {
        Files.writeString(repository.resolve("file"), content);
        return commitAll(git);
    }

    private static String commitAll(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setAll(true)
                .setMessage("Change")
                .setAuthor("Ada", "ada@example.com")
                .setSign(false)
                .call()
                .name();
    }

    /** As the configuration says it. */
    private RepositorySettings configured(String keys) {
        return SettingsFile.parse(
                        "drawbridge.yaml",
                        "jobs:\n  - id: shop\n    repository:\n      " + keys.replace("\n", "\n      ") + "\n",
                        folder.getRoot().toPath(),
                        Map.of())
                .jobs()
                .get(0)
                .repository();
    }

    private RepositorySettings path() {
        return configured("url: repository");
    }

    private String content(RepositorySettings from, String revision) {
        try (Checkout checkout = sources.checkout(from, revision, () -> false)) {
            return Files.readString(checkout.folder().resolve("file"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    public void a_branch_a_tag_and_a_commit_are_found_and_followed() throws Exception {
        String first = git.getRepository().resolve("HEAD").name();
        git.tag().setName("v1").setMessage("v1").setSigned(false).call();
        git.tag().setName("both").setAnnotated(false).setSigned(false).call();
        git.branchCreate().setName("team/x").call();
        commit("two");
        git.branchCreate().setName("both").call();
        assertThat(content(path(), "main")).isEqualTo("two");
        assertThat(content(path(), "v1")).isEqualTo("one");
        assertThat(content(path(), "team/x")).isEqualTo("one");
        assertThat(content(path(), first)).isEqualTo("one");
        assertThat(content(path(), first.substring(0, 10))).isEqualTo("one");
        assertThat(content(path(), "both")).as("the branch wins").isEqualTo("two");
        commit("three");
        assertThat(content(path(), "main")).isEqualTo("three");
        git.branchDelete().setBranchNames("team/x").setForce(true).call();
        assertRefused(path(), "team/x", "There is no branch, tag or commit 'team/x'");
        assertRefused(path(), "../x", "'../x' is no name of a branch, tag or commit");
        assertRefused(path(), "--upload-pack=x", "is no name of a branch");
        assertRefused(configured("url: nowhere"), "main", "nowhere");
    }

    @Test
    public void a_commit_that_the_clone_does_not_have_yet_is_fetched() throws Exception {
        assertThat(content(path(), git.getRepository().resolve("HEAD").name())).isEqualTo("one");
        String pushedLater = commit("two");
        assertThat(content(path(), pushedLater)).isEqualTo("two");
        assertRefused(path(), "0".repeat(40), "There is no branch, tag or commit '0000000000");
        assertThat(content(path(), pushedLater)).isEqualTo("two");
    }

    private void assertRefused(RepositorySettings from, String revision, String sentence) {
        assertThatThrownBy(() -> sources.checkout(from, revision, () -> false))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(sentence)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("canary"));
    }

    @Test
    public void https_with_a_token_through_a_proxy_that_alone_knows_the_host() throws Exception {
        HttpsGit server = https("git.internal");
        ConnectProxy proxy = ConnectProxy.start(
                ProxyRules.open().basic("bob", "proxy-canary"), new Names().put("git.internal", 443, server.port()));
        opened.add(proxy);
        RepositorySettings through = configured("url: https://git.internal/team/shop.git\ntoken: " + TOKEN
                + "\nca: {file: ca.pem}\naccess:\n  - proxy: {url: 'http://127.0.0.1:" + proxy.port()
                + "', basic: {user: bob, password: proxy-canary}}");
        assertThat(content(through, "main")).isEqualTo("one");
        commit("two");
        assertThat(content(through, "main")).isEqualTo("two");
        assertThat(proxy.targets()).isNotEmpty().allMatch("git.internal:443"::equals);
    }

    private HttpsGit https(String name) throws IOException {
        HttpsGit server = new HttpsGit(repository, pki.server(name), TOKEN);
        opened.add(server);
        return server;
    }

    private String httpsUrl(HttpsGit server) {
        return "url: https://localhost:" + server.port() + "/team/shop.git\n";
    }

    @Test
    public void https_says_what_is_wrong_and_gives_the_token_to_nobody_else() throws Exception {
        HttpsGit server = https("localhost");
        HttpsGit other = https("localhost");
        String trusted = httpsUrl(server) + "ca: {file: ca.pem}\n";
        assertThat(content(configured(trusted + "token: " + TOKEN), "main")).isEqualTo("one");
        assertRefused(configured(trusted + "token: wrong-canary"), "main", "refuses the credentials, or wants some");
        assertRefused(configured(trusted), "main", "refuses the credentials, or wants some");
        assertRefused(configured(httpsUrl(server) + "token: " + TOKEN), "main", "certificate that is not trusted");
        assertRefused(
                configured("url: https://localhost:" + server.port() + "/no/such.git\nca: {file: ca.pem}\ntoken: "
                        + TOKEN),
                "main",
                "or it is hidden from these credentials");
        server.redirectTo("https://localhost:" + other.port());
        assertRefused(configured(trusted + "token: " + TOKEN), "main", "redirects to another host");
        assertThat(other.logins()).isEmpty();
    }

    @Test
    public void ssh_with_a_key_through_a_proxy_and_a_pinned_host_key() throws Exception {
        SshGit server = ssh();
        ConnectProxy proxy = ConnectProxy.start(ProxyRules.open(), new Names().put("git.internal", 22, server.port()));
        opened.add(proxy);
        String access = "access:\n  - proxy: {url: 'http://127.0.0.1:" + proxy.port() + "'}";
        String login = "ssh: {key: {file: key}, hostKey: '" + server.fingerprint() + "'}\n";
        assertThat(content(configured("url: ssh://git@git.internal/team/shop.git\n" + login + access), "main"))
                .isEqualTo("one");
        commit("two");
        assertThat(content(configured("url: 'git@git.internal:/team/shop.git'\n" + login + access), "main"))
                .isEqualTo("two");
        assertThat(server.commands()).containsOnly("git-upload-pack '/team/shop.git'");
        assertThat(proxy.targets()).containsOnly("git.internal:22");
    }

    private SshGit ssh() throws IOException {
        SshGit server = new SshGit(repository, key.getPublic());
        opened.add(server);
        return server;
    }

    @Test
    public void ssh_says_what_is_wrong() throws Exception {
        SshGit server = ssh();
        String url = "url: ssh://git@127.0.0.1:" + server.port() + "/team/shop.git\n";
        String good = "hostKey: '" + server.fingerprint() + "'}";
        assertRefused(
                configured(url + "ssh: {key: {file: key}, hostKey: 'SHA256:" + "A".repeat(43) + "'}"),
                "main",
                server.fingerprint());
        Files.writeString(
                folder.getRoot().toPath().resolve("other"), SshKeys.openSsh(SshKeys.generate("ed25519"), null));
        assertRefused(configured(url + "ssh: {key: {file: other}, " + good), "main", "git");
        assertRefused(
                configured(url.replace("/team/", "/no/") + "ssh: {key: {file: key}, " + good), "main", "127.0.0.1");
        assertThat(content(configured(url + "ssh: {key: {file: key}, " + good), "main"))
                .isEqualTo("one");
    }

    @Test
    public void a_repository_that_is_too_large_is_refused_while_it_comes_and_not_kept() throws Exception {
        byte[] noise = new byte[(int) (3 * MIB)];
        new Random(1).nextBytes(noise);
        Files.write(repository.resolve("noise"), noise);
        commit("two");
        sources.close();
        sources = sources(1, 100);
        HttpsGit server = https("localhost");
        for (RepositorySettings from :
                List.of(path(), configured(httpsUrl(server) + "ca: {file: ca.pem}\ntoken: " + TOKEN))) {
            assertRefused(from, "main", "larger than git.maxRepositoryMiB (1)");
            assertThat(Folders.bytes(cache())).isLessThan(MIB);
        }
    }

    @Test
    public void the_clones_used_longest_ago_go_when_all_are_too_large() throws Exception {
        sources.close();
        sources = sources(10, 3);
        List<RepositorySettings> all = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            Path place = folder.getRoot().toPath().resolve("r" + number);
            Git one = git(place);
            byte[] noise = new byte[(int) (MIB * 5 / 4)];
            new Random(number).nextBytes(noise);
            Files.write(place.resolve("file"), noise);
            commitAll(one);
            all.add(configured("url: r" + number));
        }
        for (RepositorySettings one : all) {
            sources.checkout(one, "main", () -> false).close();
        }
        assertThat(clones())
                .containsExactlyInAnyOrder(
                        CloneCache.name(all.get(1).url()),
                        CloneCache.name(all.get(2).url()));
    }

    private List<String> clones() throws IOException {
        try (Stream<Path> clones = Files.list(cache().resolve("clones"))) {
            return clones.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    public void what_a_killed_process_left_locked_does_not_make_an_old_commit_the_new_one() throws Exception {
        assertThat(content(path(), "main")).isEqualTo("one");
        Path clone = cache().resolve("clones").resolve(CloneCache.name(path().url()));
        Files.writeString(clone.resolve("refs/heads/main.lock"), "");
        Files.writeString(clone.resolve("packed-refs.lock"), "");
        commit("two");
        assertThat(content(path(), "main")).isEqualTo("two");
    }

    @Test
    public void a_clone_that_was_half_made_or_is_damaged_is_made_anew() throws Exception {
        Path clone = cache().resolve("clones").resolve(CloneCache.name(path().url()));
        Files.createDirectories(clone.resolve("refs/heads"));
        Files.createDirectories(clone.resolve("objects"));
        assertThat(content(path(), "main")).isEqualTo("one");
        try (Stream<Path> objects = Files.walk(clone.resolve("objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Files.delete(object);
            }
        }
        assertThat(content(path(), "main")).isEqualTo("one");
    }

    @Test
    public void the_workspaces_of_a_process_that_is_no_more_are_removed() throws Exception {
        Path left = cache().resolve("workspaces/process-1/run-1");
        Files.createDirectories(left);
        Files.writeString(left.resolve("secret.yaml"), "x");
        Files.writeString(left.resolveSibling("in-use"), "");
        try (Checkout mine = sources.checkout(path(), "main", () -> false)) {
            assertThat(left).doesNotExist();
            try (Sources another = sources(1024, 1024);
                    Checkout theirs = another.checkout(path(), "main", () -> false)) {
                assertThat(mine.folder()).exists();
                assertThat(theirs.folder()).exists();
            }
        }
    }

    @Test
    public void links_and_submodules_are_left_out() throws Exception {
        Files.createSymbolicLink(repository.resolve("link"), Path.of("/etc/passwd"));
        commit("two");
        try (Checkout checkout = sources.checkout(path(), "main", () -> false)) {
            assertThat(checkout.leftOut()).containsExactly("link");
            assertThat(checkout.folder().resolve("link")).doesNotExist();
        }
    }

    @Test(timeout = 60_000)
    public void trees_of_trees_do_not_keep_it_busy_for_ever() throws Exception {
        try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            ObjectId tree = inserter.insert(new TreeFormatter());
            for (int level = 0; level < 12; level++) {
                TreeFormatter wider = new TreeFormatter();
                for (int branch = 0; branch < 10; branch++) {
                    wider.append("d" + branch, FileMode.TREE, tree);
                }
                tree = inserter.insert(wider);
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setAuthor(new PersonIdent("Eve", "eve@example.com"));
            commit.setCommitter(new PersonIdent("Eve", "eve@example.com"));
            commit.setMessage("bomb");
            RefUpdate update = git.getRepository().updateRef("refs/heads/bomb");
            update.setNewObjectId(inserter.insert(commit));
            inserter.flush();
            update.update();
        }
        assertRefused(path(), "bomb", "more than 50000 files and folders");
    }

    @Test
    public void a_fetch_that_nobody_wants_any_more_ends() {
        assertThatThrownBy(() -> sources.checkout(path(), "main", () -> true)).isInstanceOf(SourceException.class);
    }

    @Test
    public void the_accounts_own_git_settings_do_not_count() throws Exception {
        org.eclipse.jgit.util.SystemReader reader = org.eclipse.jgit.util.SystemReader.getInstance();
        assertThat(reader).isInstanceOf(GitSurroundings.class);
        assertThat(reader.getUserConfig().getSections())
                .as("besides what JGit measures itself")
                .isSubsetOf("filesystem");
        assertThat(reader.getSystemConfig().getSections()).isEmpty();
        assertThat(reader.getenv("GIT_SSH")).isNull();
    }
}
