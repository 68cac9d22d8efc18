package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Applies one object, once its kind is served and its predecessor gone. Thread-safe.
 *
 * @param over whether nothing more is to be begun
 */
record StepApply(
        KubeClient kube, Applier applier, Clock clock, Say say, Cancellation cancellation, BooleanSupplier over) {

    private static final Duration SERVED_WITHIN = Duration.ofSeconds(15);
    private static final long SERVED_PAUSE_MILLIS = 300;

    /**
     * @throws ApiException if the server refuses it
     * @throws DeployException if it cannot be applied, and waiting would not help
     * @throws TerminatingException if it was over before the object's predecessor was gone
     */
    Awaited apply(Step step) {
        ApiResource known = step.resource();
        return known == null ? applyOnceServed(step) : apply(step, known);
    }

    private Awaited apply(Step step, ApiResource resource) {
        if (step.live() != null) {
            applier.takeOver(resource, step.live());
        }
        Terminating terminating = new Terminating(kube, say, cancellation, over);
        ObjectNode leaving = step.leaving();
        while (true) {
            if (leaving != null) {
                terminating.awaitEnd(step.ref(), resource, leaving);
            }
            ObjectNode object = applyOnceKnown(step, resource);
            if (!Terminating.is(object)) {
                return new Awaited(step.ref(), resource, object);
            }
            leaving = object;
        }
    }

    /** A server needs a moment, too, until it judges by what was applied just before. */
    private ObjectNode applyOnceKnown(Step step, ApiResource resource) {
        Instant giveUp = clock.instant().plus(SERVED_WITHIN);
        while (true) {
            boolean last = over.getAsBoolean() || !clock.instant().isBefore(giveUp);
            try {
                return applier.apply(resource, step.manifest().body(), step.force(), false)
                        .object();
            } catch (ApiException refused) {
                if (last || !Prerequisite.explains(step.needs(), refused)) {
                    throw refused;
                }
            }
            cancellation.pause(SERVED_PAUSE_MILLIS);
        }
    }

    /** A server needs a moment between a definition and serving its objects, even once it says Established. */
    private Awaited applyOnceServed(Step step) {
        Instant giveUp = clock.instant().plus(SERVED_WITHIN);
        while (true) {
            kube.forgetKinds();
            ObjectRef ref = step.ref();
            Optional<ApiResource> resource = kube.find(ref.group(), ref.version(), ref.kind());
            boolean last = over.getAsBoolean() || !clock.instant().isBefore(giveUp);
            try {
                if (resource.isPresent()) {
                    return apply(step, resource.get());
                }
            } catch (ApiException refused) {
                if (last || !refused.isNotFound() || refused.isNamespaceMissing()) {
                    throw refused;
                }
            }
            if (last) {
                throw new DeployException("the cluster does not serve " + ref.kind() + " " + ref.apiVersion()
                        + " although its definition was applied");
            }
            cancellation.pause(SERVED_PAUSE_MILLIS);
        }
    }
}
