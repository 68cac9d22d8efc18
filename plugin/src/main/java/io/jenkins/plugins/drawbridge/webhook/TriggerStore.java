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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
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
    private final TriggerIndex index = new TriggerIndex();

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
            index.put(TriggerJson.read(JSON.readTree(Files.readString(file))));
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.log(Level.WARNING, file + " is no trigger any more; it is left out", damaged);
        }
    }

    synchronized Optional<TriggerRecord> find(String job, String key) {
        return index.find(job, key);
    }

    /** The latest that had this id in the queue. */
    synchronized Optional<TriggerRecord> queued(long queueId) {
        return latest(index.find(new TriggerIndex.Queued(queueId)));
    }

    /** The latest that had this build. */
    synchronized Optional<TriggerRecord> build(String job, int number) {
        return latest(index.find(new TriggerIndex.Built(job, number)));
    }

    private static Optional<TriggerRecord> latest(List<TriggerRecord> records) {
        return records.stream().reduce((one, next) -> next.acceptedAt() >= one.acceptedAt() ? next : one);
    }

    /** By the Console's id, or the webhook's; the latest first. */
    synchronized List<TriggerRecord> called(String id) {
        return index.find(new TriggerIndex.Called(id)).stream()
                .sorted(Comparator.comparingLong(TriggerRecord::acceptedAt).reversed())
                .toList();
    }

    /** Of this job, by the webhook's id, or else by the Console's. */
    synchronized Optional<TriggerRecord> same(String job, String key, String triggerId) {
        return ofJob(job, key)
                .filter(record -> isAskedForBy(record, key))
                .findFirst()
                .or(() -> ofJob(job, triggerId)
                        .filter(record ->
                                !triggerId.isEmpty() && record.triggerId().equals(triggerId))
                        .findFirst());
    }

    private Stream<TriggerRecord> ofJob(String job, String id) {
        return index.find(new TriggerIndex.Called(id)).stream()
                .filter(record -> record.job().equals(job));
    }

    private static boolean isAskedForBy(TriggerRecord record, String id) {
        return record.key().equals(id) || record.messages().containsKey(id);
    }

    /** Those whose end the Console may have to be told now. */
    synchronized List<TriggerRecord> due(long now) {
        return index.find(new TriggerIndex.Untold()).stream()
                .filter(record -> record.queueId() != 0 && record.nextAttempt() <= now)
                .toList();
    }

    synchronized List<TriggerRecord> select(Predicate<TriggerRecord> wanted) {
        return index.all().stream().filter(wanted).toList();
    }

    synchronized void forget(Predicate<TriggerRecord> unwanted) throws IOException {
        List<TriggerRecord> gone = select(unwanted);
        gone.forEach(index::remove);
        for (TriggerRecord record : gone) {
            Files.deleteIfExists(file(record));
        }
    }

    synchronized void put(TriggerRecord record) throws IOException {
        if (index.find(record.job(), record.key()).filter(record::equals).isEmpty()) {
            write(record);
            index.put(record);
        }
    }

    /** Changes the record as it is now, unless it is gone. */
    synchronized void change(TriggerRecord known, UnaryOperator<TriggerRecord> change) throws IOException {
        Optional<TriggerRecord> now = index.find(known.job(), known.key());
        if (now.isPresent()) {
            put(change.apply(now.get()));
        }
    }

    /** The job has another name now. What it had before is gone only when it is there under the new one. */
    synchronized void move(String oldJob, String newJob) throws IOException {
        for (TriggerRecord record : select(one -> one.job().equals(oldJob))) {
            put(record.of(newJob));
            index.remove(record);
            Files.deleteIfExists(file(record));
        }
    }

    private void write(TriggerRecord record) throws IOException {
        Files.createDirectories(folder);
        Path file = file(record);
        Path part = folder.resolve(file.getFileName() + ".part");
        Files.writeString(
                part,
                TriggerJson.write(record).toString(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(TriggerRecord record) {
        return folder.resolve(name(record.job(), record.key()) + ENDING);
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
