package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import java.util.List;

/** Manifests, and what was filled into them. */
public record FilledManifests(List<Manifest> manifests, FilledValues values) {

    public FilledManifests {
        manifests = List.copyOf(manifests);
    }

    /** As they were written. */
    public static FilledManifests of(List<Manifest> manifests) {
        return new FilledManifests(manifests, FilledValues.NONE);
    }
}
