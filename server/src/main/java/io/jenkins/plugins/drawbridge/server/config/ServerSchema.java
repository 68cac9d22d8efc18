package io.jenkins.plugins.drawbridge.server.config;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.DrawbridgeFile;
import io.jenkins.plugins.drawbridge.engine.cluster.HostShapes;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sections that the server adds to {@code drawbridge.yaml}. */
final class ServerSchema {

    private static final int PORT = 8080;
    private static final int RUNS = 4;
    private static final long MIB = 1024L * 1024;
    private static final int REPOSITORY_MIB = 1024;
    private static final Pattern PASSWORD_HASH =
            Pattern.compile("pbkdf2-sha256\\$[0-9]{4,8}(\\$[A-Za-z0-9+/]+={0,2}){2}");
    private static final Pattern TOKEN_HASH = Pattern.compile("sha256\\$[0-9a-f]{64}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    private static final String ROLES = Arrays.stream(Role.values())
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    private final HostShapes shapes;
    private final Path folder;

    private final Key<ServerSettings> server;
    private final Key<List<JobSettings>> jobs;
    private final Key<List<UserSettings>> users =
            optional("users", "who may sign in", Shapes.listWithUnique("id", "users", user()));
    private final Key<ConsoleSettings> console;
    private final Key<DatabaseSettings> database;
    private final Key<GitSettings> git;

    ServerSchema(HostShapes shapes, Path folder) {
        this.shapes = shapes;
        this.folder = folder;
        this.server = optional("server", "where the server listens", server());
        this.jobs = optional(
                "jobs",
                "what the Console triggers",
                Shapes.listWithUnique("id", "jobs", new JobSchema(shapes, folder).section()));
        this.console = optional("console", "who is told when a run ended", new ConsoleSchema(shapes).section());
        this.database = optional("database", "where the server keeps its state", database());
        this.git = optional("git", "the cache of clones", git());
    }

    DrawbridgeFile.Extension<Settings> extension() {
        return new DrawbridgeFile.Extension<>(
                List.of(server, jobs, users, console, database, git), this::settings, ServerReferences::check);
    }

    private Settings settings(Configuration shared, Fields fields) {
        return new Settings(
                shared,
                fields.get(server, new ServerSettings("127.0.0.1", PORT, null, null, false, RUNS)),
                fields.get(jobs, List.of()),
                fields.get(users, List.of()),
                fields.orNull(console),
                fields.get(database, new DatabaseSettings(folder.resolve("drawbridge-data"), "", "", null)),
                fields.get(git, gitAt(folder.resolve("drawbridge-data").resolve("git"))));
    }

    private Section<ServerSettings> server() {
        Key<String> host = optional("host", "address to listen on, 127.0.0.1 if absent", Shapes.text());
        Key<Integer> port = optional("port", "TCP port, 8080 if absent", Shapes.integer("a port", 0, 65_535));
        Key<URI> url = optional("publicUrl", "how others reach the server", JobSchema.httpUrl());
        Key<ServerSettings.KeyStore> tls = optional("tls", "its own certificate", keyStore());
        Key<Boolean> behindProxy = optional("behindProxy", "a reverse proxy ends TLS before it", Shapes.bool());
        Key<Integer> runs =
                optional("concurrentRuns", "how many runs go on at once", Shapes.integer("a number of runs", 1, 64));
        return Section.of(
                "server",
                fields -> new ServerSettings(
                        fields.get(host, "127.0.0.1"),
                        fields.get(port, PORT),
                        fields.orNull(url),
                        fields.orNull(tls),
                        fields.get(behindProxy, false),
                        fields.get(runs, RUNS)),
                host,
                port,
                url,
                tls,
                behindProxy,
                runs);
    }

    private Section<ServerSettings.KeyStore> keyStore() {
        Key<String> file = required("keyStore", "PKCS#12 file", Shapes.text());
        Key<SecretSource> password = required("password", "its password", shapes.secret());
        return Section.of(
                "tls",
                fields -> new ServerSettings.KeyStore(folder.resolve(fields.get(file)), fields.get(password)),
                file,
                password);
    }

    private static Section<UserSettings> user() {
        Key<String> id = required("id", "login name", Shapes.matching("letters, digits and ._@-", USER));
        Key<String> name = optional("name", "how pages call the user", Shapes.text());
        Key<String> hash = optional(
                "passwordHash",
                "as drawbridge hash-password prints it",
                Shapes.matching("what drawbridge hash-password prints", PASSWORD_HASH));
        Key<List<String>> tokens = optional(
                "apiTokenHashes",
                "as drawbridge new-token prints them",
                Shapes.list("hashes", Shapes.matching("the hash that drawbridge new-token prints", TOKEN_HASH)));
        Key<List<Role>> roles = required(
                "roles",
                ROLES,
                Shapes.map(
                        Shapes.list("roles", Shapes.map(Shapes.text(), ServerSchema::role)), ServerSchema::atLeastOne));
        return Section.of(
                "user",
                fields -> new UserSettings(
                        fields.get(id),
                        fields.get(name, fields.get(id)),
                        fields.get(hash, ""),
                        fields.get(tokens, List.of()),
                        Set.copyOf(fields.get(roles))),
                id,
                name,
                hash,
                tokens,
                roles);
    }

    private static List<Role> atLeastOne(List<Role> roles) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "a user without a role may do nothing; give one of " + ROLES + ", or leave the user out");
        }
        return roles;
    }

    private static Role role(String word) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("a role is one of " + ROLES);
    }

    private Section<DatabaseSettings> database() {
        Key<String> path = optional("folder", "where the H2 file lies", Shapes.text());
        Key<String> url = optional(
                "url",
                "jdbc:postgresql://host/database, instead of a file",
                Shapes.matching(
                        "a URL like jdbc:postgresql://host/database", value -> value.startsWith("jdbc:postgresql:")));
        Key<String> user = optional("user", "login name", Shapes.text());
        Key<SecretSource> password = optional("password", "the user's password", shapes.secret());
        return Section.of(
                        "database",
                        fields -> new DatabaseSettings(
                                folder.resolve(fields.get(path, "drawbridge-data")),
                                fields.get(url, ""),
                                fields.get(user, ""),
                                fields.orNull(password)),
                        path,
                        url,
                        user,
                        password)
                .atMostOne(path, url)
                .needs(user, url)
                .needs(password, user);
    }

    private Section<GitSettings> git() {
        Key<String> cache = optional("cache", "folder that only this server uses", Shapes.text());
        Key<Integer> repository =
                optional("maxRepositoryMiB", "a larger repository is refused; 1024 if absent", mebibytes());
        Key<Integer> all =
                optional("maxCacheMiB", "clones used longest ago go beyond that; 10240 if absent", mebibytes());
        return Section.of(
                "git",
                fields -> new GitSettings(
                        folder.resolve(fields.get(cache, "drawbridge-data/git")),
                        fields.get(repository, REPOSITORY_MIB) * MIB,
                        fields.get(all, 10 * REPOSITORY_MIB) * MIB),
                cache,
                repository,
                all);
    }

    private static Shape<Integer> mebibytes() {
        return Shapes.integer("a number of MiB", 1, 1_000_000);
    }

    private static GitSettings gitAt(Path cache) {
        return new GitSettings(cache, REPOSITORY_MIB * MIB, 10 * REPOSITORY_MIB * MIB);
    }
}
