package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.ServeRequest;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.config.ServerSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import io.jenkins.plugins.drawbridge.server.serve.DeployServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code serve}: runs until it is told to stop, and reads its file again when that changes or a SIGHUP comes. */
final class ServeAction {

    private static final Logger LOG = LoggerFactory.getLogger(ServeAction.class);
    private static final long LOOK_SECONDS = 2;

    private enum Wish {
        READ_AGAIN,
        STOP
    }

    private final ServeRequest request;
    private final Surroundings surroundings;
    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();

    ServeAction(ServeRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    ExitCode run() {
        FileTime read = changed();
        Settings settings = read();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            wishes.add(Wish.STOP);
            await(stopped);
        });
        try (DeployServer server = DeployServer.start(settings, Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(hook);
            HangUp.handle(() -> wishes.add(Wish.READ_AGAIN));
            String scheme = settings.server().tls() == null ? "http" : "https";
            surroundings
                    .out()
                    .println("Drawbridge listens on " + scheme + "://"
                            + settings.server().host() + ":" + server.port() + "/ with "
                            + jobs(settings.jobs().size())
                            + "; Ctrl-C stops it");
            surroundings.out().flush();
            follow(server, read);
        } finally {
            stopped.countDown();
        }
        return ExitCode.DONE;
    }

    private static String jobs(int number) {
        return switch (number) {
            case 0 -> "no jobs, since the configuration has none under 'jobs'";
            case 1 -> "1 job";
            default -> number + " jobs";
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(DeployServer server, FileTime first) {
        FileTime known = first;
        try {
            for (Wish wish = next(); wish != Wish.STOP; wish = next()) {
                FileTime now = changed();
                if (wish == Wish.READ_AGAIN || !now.equals(known)) {
                    known = now;
                    reload(server);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null after a while without any. */
    private @Nullable Wish next() throws InterruptedException {
        return wishes.poll(LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void reload(DeployServer server) {
        try {
            server.reload(read()).forEach(LOG::warn);
            LOG.info("read {} again", request.config());
        } catch (DrawbridgeException refused) {
            String sentence = String.valueOf(refused.getMessage());
            sentence.lines().forEach(LOG::warn);
            LOG.warn("the configuration stays as it was");
            server.refusedToReload(sentence);
        } catch (RuntimeException broken) { // no reason to end what runs
            LOG.error("reading {} again broke off; the next change is tried again", request.config(), broken);
        }
    }

    private FileTime changed() {
        try {
            return Files.getLastModifiedTime(request.config());
        } catch (IOException gone) { // reading it says so
            return FileTime.fromMillis(0);
        }
    }

    private Settings read() {
        Settings settings = SettingsFile.read(request.config(), surroundings.environment());
        ServerSettings server = settings.server();
        String host = request.host() == null ? server.host() : request.host();
        Integer port = request.port();
        return settings.with(server.at(host, port == null ? server.port() : port));
    }
}
