package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.io.Closeable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One feed for each kind and namespace, started when first asked for and kept for the whole deploy. */
final class Feeds implements Closeable {

    private static final ApiResource PODS = new ApiResource("", "v1", "pods", "Pod", true);
    private static final ApiResource REPLICA_SETS = new ApiResource("apps", "v1", "replicasets", "ReplicaSet", true);

    private final KubeClient kube;
    private final Runnable changed;
    private final Map<String, KindFeed> feeds = new ConcurrentHashMap<>();

    Feeds(KubeClient kube, Runnable changed) {
        this.kube = kube;
        this.changed = changed;
    }

    KindFeed of(ApiResource resource, String namespace) {
        String key = resource.groupVersion() + " " + resource.plural() + " " + namespace;
        return feeds.computeIfAbsent(key, asked -> new KindFeed(kube, resource, namespace, changed).start());
    }

    /** The pods of the newest revision of a workload; none where pods may not be read. */
    List<ObjectNode> podsOf(ObjectNode workload) {
        String namespace = workload.path("metadata").path("namespace").asText();
        Collection<ObjectNode> pods = of(PODS, namespace).all();
        boolean layered = workload.path("kind").asText().equals("Deployment");
        Collection<ObjectNode> replicaSets =
                layered ? of(REPLICA_SETS, namespace).all() : List.of();
        return PodsOf.newest(workload, pods, replicaSets);
    }

    static boolean isForbidden(KindFeed feed) {
        return feed.failure()
                .filter(failure -> failure instanceof ApiException refused && refused.isForbidden())
                .isPresent();
    }

    @Override
    public void close() {
        feeds.values().forEach(KindFeed::close);
    }
}
