package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The value of {@link Annotations#DEPENDS_ON}: a comma list of {@code group/namespaces/NS/Kind/name}, or
 * {@code group/Kind/name} for cluster-scoped objects. The core group is empty ({@code /namespaces/shop/Secret/db}) or
 * {@code core}.
 */
public final class DependsOn {

    private static final String NAMESPACES = "namespaces";

    private DependsOn() {}

    /** The objects a manifest waits for. @throws InputException naming the manifest, for an entry of another form */
    public static Set<ObjectRef.Key> of(Manifest manifest) {
        String value = Annotations.get(manifest.body(), Annotations.DEPENDS_ON);
        if (value == null || value.isBlank()) {
            return Set.of();
        }
        Set<ObjectRef.Key> keys = new LinkedHashSet<>();
        for (String entry : value.split(",", -1)) {
            keys.add(parse(manifest, entry.strip()));
        }
        return keys;
    }

    public static String format(Collection<ObjectRef.Key> keys) {
        return keys.stream().map(DependsOn::format).collect(Collectors.joining(","));
    }

    private static String format(ObjectRef.Key key) {
        String scope = key.namespace().isEmpty() ? "" : NAMESPACES + "/" + key.namespace() + "/";
        return key.group() + "/" + scope + key.kind() + "/" + key.name();
    }

    private static ObjectRef.Key parse(Manifest manifest, String entry) {
        List<String> parts = new ArrayList<>(List.of(entry.split("/", -1)));
        boolean namespaced = parts.size() == 5 && parts.get(1).equals(NAMESPACES);
        String group = parts.get(0).equals("core") ? "" : parts.get(0);
        parts.set(0, "group");
        if ((!namespaced && parts.size() != 3) || parts.stream().anyMatch(String::isBlank)) {
            throw new InputException(manifest.source() + ": " + manifest.ref()
                    + ": failed to parse object reference: \"" + entry + "\" in annotation " + Annotations.DEPENDS_ON
                    + " is not of the form group/namespaces/NAMESPACE/Kind/name or group/Kind/name");
        }
        return namespaced
                ? new ObjectRef.Key(group, parts.get(3), parts.get(2), parts.get(4))
                : new ObjectRef.Key(group, parts.get(1), "", parts.get(2));
    }
}
