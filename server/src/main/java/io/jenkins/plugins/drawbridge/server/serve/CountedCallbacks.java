package io.jenkins.plugins.drawbridge.server.serve;

import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.web.Figures;
import io.jenkins.plugins.drawbridge.server.work.CallbackSender;

/** Counts what the Console answers. */
record CountedCallbacks(CallbackSender callbacks, Figures figures) implements CallbackSender {

    @Override
    public boolean wants(Run run) {
        return callbacks.wants(run);
    }

    @Override
    public Answer send(Run ended) {
        Answer answer = callbacks.send(ended);
        figures.told(answer);
        return answer;
    }
}
