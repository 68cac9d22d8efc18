package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;

/** Hears of jobs that are renamed, moved or deleted: their triggers go with them. */
@Extension
public final class JobWatch extends ItemListener {

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        Triggers.get().moved(oldFullName, newFullName);
    }

    @Override
    public void onDeleted(Item item) {
        Triggers.get().deleted(item.getFullName());
    }
}
