package io.jenkins.plugins.drawbridge.engine.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that are reached without the environment's proxy: names with all below them, names after a dot, addresses and
 * networks, each with a port or without, or {@code *} for all. No name is resolved.
 */
record NoProxy(List<String> entries) {

    private static final String ALL = "*";

    NoProxy(String text) {
        this(Arrays.stream(text.split(","))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    /** The machine itself is never reached by a proxy. */
    boolean exempts(HostPort target) {
        String host = target.host().toLowerCase(Locale.ROOT);
        Address address = Address.parse(host);
        return host.equals("localhost")
                || (address != null && address.isLoopback())
                || entries.contains(ALL)
                || entries.stream().anyMatch(entry -> matches(entry, host, address, target.port()));
    }

    private static boolean matches(String entry, String host, @Nullable Address address, int port) {
        int slash = entry.indexOf('/');
        if (slash > 0) {
            Address network = Address.parse(entry.substring(0, slash));
            return network != null && address != null && network.holds(address, entry.substring(slash + 1));
        }
        Place place = Place.parse(entry);
        if (place.host().isEmpty() || !(place.port().isEmpty() || place.port().equals(String.valueOf(port)))) {
            return false;
        }
        Address one = Address.parse(place.host());
        return one != null ? one.equals(address) : isOfDomain(host, place.host());
    }

    /** @param port empty: any */
    private record Place(String host, String port) {

        static Place parse(String entry) {
            int bracket = entry.startsWith("[") ? entry.indexOf(']') : -1;
            int colon = entry.indexOf(':', Math.max(0, bracket));
            if (colon < 0 || Address.parse(entry) != null) {
                return new Place(bare(entry), "");
            }
            return new Place(bare(entry.substring(0, colon)), entry.substring(colon + 1));
        }

        private static String bare(String host) {
            return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        }
    }

    private static boolean isOfDomain(String host, String entry) {
        String name = entry.startsWith("*.") ? entry.substring(1) : entry;
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }
}
