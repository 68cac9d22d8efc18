package io.jenkins.plugins.drawbridge.testkit.api;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who may use the cluster: by a token that can be changed or expire at any moment, and by rules. Thread-safe. */
public final class ClusterUser {

    private final String name;
    private final Set<String> groups;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile String token = newToken();

    private record Rule(String verb, String resource, String namespace) {

        boolean allows(String wantedVerb, List<String> resources, String wantedNamespace) {
            return (verb.equals("*") || verb.equals(wantedVerb))
                    && (resource.equals("*") || resources.contains(resource))
                    && (namespace.equals("*") || namespace.equals(wantedNamespace));
        }
    }

    public ClusterUser(String name, Set<String> groups) {
        this.name = name;
        this.groups = Set.copyOf(groups);
    }

    /** As the server knows the user. */
    public String name() {
        return name;
    }

    /** The groups, {@code system:authenticated} among them. */
    public Set<String> groups() {
        return groups;
    }

    /** The bearer token that works right now. */
    public String token() {
        return token;
    }

    /** Makes the token invalid and gives another one. */
    public String renewToken() {
        token = newToken();
        return token;
    }

    /** Makes the token invalid: from now on 401. */
    public void expireToken() {
        renewToken();
    }

    /**
     * Grants a right.
     *
     * @param verb such as {@code get}, or {@code *}
     * @param resource {@code deployments}, {@code deployments.apps}, {@code pods/log}, or {@code *}
     * @param namespace {@code *} for all and for what lives in none; empty for only what lives in none
     */
    public ClusterUser allow(String verb, String resource, String namespace) {
        rules.add(new Rule(verb, resource, namespace));
        return this;
    }

    /** Takes all rights away. */
    public ClusterUser allowNothing() {
        rules.clear();
        return this;
    }

    boolean may(String verb, ApiRequest.Target target) {
        String below = target.subresource().isEmpty() ? "" : "/" + target.subresource();
        String qualified = target.group().isEmpty() ? target.resource() : target.resource() + "." + target.group();
        List<String> names = List.of(target.resource() + below, qualified + below);
        return rules.stream().anyMatch(rule -> rule.allows(verb, names, target.namespace()));
    }

    private static String newToken() {
        return "token-" + UUID.randomUUID();
    }
}
