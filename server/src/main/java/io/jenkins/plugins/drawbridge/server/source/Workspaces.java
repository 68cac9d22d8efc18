package io.jenkins.plugins.drawbridge.server.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folders for checkouts. Those of one process stand together under a lock that dies with it; so what a killed process
 * left is known, and removed by the next. Thread-safe.
 */
final class Workspaces implements AutoCloseable {

    private static final String LOCK = "in-use";

    private final Path all;
    private @Nullable Path mine;
    private @Nullable FileChannel held;

    Workspaces(Path all) {
        this.all = all;
    }

    synchronized Path create() throws IOException {
        Path known = mine;
        return Files.createTempDirectory(known == null ? first() : known, "run-");
    }

    private Path first() throws IOException {
        Files.createDirectories(all);
        removeLeft();
        Path folder = Files.createTempDirectory(all, "process-");
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        held = channel;
        mine = folder;
        return folder;
    }

    private void removeLeft() throws IOException {
        try (Stream<Path> folders = Files.list(all)) {
            folders.filter(Workspaces::isLeft).forEach(Folders::delete);
        }
    }

    private static boolean isLeft(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return !folder.getFileName().toString().startsWith("process-");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException somebodys) { // then it is in use
            return false;
        }
    }

    @Override
    public synchronized void close() {
        FileChannel channel = held;
        Path folder = mine;
        if (channel == null || folder == null) {
            return;
        }
        held = null;
        mine = null;
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // The lock is gone with it.
        }
        Folders.delete(folder);
    }
}
