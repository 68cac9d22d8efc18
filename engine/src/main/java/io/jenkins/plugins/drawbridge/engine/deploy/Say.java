package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.function.Consumer;

/**
 * The deploy's voice: hands events to the host, one at a time, and masks what the cluster says before anybody hears it.
 * Thread-safe.
 */
final class Say {

    private static final int LONGEST = 6_000;

    /** It may name many objects. */
    private static final int LONGEST_FAILURE = 60_000;

    private final Consumer<DeployEvent> listener;
    private volatile Masker masker;

    /** @param beforehand what is masked until the objects are known */
    Say(Consumer<DeployEvent> listener, Masker beforehand) {
        this.listener = listener;
        this.masker = beforehand;
    }

    /** From now on these secrets are masked. */
    void masking(Masker now) {
        masker = now;
    }

    String masked(String text) {
        return masker.text(text, LONGEST);
    }

    /** The failure itself where it repeats no secret; else one that tells the same without its causes. */
    DrawbridgeException masked(DrawbridgeException failure) {
        String sentence = String.valueOf(failure.getMessage());
        String masked = masker.text(sentence, LONGEST_FAILURE);
        return masked.equals(sentence) ? failure : new DeployException(masked);
    }

    synchronized void event(DeployEvent event) {
        listener.accept(event);
    }

    void notice(String sentence) {
        event(new DeployEvent.Notice(masked(sentence)));
    }
}
