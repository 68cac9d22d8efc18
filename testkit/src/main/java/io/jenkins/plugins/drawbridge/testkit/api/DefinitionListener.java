package io.jenkins.plugins.drawbridge.testkit.api;

import java.util.function.Consumer;

/** Keeps the kinds that are served in step with the custom resource definitions. */
final class DefinitionListener implements Consumer<Controller.Seen> {

    private final CustomResources customResources;

    DefinitionListener(ApiParts parts) {
        this.customResources = new CustomResources(parts.table(), parts.writer());
    }

    @Override
    public void accept(Controller.Seen seen) {
        if (seen.deleted()) {
            customResources.withdraw(seen.object());
        } else {
            customResources.serve(seen.object());
        }
    }
}
