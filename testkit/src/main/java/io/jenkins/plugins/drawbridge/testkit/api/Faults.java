package io.jenkins.plugins.drawbridge.testkit.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The script of what goes wrong. The first that matches a request and is not used up happens to it. Thread-safe. */
public final class Faults {

    private final List<Scripted> script = new CopyOnWriteArrayList<>();

    private record Scripted(Predicate<ApiRequest> matches, Fault fault, AtomicInteger left) {

        boolean take(ApiRequest request) {
            return matches.test(request) && left.getAndUpdate(count -> count > 0 ? count - 1 : count) != 0;
        }
    }

    /** Happens to the next matching request. */
    public Faults next(Predicate<ApiRequest> matches, Fault fault) {
        return next(1, matches, fault);
    }

    /** Happens to so many matching requests. */
    public Faults next(int times, Predicate<ApiRequest> matches, Fault fault) {
        script.add(new Scripted(matches, fault, new AtomicInteger(times)));
        return this;
    }

    /** Happens to every matching request until {@link #clear}. */
    public Faults always(Predicate<ApiRequest> matches, Fault fault) {
        return next(-1, matches, fault);
    }

    /** Nothing goes wrong any more. */
    public void clear() {
        script.clear();
    }

    /** How many scripted faults have not happened yet; those for every request do not count. */
    public int outstanding() {
        return script.stream().mapToInt(one -> Math.max(0, one.left().get())).sum();
    }

    @Nullable Fault take(ApiRequest request) {
        return script.stream()
                .filter(one -> one.take(request))
                .map(Scripted::fault)
                .findFirst()
                .orElse(null);
    }
}
