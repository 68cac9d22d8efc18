package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proof that the plan somebody approved is the plan that runs: fingerprints of the manifests and of every live object it
 * was made from. Holds no content, and none can be guessed from it: the fingerprint of the manifests, which may hold
 * short passwords, is slow on purpose, and live objects with secrets count by their version only. Immutable.
 *
 * @param salt hexadecimal, new for each plan
 * @param desired fingerprint of all manifests and of the user's choices
 * @param live fingerprint of each object of the plan; {@link #ABSENT} if it did not exist
 */
public record Approval(String salt, String desired, Map<ObjectRef.Key, String> live) {

    /** Stands for an object that does not live yet. */
    public static final String ABSENT = "absent";

    private static final int SALT_BYTES = 16;

    public Approval {
        live = Map.copyOf(live);
    }

    public static String newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /**
     * Takes some tenths of a second.
     *
     * @param live the desired objects that live, and those a deploy would delete
     * @param salt {@link #newSalt()}, or the salt of the approval to compare with
     */
    public static Approval of(List<Manifest> desired, Map<ObjectRef.Key, ObjectNode> live, String salt) {
        return of(desired, live, salt, "");
    }

    /** @param choices what else decides what would be done, in any form */
    public static Approval of(
            List<Manifest> desired, Map<ObjectRef.Key, ObjectNode> live, String salt, String choices) {
        Fingerprint fingerprint = new Fingerprint(salt);
        List<ObjectNode> everything = new ArrayList<>(live.values());
        desired.forEach(manifest -> everything.add(manifest.body()));
        HorizontalScaling scaling = HorizontalScaling.of(everything);
        Map<ObjectRef.Key, String> lives = new HashMap<>();
        desired.forEach(manifest -> lives.put(manifest.ref().key(), ABSENT));
        live.forEach((key, object) -> lives.put(key, fingerprint.ofLive(object, scaling)));
        return new Approval(salt, fingerprint.ofManifests(desired, choices), lives);
    }

    /** The same approval, as if it had found the cluster as the other one does. */
    public Approval withLiveOf(Approval other) {
        return new Approval(salt, desired, other.live());
    }

    /** Sentences that name what is not as it was approved; empty if the plan holds. */
    public static List<String> differences(Approval approved, Approval now) {
        List<String> sentences = new ArrayList<>();
        if (!approved.salt().equals(now.salt())) {
            throw new IllegalArgumentException("approvals compare only under one salt");
        }
        if (!approved.desired().equals(now.desired())) {
            sentences.add("the manifests are not those of the plan, or the flags are not");
        }
        changed(approved.live(), now.live())
                .forEach(object -> sentences.add("the cluster has changed since the plan: " + object));
        return sentences;
    }

    private static Set<String> changed(Map<ObjectRef.Key, String> approved, Map<ObjectRef.Key, String> now) {
        Set<ObjectRef.Key> keys = new HashSet<>(approved.keySet());
        keys.addAll(now.keySet());
        Set<String> changed = new TreeSet<>();
        for (ObjectRef.Key key : keys) {
            String before = approved.getOrDefault(key, ABSENT);
            String after = now.getOrDefault(key, ABSENT);
            if (!before.equals(after)) {
                changed.add(spell(key) + happened(before, after));
            }
        }
        return changed;
    }

    private static String happened(String before, String after) {
        if (before.equals(ABSENT)) {
            return " was created";
        }
        return after.equals(ABSENT) ? " was deleted" : "";
    }

    private static String spell(ObjectRef.Key key) {
        String kind = key.group().isEmpty() ? key.kind() : key.kind() + "." + key.group();
        return kind + " " + key.name() + (key.namespace().isEmpty() ? "" : " in " + key.namespace());
    }
}
