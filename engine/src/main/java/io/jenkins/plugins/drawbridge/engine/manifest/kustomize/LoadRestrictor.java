package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

/** Which files a kustomization may read besides the folders it names: those below it, or any. */
public enum LoadRestrictor {
    ROOT_ONLY,
    NONE
}
