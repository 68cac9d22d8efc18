package io.jenkins.plugins.drawbridge.testkit.apply;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Somebody else owns fields that an apply would change. */
public final class ApplyConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Cause> causes;

    ApplyConflictException(List<Cause> causes) {
        super(message(causes));
        this.causes = List.copyOf(causes);
    }

    /** The fields in conflict, one by one. */
    public List<Cause> causes() {
        return causes;
    }

    private static String message(List<Cause> causes) {
        if (causes.size() == 1) {
            return "Apply failed with 1 conflict: conflict with "
                    + causes.get(0).manager() + ": " + causes.get(0).field();
        }
        Map<String, List<String>> byManager = causes.stream()
                .collect(Collectors.groupingBy(
                        Cause::manager, TreeMap::new, Collectors.mapping(Cause::field, Collectors.toList())));
        return "Apply failed with " + causes.size() + " conflicts: "
                + byManager.entrySet().stream()
                        .map(entry ->
                                "conflicts with " + entry.getKey() + ":\n- " + String.join("\n- ", entry.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    /** One field, and who owns it (as the real server prints it). */
    public record Cause(String manager, String field) {}
}
