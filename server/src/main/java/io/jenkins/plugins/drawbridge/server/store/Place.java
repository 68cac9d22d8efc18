package io.jenkins.plugins.drawbridge.server.store;

/**
 * Where somebody reads in a list that has its newest on top.
 *
 * @param before only what is older than the row with this id; {@link Long#MAX_VALUE}: from the newest on
 * @param after only what is newer than that row, and nearest to it; 0: goes by {@code before}
 */
public record Place(long before, long after, int limit) {

    public static Place newest(int limit) {
        return new Place(Long.MAX_VALUE, 0, limit);
    }

    public boolean isNewest() {
        return before == Long.MAX_VALUE && after == 0;
    }
}
