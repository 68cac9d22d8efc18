package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Collection;

/** Objects in which deploys keep their books: an export of a namespace holds them, and deploying it would undo them. */
final class ReservedObjects {

    private ReservedObjects() {}

    /** @throws InputException if some are in the input */
    static void refuse(Collection<Manifest> manifests) {
        String faults = String.join(
                "\n",
                manifests.stream()
                        .filter(manifest -> is(manifest.ref()))
                        .map(manifest -> manifest.source() + ": " + manifest.ref()
                                + " is where deploys keep their own books; take it out of the input")
                        .toList());
        if (!faults.isEmpty()) {
            throw new InputException(faults);
        }
    }

    private static boolean is(ObjectRef ref) {
        boolean inventory = ref.is("", "ConfigMap")
                && (ref.name().startsWith(InventoryStore.PREFIX) || ref.name().equals(MlpInventory.CONFIG_MAP));
        boolean lock = ref.is(LockLease.LEASES.group(), "Lease") && ref.name().startsWith(LockLease.PREFIX);
        return inventory || lock;
    }
}
