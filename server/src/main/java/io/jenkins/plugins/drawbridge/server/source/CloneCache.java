package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.server.config.GitSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where clones are kept; together they stay below a bound, the one used longest ago goes first. Thread-safe. */
final class CloneCache {

    private record Kept(Path folder, long bytes, FileTime used) {}

    private final GitSettings settings;
    private final Path folder;
    private final Map<String, ReentrantLock> inUse = new ConcurrentHashMap<>();

    CloneCache(GitSettings settings) {
        this.settings = settings;
        this.folder = settings.cache().resolve("clones");
    }

    /** Calls with the folder of a repository's clone, which nobody else uses meanwhile. */
    <T> T alone(String url, Function<Path, T> use) {
        String name = name(url);
        ReentrantLock lock = lock(name);
        Path clone = folder.resolve(name);
        lock.lock();
        try {
            return use.apply(clone);
        } catch (SourceException refused) {
            forgetIfTooLarge(clone);
            throw refused;
        } finally {
            lock.unlock();
            trim(name);
        }
    }

    private ReentrantLock lock(String name) {
        return inUse.computeIfAbsent(name, any -> new ReentrantLock());
    }

    /** Also what came of a repository before it turned out to be too large. */
    private void forgetIfTooLarge(Path clone) {
        try {
            if (Files.exists(clone) && Folders.bytes(clone) > settings.maxRepositoryBytes()) {
                Folders.delete(clone);
            }
        } catch (IOException unreadable) {
            Folders.delete(clone);
        }
    }

    /** @param newest is kept in any case */
    private void trim(String newest) {
        List<Kept> all = kept();
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        for (Kept clone : all) {
            String name = clone.folder().getFileName().toString();
            if (bytes <= settings.maxCacheBytes()) {
                return;
            }
            ReentrantLock lock = lock(name);
            if (!name.equals(newest) && lock.tryLock()) {
                try {
                    Folders.delete(clone.folder());
                    bytes -= clone.bytes();
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    /** Used longest ago first. */
    private List<Kept> kept() {
        List<Kept> all = new ArrayList<>();
        try (Stream<Path> clones = Files.list(folder)) {
            for (Path clone : clones.toList()) {
                all.add(new Kept(clone, Folders.bytes(clone), Files.getLastModifiedTime(clone)));
            }
        } catch (IOException changing) { // then the next call looks again
            return List.of();
        }
        all.sort(Comparator.comparing(Kept::used));
        return all;
    }

    static String name(String url) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16) + ".git";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
