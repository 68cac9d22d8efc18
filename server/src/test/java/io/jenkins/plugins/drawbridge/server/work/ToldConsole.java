package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A Console that writes down in a file whose end it was told, and so remembers it when the server is gone. */
final class ToldConsole implements CallbackSender {

    private final Path file;
    private final Consumer<String> said;

    ToldConsole(Path file, Consumer<String> said) {
        this.file = file;
        this.said = said;
    }

    @Override
    public boolean wants(Run run) {
        return true;
    }

    @Override
    public Answer send(Run ended) {
        said.accept("telling " + ended.id());
        write(ended);
        said.accept("told " + ended.id());
        return Answer.SENT;
    }

    private synchronized void write(Run ended) {
        try {
            Files.writeString(file, ended.id() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The same, but it stops before it is told. */
    CallbackSender never(Runnable stop) {
        return new CallbackSender() {
            @Override
            public boolean wants(Run run) {
                return true;
            }

            @Override
            public Answer send(Run ended) {
                said.accept("telling " + ended.id());
                stop.run();
                return Answer.TRY_LATER;
            }
        };
    }

    /** How often it was told of each run. */
    Map<Long, Integer> told() throws IOException {
        Map<Long, Integer> told = new HashMap<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> told.merge(Long.valueOf(line), 1, Integer::sum));
        }
        return told;
    }
}
