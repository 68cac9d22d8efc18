package io.jenkins.plugins.drawbridge.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Triggers in a folder, one small file each, named by its job's and key's hash. A file is written whole or not at all, and
 * what a method has returned from survives a crash. Thread-safe; one instance for each folder.
 */
final class TriggerStore {

    private static final Logger LOG = Logger.getLogger(TriggerStore.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDING = ".json";

    private final Path folder;
    private final Map<String, TriggerRecord> records = new LinkedHashMap<>();

    /** Reads what is there. A file that is none is left alone, and told once. */
    TriggerStore(Path folder) {
        this.folder = folder;
        if (Files.isDirectory(folder)) {
            load();
        }
    }

    private void load() {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(ENDING)).sorted().forEach(this::load);
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, "the triggers in " + folder + " cannot be read; they count as unknown", unreadable);
        }
    }

    private void load(Path file) {
        try {
            TriggerRecord record = TriggerJson.read(JSON.readTree(Files.readString(file)));
            records.put(name(record.job(), record.key()), record);
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.log(Level.WARNING, file + " is no trigger any more; it is left out", damaged);
        }
    }

    synchronized Optional<TriggerRecord> find(String job, String key) {
        return Optional.ofNullable(records.get(name(job, key)));
    }

    synchronized Optional<TriggerRecord> queued(long queueId) {
        return queueId == 0
                ? Optional.empty()
                : records.values().stream()
                        .filter(record -> record.queueId() == queueId)
                        .findFirst();
    }

    synchronized Optional<TriggerRecord> build(String job, int number) {
        return records.values().stream()
                .filter(record -> record.job().equals(job) && record.number() == number)
                .findFirst();
    }

    /** By the Console's id, or the webhook's. */
    synchronized List<TriggerRecord> called(String id) {
        return select(record -> record.triggerId().equals(id) || isAskedForBy(record, id));
    }

    /** Of this job, by the webhook's id, or else by the Console's. */
    synchronized Optional<TriggerRecord> same(String job, String key, String triggerId) {
        List<TriggerRecord> ofJob = select(record -> record.job().equals(job));
        return ofJob.stream()
                .filter(record -> isAskedForBy(record, key))
                .findFirst()
                .or(() -> ofJob.stream()
                        .filter(record ->
                                !triggerId.isEmpty() && record.triggerId().equals(triggerId))
                        .findFirst());
    }

    private static boolean isAskedForBy(TriggerRecord record, String id) {
        return record.key().equals(id) || record.messages().containsKey(id);
    }

    synchronized List<TriggerRecord> select(Predicate<TriggerRecord> wanted) {
        return records.values().stream().filter(wanted).toList();
    }

    synchronized void put(TriggerRecord record) throws IOException {
        String name = name(record.job(), record.key());
        if (record.equals(records.get(name))) {
            return;
        }
        write(name, record);
        records.put(name, record);
    }

    /** Changes the record as it is now, unless it is gone. */
    synchronized void change(TriggerRecord known, UnaryOperator<TriggerRecord> change) throws IOException {
        TriggerRecord now = records.get(name(known.job(), known.key()));
        if (now != null) {
            put(change.apply(now));
        }
    }

    /** The job has another name now. What it had before is gone only when it is there under the new one. */
    synchronized void move(String oldJob, String newJob) throws IOException {
        for (TriggerRecord record : select(one -> one.job().equals(oldJob))) {
            put(record.of(newJob));
            String name = name(oldJob, record.key());
            records.remove(name);
            Files.deleteIfExists(folder.resolve(name + ENDING));
        }
    }

    private void write(String name, TriggerRecord record) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve(name + ".part");
        Files.writeString(
                part,
                TriggerJson.write(record).toString(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(
                part,
                folder.resolve(name + ENDING),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static String name(String job, String key) {
        try {
            byte[] text = (job + "\n" + key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
