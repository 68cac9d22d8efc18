package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Removes what leads to the cluster when the demo ends, be it by Ctrl-C. */
final class Cleaning {

    private final DemoFolder folder;
    private final Thread hook;
    private volatile @Nullable AutoCloseable first;

    private Cleaning(DemoFolder folder) {
        this.folder = folder;
        this.hook = new Thread(this::now, "drawbridge-demo-cleaning");
    }

    static Cleaning of(DemoFolder folder) {
        Cleaning cleaning = new Cleaning(folder);
        Runtime.getRuntime().addShutdownHook(cleaning.hook);
        return cleaning;
    }

    /** This ends before anything is removed. */
    void endFirst(AutoCloseable server) {
        first = server;
    }

    private void now() {
        end(first);
        try {
            folder.removeAccess();
        } catch (IOException failure) {
            throw new InputException("the demo cannot tidy up " + folder.path(), failure);
        }
    }

    private static void end(@Nullable AutoCloseable server) {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (Exception alreadyDown) {
            // It ends with the process.
            return;
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
