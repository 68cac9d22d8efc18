package io.jenkins.plugins.drawbridge.server.runtime;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lived in an environment at one moment. Immutable; texts of the cluster are bounded, masked and without control
 * characters, but not escaped.
 *
 * @param readAt when it was read; ages count from here
 * @param workloads Deployments first, then StatefulSets, DaemonSets, CronJobs and Jobs, each by name
 * @param loosePods pods that belong to none of them
 * @param gaps one sentence for each kind that could not be read, such as one that we may not list
 */
public record RuntimeView(
        String environment,
        String cluster,
        String namespace,
        Instant readAt,
        List<WorkloadView> workloads,
        List<PodView> loosePods,
        List<ServiceView> services,
        List<IngressView> ingresses,
        List<String> gaps) {

    public RuntimeView {
        workloads = List.copyOf(workloads);
        loosePods = List.copyOf(loosePods);
        services = List.copyOf(services);
        ingresses = List.copyOf(ingresses);
        gaps = List.copyOf(gaps);
    }

    /** Workloads, what needs somebody first, else in their order. */
    public List<WorkloadView> worstFirst() {
        return workloads.stream()
                .sorted(Comparator.comparing(workload -> workload.health().urgency()))
                .toList();
    }

    /** {@code 1 failing, 6 ok}. */
    public String tally() {
        return Arrays.stream(Health.values())
                .sorted(Comparator.comparing(Health::urgency))
                .filter(health -> count(health) > 0)
                .map(health -> count(health) + " " + health.word())
                .collect(Collectors.joining(", "));
    }

    /** Whether nothing was found, and nothing was hidden. */
    public boolean isEmpty() {
        return gaps.isEmpty()
                && workloads.isEmpty()
                && loosePods.isEmpty()
                && services.isEmpty()
                && ingresses.isEmpty();
    }

    /** Whether nothing fails or is on its way, of what could be read. Runs of a CronJob are history, whatever their end. */
    public boolean isWell() {
        return Stream.concat(
                        workloads.stream()
                                .filter(workload -> workload.owner().isEmpty())
                                .map(WorkloadView::health),
                        loosePods.stream().map(PodView::health))
                .noneMatch(health -> health == Health.FAILING || health == Health.PROGRESSING);
    }

    private long count(Health health) {
        return workloads.stream()
                .filter(workload -> workload.health() == health)
                .count();
    }

    /** The pod of that name, wherever it belongs; the page of its log asks so. */
    public boolean hasPod(String name) {
        return workloads.stream().flatMap(workload -> workload.pods().stream()).anyMatch(pod -> pod.name()
                        .equals(name))
                || loosePods.stream().anyMatch(pod -> pod.name().equals(name));
    }
}
