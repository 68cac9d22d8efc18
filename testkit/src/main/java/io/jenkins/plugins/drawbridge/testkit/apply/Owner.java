package io.jenkins.plugins.drawbridge.testkit.apply;

/** Who owns fields: the manager's name, {@code Apply} or {@code Update}, and the subresource (empty for the object itself). */
public record Owner(String manager, String operation, String subresource) {

    /** Somebody who applies. */
    public static Owner applying(String manager, String subresource) {
        return new Owner(manager, ManagedEntry.APPLY, subresource);
    }

    /** Somebody who creates, updates or patches. */
    public static Owner updating(String manager, String subresource) {
        return new Owner(manager, ManagedEntry.UPDATE, subresource);
    }
}
