package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

/** One step that changes the objects of a build. */
interface Transformer {

    void transform(Resources resources);
}
