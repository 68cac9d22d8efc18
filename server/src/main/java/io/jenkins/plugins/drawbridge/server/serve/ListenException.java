package io.jenkins.plugins.drawbridge.server.serve;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.server.config.ServerSettings;

/** The server cannot listen where it should. */
public final class ListenException extends DrawbridgeException {

    private static final long serialVersionUID = 1L;

    private ListenException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static DrawbridgeException explained(ServerSettings settings, RuntimeException refused) {
        if (refused instanceof DrawbridgeException known) {
            return known;
        }
        String where = settings.host() + ":" + settings.port();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof java.net.BindException || message.contains("already in use")) {
                return new ListenException("Cannot listen on " + where + ": " + remedy(message), refused);
            }
            if (message.contains("keystore") || message.contains("KeyStore")) {
                return new ListenException(
                        "Cannot listen on " + where + ": the key store of server.tls cannot be opened.", refused);
            }
        }
        return new ListenException("Cannot listen on " + where + ": check server.host and server.tls.", refused);
    }

    private static String remedy(String message) {
        if (message.contains("assign requested address")) {
            return "this machine has no such address; correct server.host.";
        }
        return message.contains("Permission denied")
                ? "the system lets only the administrator have this port; choose another with --port."
                : "the port is taken; choose another with --port.";
    }
}
