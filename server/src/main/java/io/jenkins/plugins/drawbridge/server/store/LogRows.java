package io.jenkins.plugins.drawbridge.server.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The logs, in pieces that each know where they start. One writer for each run, many readers. */
final class LogRows {

    /** More than that of one run is left out, with a line that says so. */
    static final long MOST_BYTES = 20L * 1024 * 1024;

    private static final String LEFT_OUT = "\n[the rest of this log was left out: it is too long]\n";

    private record Piece(long start, String content) {}

    private final Jdbi jdbi;

    LogRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Within a transaction. */
    void append(Handle handle, long run, String text) {
        long end = end(handle, run);
        if (end >= MOST_BYTES) {
            return;
        }
        insert(handle, run, end, fitting(Json.clean(text), (int) (MOST_BYTES - end)));
    }

    /** @param room in bytes */
    private static String fitting(String text, int room) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < room) {
            return text;
        }
        int length = bytes.length == room ? room : characterEnd(bytes, room);
        return new String(bytes, 0, length, StandardCharsets.UTF_8) + LEFT_OUT;
    }

    static void insert(Handle handle, long run, long start, String text) {
        handle.createUpdate("insert into log (run, start_at, bytes, content) values (:run, :start, :bytes, :text)")
                .bind("run", run)
                .bind("start", start)
                .bind("bytes", JdbiJournal.utf8Length(text))
                .bind("text", text)
                .execute();
    }

    private static long end(Handle handle, long run) {
        return handle.createQuery("select start_at + bytes from log where run = :run order by start_at desc limit 1")
                .bind("run", run)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    LogPart read(long run, long offset, int limit) {
        return jdbi.withHandle(handle -> {
            // Read before the pieces: a log that has ended then has no piece we did not see.
            boolean more = handle.createQuery("select count(*) from run where id = :run and state <> 'ENDED'")
                            .bind("run", run)
                            .mapTo(Long.class)
                            .one()
                    > 0;
            long end = end(handle, run);
            long from = Math.min(Math.max(0, offset), end);
            return part(pieces(handle, run, from, limit), from, limit, more, end);
        });
    }

    /** No more of them than the part takes; the first is the one that {@code from} lies in. */
    private static List<Piece> pieces(Handle handle, long run, long from, int limit) {
        return handle.createQuery("select start_at, content from log where run = :run and start_at < :to"
                        + " and start_at >= (select coalesce(max(start_at), 0) from log"
                        + " where run = :run and start_at <= :from) order by start_at limit 2000")
                .bind("run", run)
                .bind("from", from)
                .bind("to", from + limit)
                .map((row, context) -> new Piece(row.getLong("start_at"), row.getString("content")))
                .list();
    }

    private static LogPart part(List<Piece> pieces, long from, int limit, boolean more, long end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            byte[] content = piece.content().getBytes(StandardCharsets.UTF_8);
            int skip = (int) Math.max(0, from + bytes.size() - piece.start());
            if (skip < content.length) {
                bytes.write(content, skip, content.length - skip);
            }
            if (bytes.size() >= limit) {
                break;
            }
        }
        byte[] read = bytes.toByteArray();
        byte[] whole = read.length <= limit ? read : java.util.Arrays.copyOf(read, characterEnd(read, limit));
        return new LogPart(whole, from + whole.length, more || from + whole.length < end);
    }

    /** The last place up to {@code limit} at which a character ends. */
    private static int characterEnd(byte[] bytes, int limit) {
        int end = limit;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
