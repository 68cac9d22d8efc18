package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;

/** Hears of builds that leave the queue without having begun. */
@Extension
public final class QueueWatch extends QueueListener {

    @Override
    public void onLeft(Queue.LeftItem item) {
        if (item.isCancelled()) {
            Triggers.get().canceled(item);
        }
    }
}
