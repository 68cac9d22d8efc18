package io.jenkins.plugins.drawbridge.server.store;

/**
 * A part of a run's log.
 *
 * @param bytes UTF-8; never ends within a character
 * @param end the offset behind it, in bytes from the start of the log
 * @param more whether more may come
 */
@SuppressWarnings("ArrayRecordComponent") // read once by the one who asked for it
public record LogPart(byte[] bytes, long end, boolean more) {}
