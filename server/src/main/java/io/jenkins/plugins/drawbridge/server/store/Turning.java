package io.jenkins.plugins.drawbridge.server.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/** Finds pages by the ids at their ends, so that the last one costs no more than the first. */
record Turning<T>(Rows<T> rows, ToLongFunction<T> id) {

    /** The rows of one list. */
    interface Rows<T> {

        /** @param place SQL: a condition on {@code :id}, and the order */
        List<T> find(String place, long id, int limit);
    }

    Page<T> page(Place place) {
        return place.after() > 0 ? newer(place) : older(place);
    }

    private Page<T> older(Place place) {
        List<T> found = rows.find("id < :id order by id desc", place.before(), place.limit() + 1);
        boolean older = found.size() > place.limit();
        boolean newer = !place.isNewest()
                && !rows.find("id >= :id order by id", place.before(), 1).isEmpty();
        return page(older ? found.subList(0, place.limit()) : found, newer, older);
    }

    /** Where fewer are newer than a page holds, the newest page is shown. */
    private Page<T> newer(Place place) {
        List<T> found = rows.find("id > :id order by id", place.after(), place.limit() + 1);
        if (found.size() <= place.limit()) {
            return older(Place.newest(place.limit()));
        }
        List<T> shown = new ArrayList<>(found.subList(0, place.limit()));
        Collections.reverse(shown);
        boolean older =
                !rows.find("id <= :id order by id desc", place.after(), 1).isEmpty();
        return page(shown, true, older);
    }

    private Page<T> page(List<T> shown, boolean newer, boolean older) {
        return new Page<>(
                shown,
                newer && !shown.isEmpty() ? id.applyAsLong(shown.get(0)) : 0,
                older && !shown.isEmpty() ? id.applyAsLong(shown.get(shown.size() - 1)) : 0);
    }
}
