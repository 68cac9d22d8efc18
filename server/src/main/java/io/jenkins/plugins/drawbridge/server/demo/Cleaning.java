package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;

/** Removes what leads to the cluster when the demo ends, be it by Ctrl-C. */
final class Cleaning {

    private final DemoFolder folder;
    private final Thread hook;

    private Cleaning(DemoFolder folder) {
        this.folder = folder;
        this.hook = new Thread(this::now, "drawbridge-demo-cleaning");
    }

    static Cleaning of(DemoFolder folder) {
        Cleaning cleaning = new Cleaning(folder);
        Runtime.getRuntime().addShutdownHook(cleaning.hook);
        return cleaning;
    }

    private void now() {
        try {
            folder.removeAccess();
        } catch (IOException failure) {
            throw new InputException("the demo cannot tidy up " + folder.path(), failure);
        }
    }

    void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            now();
        } catch (IllegalStateException shuttingDown) {
            // The hook does it.
            return;
        }
    }
}
