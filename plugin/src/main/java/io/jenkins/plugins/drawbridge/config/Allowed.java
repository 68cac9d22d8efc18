package io.jenkins.plugins.drawbridge.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Who may use our forms. An item of null is the global form. */
public final class Allowed {

    private Allowed() {}

    /** Throws Jenkins's own refusal unless the caller may configure the item, or everything. */
    public static void toConfigure(@Nullable Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
    }

    /** Whether the caller may see which credentials there are. */
    static boolean toListCredentials(@Nullable Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** Whether the caller may see which clusters and environments there are. */
    public static boolean toListPlaces(@Nullable Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.CONFIGURE) || item.hasPermission(Item.EXTENDED_READ);
    }
}
