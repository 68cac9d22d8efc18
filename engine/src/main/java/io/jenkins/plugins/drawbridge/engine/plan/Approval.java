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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proof that the plan somebody approved is the plan that runs: fingerprints of the manifests and of every live object it
 * was made from. Holds no content, and none can be guessed from it: the fingerprint of the manifests, which may hold
 * short passwords, is slow on purpose, and secrets in live objects count by their version only. Immutable.
 *
 * @param version how live objects were read, {@link #VERSION}; other versions' fingerprints mean something else
 * @param salt hexadecimal, new for each plan
 * @param desired fingerprint of all manifests and of the user's choices
 * @param live fingerprint of each object that would be written or deleted; {@link #ABSENT} if it did not exist, {@link
 *     #KEPT} if it left the input and stays
 */
public record Approval(int version, String salt, String desired, Map<ObjectRef.Key, String> live) {

    /** The first one had no version; it fingerprinted objects that stay as it did those that go. */
    public static final int VERSION = 2;

    /** Stands for an object that does not live yet. */
    public static final String ABSENT = "absent";

    /** Stands for an object that is not touched, although it left the input. */
    public static final String KEPT = "kept";

    private static final int SALT_BYTES = 16;

    public Approval {
        live = Map.copyOf(live);
    }

    /**
     * What a plan found in the cluster.
     *
     * @param live the desired objects that live, and those a deploy would delete
     * @param kept those that left the input and stay
     * @param scaling says whose replicas do not count
     * @param masker knows the secrets of all of them
     */
    public record Found(
            Map<ObjectRef.Key, ObjectNode> live, Set<ObjectRef.Key> kept, HorizontalScaling scaling, Masker masker) {}

    public static String newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /**
     * Takes some tenths of a second.
     *
     * @param salt {@link #newSalt()}, or the salt of the approval to compare with
     * @param choices what else decides what would be done, in any form
     */
    public static Approval of(List<Manifest> desired, Found found, String salt, String choices) {
        Fingerprint fingerprint = new Fingerprint(salt);
        Map<ObjectRef.Key, String> lives = new HashMap<>();
        desired.forEach(manifest -> lives.put(manifest.ref().key(), ABSENT));
        found.kept().forEach(key -> lives.put(key, KEPT));
        found.live().forEach((key, object) -> lives.put(key, fingerprint.ofLive(object, found)));
        return new Approval(VERSION, salt, fingerprint.ofManifests(desired, choices), lives);
    }

    /** The same approval, as if it had found the cluster as the other one does. */
    public Approval withLiveOf(Approval other) {
        return new Approval(other.version, salt, desired, other.live());
    }

    /** Sentences that name what is not as it was approved; empty if the plan holds. */
    public static List<String> differences(Approval approved, Approval now) {
        List<String> sentences = new ArrayList<>();
        if (!approved.salt().equals(now.salt())) {
            throw new IllegalArgumentException("approvals compare only under one salt");
        }
        if (approved.version() != now.version()) {
            return List.of("another version of Drawbridge made it");
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
            happened(approved.getOrDefault(key, ABSENT), now.getOrDefault(key, ABSENT))
                    .ifPresent(what -> changed.add(spell(key) + what));
        }
        return changed;
    }

    /** Whether an object that nobody touches is there makes no difference. */
    private static Optional<String> happened(String before, String after) {
        if (before.equals(after) || (isUntouched(before) && isUntouched(after))) {
            return Optional.empty();
        }
        return Optional.of(
                switch (before) {
                    case ABSENT -> " was created";
                    case KEPT -> " would now be deleted";
                    default ->
                        switch (after) {
                            case ABSENT -> " was deleted";
                            case KEPT -> " would now be kept";
                            default -> "";
                        };
                });
    }

    private static boolean isUntouched(String live) {
        return live.equals(ABSENT) || live.equals(KEPT);
    }

    private static String spell(ObjectRef.Key key) {
        String kind = key.group().isEmpty() ? key.kind() : key.kind() + "." + key.group();
        return kind + " " + key.name() + (key.namespace().isEmpty() ? "" : " in " + key.namespace());
    }
}
