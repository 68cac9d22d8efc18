package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A server without its web part, in a process of its own, to be killed. It says on standard output what it has just done,
 * one line each: {@code accepted KEY ID}, {@code step ID}, {@code ended ID}, {@code telling ID}, {@code told ID},
 * {@code refused SENTENCE}.
 */
final class DoomedServer {

    static final Cause CONSOLE = new Cause(Cause.Kind.CONSOLE, "console", "127.0.0.1");

    /** Fast enough for a test; four missed ones are long enough for a machine that is busy. */
    static final Pace PACE = new Pace(Duration.ofMillis(200), Duration.ofSeconds(2));

    /** Sooner taken for dead, where a test plays just that. */
    static final Pace HASTY = new Pace(Duration.ofMillis(100), Duration.ofMillis(500));

    /** What it does besides carrying out what it finds. */
    enum Manner {
        ORDERLY,
        /** Its runs go on for ever after their first step. */
        STUCK_IN_A_RUN,
        /** It never gets so far as to tell the Console. */
        STUCK_BEFORE_THE_CALLBACK
    }

    private static final CountDownLatch FOR_EVER = new CountDownLatch(1);
    private static final int CALLERS = 3;

    private DoomedServer() {}

    /**
     * @param arguments the database's folder, URL and user; the file for what the Console was told; the manner; and the
     *     keys to be accepted, as often as they stand there
     */
    public static void main(String[] arguments) throws Exception {
        DatabaseSettings database = new DatabaseSettings(Path.of(arguments[0]), arguments[1], arguments[2], null);
        Manner manner = Manner.valueOf(arguments[4]);
        List<String> keys = Arrays.asList(arguments).subList(5, arguments.length);
        try {
            Store store = Store.open(database, Clock.systemUTC());
            ToldConsole console = new ToldConsole(Path.of(arguments[3]), DoomedServer::say);
            Work work = Work.start(
                    store,
                    new SteppedRun(
                            store, manner == Manner.STUCK_IN_A_RUN ? DoomedServer::stayStuck : DoomedServer::say),
                    manner == Manner.STUCK_BEFORE_THE_CALLBACK ? console.never(DoomedServer::waitForEver) : console,
                    Work.Bounds.DEFAULT,
                    PACE);
            accept(work, keys);
            waitForEver();
        } catch (DrawbridgeException refused) {
            say("refused " + refused.getMessage());
        }
    }

    private static void accept(Work work, List<String> keys) {
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller;
            new Thread(() -> {
                        for (int index = first; index < keys.size(); index += CALLERS) {
                            String key = keys.get(index);
                            Accepted accepted = work.accept(request(key));
                            say("accepted " + key + " " + accepted.id());
                        }
                    })
                    .start();
        }
    }

    static NewRun request(String key) {
        return new NewRun("shop", Map.of("TRIGGER_ID", key), key, CONSOLE, null);
    }

    private static void stayStuck(String line) {
        say(line);
        if (line.startsWith("step ")) {
            waitForEver();
        }
    }

    private static void waitForEver() {
        try {
            FOR_EVER.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One write for each line, so that a kill leaves whole lines. */
    private static synchronized void say(String line) {
        byte[] bytes = (line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
