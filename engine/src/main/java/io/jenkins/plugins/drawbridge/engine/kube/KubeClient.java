package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.Tls;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
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

    private static final int PAGE = 1_000;

    /** Half a million objects of one kind; a list that goes on after that has no end. */
    private static final int MOST_PAGES = 1_000;

    private static final int LONGEST_LOG = 16_384;
    private static final String LOG_TYPES = "*/*";

    private final Transport transport;
    private final Discovery discovery;

    public KubeClient(Cluster cluster, Link link, ClientSettings settings) {
        this(cluster, link, settings, new Pauses());
    }

    KubeClient(Cluster cluster, Link link, ClientSettings settings, Pauses pauses) {
        this.transport = new Transport(cluster, HttpClients.of(cluster, link, settings), settings.notices(), pauses);
        this.discovery = new Discovery(transport);
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
        return list(
                resource,
                ApiRequest.get(Verb.LIST, resource.collectionPath(namespace)).with("fieldSelector", fieldSelector),
                wanted);
    }

    /** The same, of the objects a label selector matches. */
    public ObjectList listLabelled(
            ApiResource resource, String namespace, String labelSelector, Predicate<ObjectNode> wanted) {
        return list(
                resource,
                ApiRequest.get(Verb.LIST, resource.collectionPath(namespace)).with("labelSelector", labelSelector),
                wanted);
    }

    private ObjectList list(ApiResource resource, ApiRequest all, Predicate<ObjectNode> wanted) {
        try {
            return listPages(resource, all, wanted, PAGE);
        } catch (ApiException expired) {
            if (expired.code() != 410) {
                throw expired;
            }
            return listPages(resource, all, wanted, 0);
        }
    }

    private ObjectList listPages(ApiResource resource, ApiRequest all, Predicate<ObjectNode> wanted, int limit) {
        List<ObjectNode> items = new ArrayList<>();
        String next = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            ApiRequest request =
                    all.with("limit", limit == 0 ? "" : String.valueOf(limit)).with("continue", next);
            ObjectPage page = transport.call(request, body -> ObjectPage.read(body, resource, wanted));
            items.addAll(page.items());
            if (page.next().isEmpty()) {
                return new ObjectList(items, page.resourceVersion());
            }
            if (page.next().equals(next)) {
                break;
            }
            next = page.next();
        }
        throw transport.sentence(new Answer.NotKubernetes("the list of " + resource.plural() + " has no end"));
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
        String namespace = object.path("metadata").path("namespace").asText("");
        String name = object.path("metadata").path("name").asText();
        ApiRequest request = ApiRequest.send(
                        options.dryRun() ? Verb.DRY_RUN : Verb.APPLY,
                        "PATCH",
                        resource.objectPath(namespace, name, null),
                        object)
                .ofType(ApiRequest.APPLY)
                .with("fieldManager", options.manager())
                .with("force", String.valueOf(options.force()))
                .with("fieldValidation", "Strict")
                .with("dryRun", options.dryRun() ? "All" : "");
        return transport.call(request, body -> Answer.named(body, name));
    }

    /** Plain create; 409 if it exists. */
    public ObjectNode create(ApiResource resource, String namespace, ObjectNode object) {
        String name = object.path("metadata").path("name").asText();
        return transport.call(
                ApiRequest.send(Verb.CREATE, "POST", resource.collectionPath(namespace), object),
                body -> Answer.named(body, name));
    }

    /** Replaces an object; its resourceVersion must be the current one, else 409. */
    public ObjectNode replace(ApiResource resource, ObjectNode object) {
        String namespace = object.path("metadata").path("namespace").asText("");
        String name = object.path("metadata").path("name").asText();
        return transport.call(
                ApiRequest.send(Verb.UPDATE, "PUT", resource.objectPath(namespace, name, null), object),
                body -> Answer.named(body, name));
    }

    /**
     * Changes parts of an object by a JSON merge patch (RFC 7386); one that names a resourceVersion answers 409 where that
     * is not the current one.
     */
    public ObjectNode patch(ApiResource resource, ObjectNode object, ObjectNode patch, ApplyOptions options) {
        String namespace = object.path("metadata").path("namespace").asText("");
        String name = object.path("metadata").path("name").asText();
        ApiRequest request = ApiRequest.send(
                        options.dryRun() ? Verb.DRY_RUN : Verb.UPDATE,
                        "PATCH",
                        resource.objectPath(namespace, name, null),
                        patch)
                .ofType(ApiRequest.MERGE_PATCH)
                .with("fieldManager", options.manager())
                .with("dryRun", options.dryRun() ? "All" : "");
        return transport.call(request, body -> Answer.named(body, name));
    }

    /**
     * Deletes exactly this object, not a namesake that took its place.
     *
     * @param propagation {@code Foreground}, {@code Background} or {@code Orphan}
     * @return false if it was gone already
     */
    public boolean delete(ApiResource resource, ObjectNode object, String propagation) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("kind", "DeleteOptions").put("apiVersion", "v1").put("propagationPolicy", propagation);
        options.putObject("preconditions")
                .put("uid", object.path("metadata").path("uid").asText());
        return delete(resource, object, options);
    }

    /** Deletes this object if nobody has touched it since it was read; 409 otherwise. */
    public boolean deleteUnchanged(ApiResource resource, ObjectNode object) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("kind", "DeleteOptions").put("apiVersion", "v1").put("propagationPolicy", "Background");
        JsonNode metadata = object.path("metadata");
        options.putObject("preconditions")
                .put("uid", metadata.path("uid").asText())
                .put("resourceVersion", metadata.path("resourceVersion").asText());
        return delete(resource, object, options);
    }

    private boolean delete(ApiResource resource, ObjectNode object, ObjectNode options) {
        String namespace = object.path("metadata").path("namespace").asText("");
        String name = object.path("metadata").path("name").asText();
        try {
            transport.call(
                    ApiRequest.send(Verb.DELETE, "DELETE", resource.objectPath(namespace, name, null), options),
                    Answer::object);
            return true;
        } catch (ApiException refusal) {
            if (refusal.isNotFound()) {
                return false;
            }
            throw refusal;
        }
    }

    /** The last lines of a container's log; empty if there is none to be had. */
    public String log(String namespace, String pod, ContainerLog wanted) {
        ApiResource pods = new ApiResource("", "v1", "pods", "Pod", true);
        ApiRequest request = ApiRequest.get(Verb.LOG, pods.objectPath(namespace, pod, "log"))
                .accepting(LOG_TYPES)
                .with("container", wanted.container())
                .with("tailLines", String.valueOf(wanted.lines()))
                .with("limitBytes", String.valueOf(LONGEST_LOG))
                .with("previous", wanted.previous() ? "true" : "");
        try {
            return transport.text(request, LONGEST_LOG);
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
