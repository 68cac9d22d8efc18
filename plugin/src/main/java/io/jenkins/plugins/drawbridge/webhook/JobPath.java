package io.jenkins.plugins.drawbridge.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path below {@code /drawbridge/job}: {@code /a/job/b} and {@code /a/b} both name the job {@code a/b}.
 *
 * @param rest what follows the name
 */
record JobPath(String fullName, List<String> rest) {

    private static final List<String> API = List.of("api", "json");

    /** {@code build} and {@code buildWithParameters} behind a name say no more than the POST itself. */
    static Optional<JobPath> ofTrigger(String path) {
        List<String> segments = segments(path);
        int last = segments.size() - 1;
        if (last > 0 && List.of("build", "buildWithParameters").contains(segments.get(last))) {
            segments = segments.subList(0, last);
        }
        return name(segments).map(name -> new JobPath(name, List.of()));
    }

    /** {@code /a/job/b/57} and {@code /a/job/b/57/api/json}. */
    static Optional<JobPath> ofBuild(String path) {
        List<String> segments = segments(path);
        int size = segments.size();
        boolean api = size > 2 && segments.subList(size - 2, size).equals(API);
        int number = api ? size - 3 : size - 1;
        if (number < 1 || !segments.get(number).matches("[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        return name(segments.subList(0, number)).map(name -> new JobPath(name, segments.subList(number, size)));
    }

    boolean isApi() {
        return rest.size() > 1;
    }

    int build() {
        return Integer.parseInt(rest.get(0));
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        if (!segments.isEmpty() && segments.get(0).isEmpty()) {
            segments.remove(0);
        }
        if (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    private static Optional<String> name(List<String> segments) {
        if (segments.isEmpty()
                || segments.stream().anyMatch(one -> one.isEmpty() || one.equals(".") || one.equals(".."))) {
            return Optional.empty();
        }
        return Optional.of(String.join("/", isJobByJob(segments) ? everySecond(segments) : segments));
    }

    private static boolean isJobByJob(List<String> segments) {
        boolean between = segments.size() > 2 && segments.size() % 2 == 1;
        for (int index = 1; between && index < segments.size(); index += 2) {
            between = segments.get(index).equals("job");
        }
        return between;
    }

    private static List<String> everySecond(List<String> segments) {
        List<String> names = new ArrayList<>();
        for (int index = 0; index < segments.size(); index += 2) {
            names.add(segments.get(index));
        }
        return names;
    }
}
