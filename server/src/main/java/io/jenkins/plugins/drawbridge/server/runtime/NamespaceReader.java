package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lists every kind of one namespace at once, and makes a view of what came. */
final class NamespaceReader {

    private final KubeClient kube;
    private final String namespace;

    private NamespaceReader(KubeClient kube, String namespace) {
        this.kube = kube;
        this.namespace = namespace;
    }

    /**
     * The objects of one kind, or why there are none.
     *
     * @param gap empty if they were read
     */
    private record Listed(List<ObjectNode> objects, String gap) {}

    static RuntimeView read(KubeClient kube, Environment environment, Instant now) {
        Map<Kind, Listed> listed = new NamespaceReader(kube, environment.namespace()).all();
        Map<Kind, List<ObjectNode>> objects = new EnumMap<>(Kind.class);
        List<String> gaps = new ArrayList<>();
        List<ObjectNode> known = new ArrayList<>();
        listed.forEach((kind, found) -> {
            objects.put(kind, found.objects());
            if (!found.gap().isEmpty()) {
                gaps.add(found.gap());
            }
            if (kind.isWorkload() || kind == Kind.POD) {
                known.addAll(found.objects());
            }
        });
        Words words = new Words(Masker.of(known));
        return new ViewBuilder(objects, words, now)
                .build(environment, gaps.stream().map(words::of).toList());
    }

    private Map<Kind, Listed> all() {
        ExecutorService workers = Executors.newFixedThreadPool(Kind.values().length, task -> {
            Thread thread = new Thread(task, "drawbridge-runtime");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Kind, Future<Listed>> asked = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                asked.put(kind, workers.submit(() -> list(kind)));
            }
            Map<Kind, Listed> listed = new EnumMap<>(Kind.class);
            asked.forEach((kind, answer) -> listed.put(kind, awaited(answer)));
            return listed;
        } finally {
            workers.shutdownNow();
        }
    }

    private static Listed awaited(Future<Listed> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cluster was read", interrupted);
        }
    }

    private Listed list(Kind kind) {
        try {
            Optional<ApiResource> resource = kube.find(kind.group(), kind.version(), kind.word());
            return resource.isEmpty() ? elsewhere(kind) : new Listed(list(resource.get()), "");
        } catch (ApiException refusal) {
            return refusal.isNotFound() ? elsewhere(kind) : new Listed(List.of(), gap(kind, refusal));
        }
    }

    /** In another version than today's, as old clusters serve it. */
    private Listed elsewhere(Kind kind) {
        try {
            for (String version : kube.servedVersions(kind.group())) {
                Optional<ApiResource> resource = kube.find(kind.group(), version, kind.word());
                if (resource.isPresent() && !version.equals(kind.version())) {
                    return new Listed(list(resource.get()), "");
                }
            }
            return new Listed(List.of(), "this cluster does not serve " + kind.qualified());
        } catch (ApiException refusal) {
            return new Listed(List.of(), gap(kind, refusal));
        }
    }

    private List<ObjectNode> list(ApiResource resource) {
        return kube.list(resource, namespace, "", NamespaceReader::slimmed).items();
    }

    /** Drops what no page shows; true, so that it can stand where a list asks what to keep. */
    private static boolean slimmed(ObjectNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
            if (metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
            }
        }
        return true;
    }

    private String gap(Kind kind, ApiException refusal) {
        return refusal.isForbidden()
                ? "we may not list " + kind.qualified() + " in namespace " + namespace
                        + "; to see them here, bind the account to a role with that right"
                : kind.qualified() + " could not be read: " + refusal.getMessage();
    }
}
