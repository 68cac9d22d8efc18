package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Map;
import java.util.TreeMap;

/** Objects that another application of the namespace deploys as well: whoever deployed last has them as it wants. */
final class SharedObjects {

    private static final int SHOWN = 3;

    private SharedObjects() {}

    /** Told to whoever deploys them; empty if there are none. */
    static String notice(PlannedDeploy planned) {
        Map<String, ObjectRef> shared = new TreeMap<>();
        for (Step step : planned.steps()) {
            boolean once = Annotations.isOnce(step.manifest());
            if (!once && planned.inventory().elsewhere().containsKey(step.ref().key())) {
                shared.put(step.ref().toString(), step.ref());
            }
        }
        if (shared.isEmpty()) {
            return "";
        }
        String more = shared.size() > SHOWN ? " and " + (shared.size() - SHOWN) + " more" : "";
        ObjectRef first = shared.values().iterator().next();
        return String.join(", ", shared.keySet().stream().limit(SHOWN).toList()) + more
                + ": another application deploys this as well ("
                + planned.inventory().elsewhere().get(first.key())
                + " tracks it), and each deploy undoes the other's; keep it in one of the two";
    }
}
