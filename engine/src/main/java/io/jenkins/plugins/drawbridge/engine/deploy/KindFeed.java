package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.kube.ObjectList;
import io.jenkins.plugins.drawbridge.engine.kube.Watch;
import java.io.Closeable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an up-to-date copy of one kind in one namespace: list, then watch from there, resume where a watch ended, list
 * anew where the server has forgotten that moment, poll where watching is not allowed. One thread feeds, any may read.
 */
final class KindFeed implements Closeable {

    private static final long POLL_MILLIS = 2_000;
    private static final int BROKEN_WATCHES_BEFORE_POLLING = 5;
    /** A watch that ends sooner was closed by something that does not like watches. */
    private static final long SHORTEST_WATCH_NANOS = 1_000_000_000L;

    private static final long REST_MILLIS = 200;

    private final KubeClient kube;
    private final ApiResource resource;
    private final String namespace;
    private final Runnable changed;
    private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();
    private final LastStates gone = new LastStates();
    private final Thread thread;
    private volatile @Nullable Watch watch;
    private volatile @Nullable DrawbridgeException failure;
    private volatile boolean listed;
    private volatile boolean closed;

    /** @param changed called on the feeding thread after each change */
    KindFeed(KubeClient kube, ApiResource resource, String namespace, Runnable changed) {
        this.kube = kube;
        this.resource = resource;
        this.namespace = namespace;
        this.changed = changed;
        this.thread = new Thread(this::feed, "drawbridge-feed-" + resource.plural());
        thread.setDaemon(true);
    }

    KindFeed start() {
        thread.start();
        return this;
    }

    Optional<ObjectNode> find(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    /** What an object that was watched was like when it was deleted. */
    Optional<ObjectNode> findGone(String uid) {
        return gone.find(uid);
    }

    Collection<ObjectNode> all() {
        return objects.values();
    }

    /** Whether {@link #find} speaks of the cluster: false until the first list arrived. */
    boolean isListed() {
        return listed;
    }

    /** Why nothing can be seen, if so: forbidden, or the cluster was lost for good. */
    Optional<DrawbridgeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void feed() {
        int broken = 0;
        try {
            while (!closed) {
                String moment = list();
                if (broken >= BROKEN_WATCHES_BEFORE_POLLING) {
                    pause(POLL_MILLIS);
                } else {
                    broken = follow(moment) ? 0 : broken + 1;
                }
            }
        } catch (DrawbridgeException lost) {
            lost(lost);
        } catch (RuntimeException unforeseen) {
            lost(new DeployException("cannot follow what becomes of " + resource.plural(), unforeseen));
        }
    }

    /** Waiting ends with this sentence for the objects that are still under way. */
    private void lost(DrawbridgeException why) {
        failure = closed ? null : why;
        changed.run();
    }

    private String list() {
        ObjectList list = kube.list(resource, namespace, "", Slim::slim);
        Map<String, ObjectNode> seen = new ConcurrentHashMap<>();
        list.items().forEach(item -> seen.put(name(item), item));
        objects.keySet().retainAll(seen.keySet());
        objects.putAll(seen);
        listed = true;
        changed.run();
        return list.resourceVersion();
    }

    /** Follows watches until one expires or breaks; true if the last of them lived for a while. */
    private boolean follow(String moment) {
        String from = moment;
        while (!closed) {
            long begun = System.nanoTime();
            boolean expired;
            try (Watch current = kube.watch(resource, namespace, "", from)) {
                read(current);
                from = current.resourceVersion().isEmpty() ? from : current.resourceVersion();
                expired = current.isExpired();
            } catch (ApiException refused) {
                if (refused.isForbidden()) {
                    return poll();
                }
                expired = true;
            } catch (DrawbridgeException broken) {
                // The list that comes next repeats until the bridge is down again, or says that it is lost.
                expired = true;
            }
            boolean lived = System.nanoTime() - begun >= SHORTEST_WATCH_NANOS;
            if (!lived) {
                pause(REST_MILLIS);
            }
            if (expired || !lived) {
                return lived;
            }
        }
        return true;
    }

    private void read(Watch current) {
        watch = current;
        if (closed) {
            return;
        }
        for (Watch.Event event = current.next(); event != null; event = current.next()) {
            take(event);
        }
    }

    private boolean poll() {
        while (!closed) {
            pause(POLL_MILLIS);
            list();
        }
        return true;
    }

    private void take(Watch.Event event) {
        Slim.slim(event.object());
        if (event.deleted()) {
            gone.add(event.object());
            objects.remove(name(event.object()));
        } else {
            objects.put(name(event.object()), event.object());
        }
        changed.run();
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException closing) {
            closed = true;
        }
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asText();
    }

    @Override
    public void close() {
        closed = true;
        Watch current = watch;
        if (current != null) {
            current.cancel();
        }
        thread.interrupt();
    }
}
