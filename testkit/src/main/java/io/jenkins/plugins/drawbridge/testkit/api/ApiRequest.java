package io.jenkins.plugins.drawbridge.testkit.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request as the API server understood it.
 *
 * @param method of HTTP
 * @param path without the query
 * @param query decoded; of repeated parameters the last
 * @param target what it is about
 * @param user who asked; after impersonation, the impersonated
 * @param userAgent of the client, empty if it sent none
 * @param contentType of the body, empty if there is none
 * @param accept what the client wants back
 * @param body as sent
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        Target target,
        String user,
        String userAgent,
        String contentType,
        String accept,
        String body) {

    /**
     * What a request is about.
     *
     * @param resource plural, empty for paths like {@code /version}
     */
    public record Target(
            String group, String version, String namespace, String resource, String name, String subresource) {

        static final Target NONE = new Target("", "", "", "", "", "");
    }

    /** The verb as access rules know it. */
    public String verb() {
        return switch (method) {
            case "GET" -> !target.name().isEmpty() ? "get" : isWatch() ? "watch" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> target.name().isEmpty() ? "deletecollection" : "delete";
            default -> method.toLowerCase(java.util.Locale.ROOT);
        };
    }

    /** The plural of the kind it is about, empty if none. */
    public String resource() {
        return target.resource();
    }

    /** True for a watch. */
    public boolean isWatch() {
        String watch = parameter("watch");
        return method.equals("GET") && (watch.equals("true") || watch.equals("1"));
    }

    /** True for a list. */
    public boolean isList() {
        return verb().equals("list") && !resource().isEmpty();
    }

    /** True for a server-side apply. */
    public boolean isApply() {
        return method.equals("PATCH") && contentType.startsWith("application/apply-patch+");
    }

    /** True for a rehearsal that must not be kept. */
    public boolean isDryRun() {
        return parameter("dryRun").equals("All")
                || (method.equals("DELETE") && body.matches("(?s).*\"dryRun\"\\s*:\\s*\\[\\s*\"All\".*"));
    }

    /** True for whatever would change the cluster, reviews of access aside. */
    public boolean isWrite() {
        return !method.equals("GET") && !isDryRun() && !resource().startsWith("selfsubject");
    }

    /** A query parameter, empty if absent. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    ApiRequest as(String newUser) {
        return new ApiRequest(method, path, query, target, newUser, userAgent, contentType, accept, body);
    }

    ApiRequest about(Target newTarget) {
        return new ApiRequest(method, path, query, newTarget, user, userAgent, contentType, accept, body);
    }

    static Map<String, String> parseQuery(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        }
        return query;
    }

    static Target parseTarget(String path) {
        String[] parts = path.substring(1).split("/");
        if (parts[0].equals("api") && parts.length > 2) {
            return target("", parts[1], parts, 2);
        }
        return parts[0].equals("apis") && parts.length > 3 ? target(parts[1], parts[2], parts, 3) : Target.NONE;
    }

    private static Target target(String group, String version, String[] parts, int at) {
        boolean inNamespace = parts[at].equals("namespaces")
                && parts.length > at + 2
                && !(parts.length == at + 3 && (parts[at + 2].equals("status") || parts[at + 2].equals("finalize")));
        String namespace = inNamespace ? parts[at + 1] : "";
        int rest = inNamespace ? at + 2 : at;
        return new Target(group, version, namespace, parts[rest], part(parts, rest + 1), part(parts, rest + 2));
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? URLDecoder.decode(parts[index], UTF_8) : "";
    }

    /** For messages of failed tests. */
    @Override
    public String toString() {
        return user + ": " + method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}
