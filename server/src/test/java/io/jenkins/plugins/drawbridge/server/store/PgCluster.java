package io.jenkins.plugins.drawbridge.server.store;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL on loopback, from the binaries that Maven Central carries; one for all tests of a JVM, stopped with it.
 * PostgreSQL refuses to run as root: then it runs as the account with the number that Linux calls {@code nobody}.
 * Thread-safe.
 */
public final class PgCluster {

    private static final String USER = "drawbridge";
    private static final String NOBODY = "65534";
    private static final int ATTEMPTS_AT_A_PORT = 5;

    private static @Nullable PgCluster shared;

    private final Path folder;
    private final Path data;
    private final boolean root;
    private int port;
    private int databases;

    private PgCluster() throws IOException, InterruptedException {
        this.folder = Files.createTempDirectory("drawbridge-postgres");
        this.data = folder.resolve("data");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        this.root = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
        unpack();
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (root) {
            Files.setAttribute(data, "unix:uid", Integer.parseInt(NOBODY));
        }
        run("initdb", "-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        start();
    }

    /** A database that nobody has used before. */
    public static synchronized DatabaseSettings freshDatabase() {
        try {
            if (shared == null) {
                shared = new PgCluster();
            }
            return shared.create();
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("no PostgreSQL for the tests", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", stopped);
        }
    }

    private DatabaseSettings create() throws SQLException {
        String name = "test" + ++databases;
        try (Connection connection = connect()) {
            connection.createStatement().execute("create database " + name);
        }
        return new DatabaseSettings(folder, url(name), USER, null);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres"), USER, "");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A free port may be taken by somebody else before PostgreSQL has it. */
    private void start() throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS_AT_A_PORT; attempt++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Process server = process(
                    "postgres",
                    "-D",
                    data.toString(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off",
                    "-c",
                    "max_connections=200");
            if (answers(server)) {
                return;
            }
        }
        throw new IOException("PostgreSQL does not start:\n" + Files.readString(folder.resolve("log")));
    }

    private boolean answers(Process server) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (server.isAlive() && System.nanoTime() < deadline) {
            try (Connection connection = connect()) {
                return connection.isValid(10);
            } catch (SQLException notYet) {
                // Asked again until it answers or has gone.
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        server.destroyForcibly();
        return false;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        Process process = process(program, arguments);
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(program + " failed:\n" + Files.readString(folder.resolve("log")));
        }
    }

    private Process process(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void unpack() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
                TarArchiveInputStream archive =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpack(archive, entry);
            }
        }
    }

    private void unpack(TarArchiveInputStream archive, TarArchiveEntry entry) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(archive, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void stop() {
        try {
            if (Files.exists(data.resolve("postmaster.pid"))) {
                run("pg_ctl", "stop", "-D", data.toString(), "-m", "immediate");
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException | InterruptedException left) {
            // The JVM ends; what is left lies in the folder for temporary files.
            System.err.println("PostgreSQL was left in " + folder + ": " + left.getMessage());
        }
    }
}
