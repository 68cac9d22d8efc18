package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.ArrayList;
import java.util.List;

/** What a cluster finds wrong with a plan, gathered so that the user sees all of it. Used by one thread. */
final class Refusals {

    private static final int SHOWN = 20;
    private static final int LONGEST = 2_000;

    private final Masker masker;
    private final List<String> sentences = new ArrayList<>();
    private boolean allForbidden = true;

    Refusals(Masker masker) {
        this.masker = masker;
    }

    void add(Manifest manifest, Refusal refusal) {
        allForbidden &= refusal.forbidden();
        sentences.add(manifest.ref() + " (" + manifest.source() + "): " + masker.text(refusal.sentence(), LONGEST));
    }

    void throwIfAny() {
        if (!sentences.isEmpty()) {
            throw new PlanRefusedException(shown(), allForbidden);
        }
    }

    private List<String> shown() {
        List<String> sorted = sentences.stream().sorted().toList();
        if (sorted.size() <= SHOWN) {
            return sorted;
        }
        List<String> shown = new ArrayList<>(sorted.subList(0, SHOWN));
        shown.add("and " + (sorted.size() - SHOWN) + " more");
        return shown;
    }
}
