package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import io.jenkins.plugins.drawbridge.testkit.kubelet.PodStory.Chapter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The scheduler and the kubelet: every new pod lives the chapters of its script; a pod that is deleted ends soon. */
final class Kubelet {

    private static final int LAST_WORDS_MILLISECONDS = 30;

    private final Owned owned;
    private final PodScript script;
    private final Later later;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Kubelet(Owned owned, PodScript script, Later later) {
        this.owned = owned;
        this.script = script;
        this.later = later;
    }

    void meet(ObjectNode pod, boolean deleted) {
        String uid = Json.text(pod, "metadata", "uid");
        if (deleted) {
            known.remove(uid);
        } else if (pod.path("metadata").has("deletionTimestamp")) {
            later.run(LAST_WORDS_MILLISECONDS, () -> owned.cluster().remove(owned.pods(), pod));
        } else if (known.add(uid)) {
            next(pod, script.of(pod), 0);
        }
    }

    private void next(ObjectNode pod, List<Chapter> chapters, int number) {
        if (number < chapters.size()) {
            Chapter chapter = chapters.get(number);
            later.run(chapter.after().toMillis(), () -> {
                if (write(pod, chapter)) {
                    next(pod, chapters, number + 1);
                }
            });
        }
    }

    private boolean write(ObjectNode pod, Chapter chapter) {
        boolean scheduled = chapter.status().has("containerStatuses");
        if (scheduled && Json.text(pod, "spec", "nodeName").isEmpty()) {
            owned.cluster().change(owned.pods(), pod, Owner.updating("kube-scheduler", ""), live -> {
                Json.in(live, "spec").put("nodeName", "node-1");
                return live;
            });
        }
        if (owned.cluster()
                .get(owned.pods(), Json.text(pod, "metadata", "namespace"), Json.text(pod, "metadata", "name"))
                .isEmpty()) {
            return false;
        }
        chapter.notes()
                .forEach(note -> owned.event(
                        pod, note.component(), new Owned.Event(note.type(), note.reason(), note.message())));
        ObjectNode written = owned.cluster().change(owned.pods(), pod, Owner.updating("kubelet", "status"), live -> {
            Json.in(live, "status").setAll(chapter.status().deepCopy());
            return live;
        });
        return written != null;
    }
}
