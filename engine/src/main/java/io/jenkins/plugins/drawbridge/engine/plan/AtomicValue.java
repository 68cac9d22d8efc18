package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.plan.FieldWalk.Place;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value that is owned as a whole: a scalar, or a list or map that the server replaces in one piece. Inside
 * it the managed fields tell nothing, so a live field that is not desired counts as a difference, unless it is a default
 * the server is known to fill in.
 */
final class AtomicValue {

    /** Plain (not pointer) fields of built-in kinds: the server leaves them out when they are false, 0 or empty. */
    private static final Set<String> VANISH_WHEN_ZERO = Set.of(
            "hostIPC",
            "hostNetwork",
            "hostPID",
            "hostname",
            "initialDelaySeconds",
            "minReadySeconds",
            "nodeName",
            "paused",
            "priorityClassName",
            "publishNotReadyAddresses",
            "readOnly",
            "stdin",
            "stdinOnce",
            "subPath",
            "subdomain",
            "tty",
            "value",
            "workingDir");

    private static final Set<String> VANISH_WHEN_EMPTY =
            Set.of("annotations", "binaryData", "data", "labels", "limits", "nodeSelector", "requests");

    private static final Set<String> QUANTITIES_INSIDE = Set.of("hard", "limits", "requests");

    private static final Set<String> QUANTITIES = Set.of("averageValue", "divisor", "sizeLimit");

    private final boolean builtIn;

    AtomicValue(boolean builtIn) {
        this.builtIn = builtIn;
    }

    boolean same(JsonNode desired, @Nullable JsonNode live, Place place) {
        if (live == null) {
            return builtIn && vanishes(desired, place);
        }
        if (desired.isObject() && live.isObject()) {
            return (builtIn && !place.free()) ? sameMaps(desired, live, place) : SameValue.test(desired, live);
        }
        if (desired.isArray() && live.isArray()) {
            return sameLists(desired, live, place);
        }
        return SameValue.scalars(desired, live) || (builtIn && isQuantity(place) && Quantity.same(desired, live));
    }

    private boolean sameMaps(JsonNode desired, JsonNode live, Place place) {
        if (desired.isEmpty() && place.parent().equals("spec") && isStrategy(place)) {
            return true;
        }
        for (Map.Entry<String, JsonNode> field : desired.properties()) {
            if (!same(field.getValue(), live.get(field.getKey()), place.into(field.getKey()))) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : live.properties()) {
            if (!desired.has(field.getKey()) && !KnownDefaults.has(place, field, live)) {
                return false;
            }
        }
        return true;
    }

    /** Never atomic: {@code strategy: {}} asks for nothing, whatever the server filled in. */
    private static boolean isStrategy(Place place) {
        return place.name().equals("strategy") || place.name().equals("updateStrategy");
    }

    private boolean sameLists(JsonNode desired, JsonNode live, Place place) {
        if (desired.size() != live.size()) {
            return false;
        }
        for (int index = 0; index < desired.size(); index++) {
            if (!same(desired.get(index), live.get(index), place)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuantity(Place place) {
        return !place.free() && (QUANTITIES_INSIDE.contains(place.parent()) || QUANTITIES.contains(place.name()));
    }

    private static boolean vanishes(JsonNode desired, Place place) {
        if (desired.isObject()) {
            return desired.isEmpty() && VANISH_WHEN_EMPTY.contains(place.name());
        }
        if (place.free()) {
            return false;
        }
        boolean zero = (desired.isTextual() && desired.textValue().isEmpty())
                || (desired.isBoolean() && !desired.booleanValue())
                || (desired.isIntegralNumber() && desired.asLong(1) == 0);
        return desired.isNull()
                || (desired.isEmpty() && desired.isArray())
                || (zero && VANISH_WHEN_ZERO.contains(place.name()));
    }
}
