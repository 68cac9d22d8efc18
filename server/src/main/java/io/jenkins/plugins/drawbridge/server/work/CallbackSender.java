package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.Run;

/** Tells the Console how a run ended. Called again, later and later, as long as it says so. */
public interface CallbackSender {

    /** Whether anybody waits to hear of this run. */
    boolean wants(Run run);

    Answer send(Run ended);

    enum Answer {
        SENT,
        /** It will not be taken, whatever we do. */
        REFUSED,
        TRY_LATER
    }

    CallbackSender NOBODY = new CallbackSender() {
        @Override
        public boolean wants(Run run) {
            return false;
        }

        @Override
        public Answer send(Run ended) {
            return Answer.REFUSED;
        }
    };
}
