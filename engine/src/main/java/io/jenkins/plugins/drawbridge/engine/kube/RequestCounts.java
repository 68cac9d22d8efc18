package io.jenkins.plugins.drawbridge.engine.kube;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts every request that was sent, repeats included. Thread-safe. */
public final class RequestCounts {

    private static final Set<Verb> ALWAYS_SHOWN =
            EnumSet.of(Verb.LIST, Verb.GET, Verb.DRY_RUN, Verb.APPLY, Verb.DELETE, Verb.WATCH);

    private final Map<Verb, AtomicInteger> counts = new ConcurrentHashMap<>();

    void sent(Verb verb) {
        counts.computeIfAbsent(verb, unseen -> new AtomicInteger()).incrementAndGet();
    }

    public int of(Verb verb) {
        AtomicInteger count = counts.get(verb);
        return count == null ? 0 : count.get();
    }

    public int total() {
        int total = 0;
        for (Verb verb : Verb.values()) {
            total += of(verb);
        }
        return total;
    }

    /** The verbs the report always has, and the others where they were used. */
    public Map<String, Integer> byWord() {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (Verb verb : Verb.values()) {
            if (ALWAYS_SHOWN.contains(verb) || of(verb) > 0) {
                words.put(verb.word(), of(verb));
            }
        }
        return words;
    }
}
