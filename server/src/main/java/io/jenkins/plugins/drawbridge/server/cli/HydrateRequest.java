package io.jenkins.plugins.drawbridge.server.cli;

import java.util.List;

/** Let the kustomizations of folders name the files beside them. */
public record HydrateRequest(List<String> folders) {

    public HydrateRequest {
        folders = List.copyOf(folders);
    }
}
