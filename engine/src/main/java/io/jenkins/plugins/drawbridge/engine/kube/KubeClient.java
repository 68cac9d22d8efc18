package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;

/**
 * Speaks to one API server, in plain JSON objects of any kind, over one link. Thread-safe; every call blocks. Calls are
 * repeated where that is right, see {@link RepeatRule}. A refusal by the server is an {@link ApiException}; not reaching
 * it is a {@link io.jenkins.plugins.drawbridge.engine.link.LinkException} or a {@link ClusterException}.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">Kubernetes API concepts</a>
 */
public final class KubeClient implements Closeable {

    private static final int LONGEST_LOG = 65_536;
    private static final String LOG_TYPES = "*/*";

    private final Transport transport;
    private final Discovery discovery;
    private final ObjectLists lists;
    private final ObjectWrites writes;

    public KubeClient(Cluster cluster, Link link, ClientSettings settings) {
        this(cluster, link, settings, new Pauses());
    }

    KubeClient(Cluster cluster, Link link, ClientSettings settings, Pauses pauses) {
        this.transport = new Transport(cluster, HttpClients.of(cluster, link, settings), settings.notices(), pauses);
        this.discovery = new Discovery(transport);
        this.lists = new ObjectLists(transport);
        this.writes = new ObjectWrites(transport);
    }

    /**
     * Loads and initialises what the first request will need, and sends nothing. In a new process that takes a tenth of
     * a second; called on a thread of its own, it happens while the manifests are read.
     */
    public static void prepare() {
        Tls tls = Tls.prepared();
        Answer.JSON.createObjectNode();
        new OkHttpClient.Builder()
                .sslSocketFactory(tls.socketFactory(), tls.trustManager())
                .build();
    }

    public RequestCounts counts() {
        return transport.counts;
    }

    /** The API server's clock, by its last answer. */
    public Clock clock() {
        return transport.clock;
    }

    /** {@code v1.32.4}. */
    public String serverVersion() {
        return transport
                .call(ApiRequest.get(Verb.ASK, "/version"), Answer::object)
                .path("gitVersion")
                .asText("unknown");
    }

    /** Where objects of this kind live; empty if the server does not serve it. */
    public Optional<ApiResource> find(String group, String version, String kind) {
        return Optional.ofNullable(discovery.find(group, version, kind));
    }

    /** Where objects of this kind live in whatever version the server prefers; for objects of earlier deploys. */
    public Optional<ApiResource> findPreferred(String group, String kind) {
        return Optional.ofNullable(discovery.findPreferred(group, kind));
    }

    /** Versions of a group the server serves, for messages. */
    public List<String> servedVersions(String group) {
        return discovery.versions(group);
    }

    /** Forget what is known of custom kinds, after a new definition was established. */
    public void forgetKinds() {
        discovery.forget();
    }

    /**
     * The wanted objects of one kind in one namespace (all namespaces if empty), page by page.
     *
     * @param wanted decides while reading; what it refuses is not kept in memory
     */
    public ObjectList list(ApiResource resource, String namespace, String fieldSelector, Predicate<ObjectNode> wanted) {
        return lists.read(
                resource,
                ApiRequest.get(Verb.LIST, resource.collectionPath(namespace)).with("fieldSelector", fieldSelector),
                wanted);
    }

    /** The same, of the objects a label selector matches. */
    public ObjectList listLabelled(
            ApiResource resource, String namespace, String labelSelector, Predicate<ObjectNode> wanted) {
        return lists.read(
                resource,
                ApiRequest.get(Verb.LIST, resource.collectionPath(namespace)).with("labelSelector", labelSelector),
                wanted);
    }

    /** The object, or empty if there is none. */
    public Optional<ObjectNode> get(ApiResource resource, String namespace, String name) {
        try {
            return Optional.of(transport.call(
                    ApiRequest.get(Verb.GET, resource.objectPath(namespace, name, null)),
                    body -> Answer.named(body, name)));
        } catch (ApiException refusal) {
            if (refusal.isNotFound()) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** Server-side apply; the answer is the object as it is (or, in a dry run, would be) afterwards. */
    public ObjectNode apply(ApiResource resource, ObjectNode object, ApplyOptions options) {
        return writes.apply(resource, object, options);
    }

    /** Plain create; 409 if it exists. */
    public ObjectNode create(ApiResource resource, String namespace, ObjectNode object) {
        return writes.create(resource, namespace, object);
    }

    /** Replaces an object; its resourceVersion must be the current one, else 409. */
    public ObjectNode replace(ApiResource resource, ObjectNode object) {
        return writes.replace(resource, object);
    }

    /**
     * Changes parts of an object by a JSON merge patch (RFC 7386); one that names a resourceVersion answers 409 where that
     * is not the current one.
     */
    public ObjectNode patch(ApiResource resource, ObjectNode object, ObjectNode patch, ApplyOptions options) {
        return writes.patch(resource, object, patch, options);
    }

    /**
     * Deletes exactly this object, not a namesake that took its place.
     *
     * @param propagation {@code Foreground}, {@code Background} or {@code Orphan}
     * @return false if it was gone already
     */
    public boolean delete(ApiResource resource, ObjectNode object, String propagation) {
        return writes.delete(resource, object, propagation);
    }

    /** Deletes this object if nobody has touched it since it was read; 409 otherwise. */
    public boolean deleteUnchanged(ApiResource resource, ObjectNode object) {
        return writes.deleteUnchanged(resource, object);
    }

    /**
     * The last lines of a container's log; empty if there is none to be had. Whole lines only: of a part, nobody could tell
     * which secret it is the beginning of.
     */
    public String log(String namespace, String pod, ContainerLog wanted) {
        ApiResource pods = new ApiResource("", "v1", "pods", "Pod", true);
        ApiRequest request = ApiRequest.get(Verb.LOG, pods.objectPath(namespace, pod, "log"))
                .accepting(LOG_TYPES)
                .with("container", wanted.container())
                .with("tailLines", String.valueOf(wanted.lines()))
                .with("limitBytes", String.valueOf(LONGEST_LOG))
                .with("previous", wanted.previous() ? "true" : "");
        try {
            String log = transport.text(request, LONGEST_LOG);
            boolean cut = log.getBytes(StandardCharsets.UTF_8).length >= LONGEST_LOG;
            return cut ? log.substring(0, log.lastIndexOf('\n') + 1) : log;
        } catch (IOException broken) {
            throw transport.sentence(broken);
        }
    }

    /** An access review or another question asked by POST. */
    public ObjectNode ask(String path, ObjectNode question) {
        return transport.call(ApiRequest.send(Verb.ASK, "POST", path, question), Answer::object);
    }

    /** A watch from a moment on; see {@link Watch}. */
    public Watch watch(ApiResource resource, String namespace, String fieldSelector, String resourceVersion) {
        ApiRequest request = ApiRequest.get(Verb.WATCH, resource.collectionPath(namespace))
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("timeoutSeconds", "290")
                .with("fieldSelector", fieldSelector)
                .with("resourceVersion", resourceVersion);
        try {
            return new Watch(transport.stream(request), resource);
        } catch (IOException broken) {
            throw transport.sentence(broken);
        }
    }

    /**
     * From now on, or no longer, somebody waits for the end: calls that pause before they are repeated fail at once with
     * what they met last, and new ones are repeated for a few seconds only.
     */
    public void hurry(boolean now) {
        transport.pauses.hurry(now);
    }

    /** Ends running calls; the link stays open. */
    @Override
    public void close() {
        transport.close();
    }
}
