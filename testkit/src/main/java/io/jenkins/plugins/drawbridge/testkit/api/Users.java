package io.jenkins.plugins.drawbridge.testkit.api;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** Who is asking: bearer token, client certificate, impersonation, else nobody in particular. Thread-safe. */
public final class Users {

    static final String ANONYMOUS = "system:anonymous";
    private static final String AUTHENTICATED = "system:authenticated";
    private static final String MASTERS = "system:masters";

    private final Map<String, ClusterUser> users = new ConcurrentHashMap<>();
    private final Predicate<X509Certificate> issuedHere;

    /** Whom a certificate names counts only if it was issued here. */
    public Users(Predicate<X509Certificate> issuedHere) {
        this.issuedHere = issuedHere;
    }

    /** What a request brings to say who it comes from. */
    record Evidence(String authorization, @Nullable X509Certificate certificate, Impersonated impersonated) {}

    /** The impersonation headers; the user is empty when there are none. */
    record Impersonated(String user, List<String> groups) {}

    /** The user of that name; made, with no rights, if absent. */
    public ClusterUser user(String name, String... groups) {
        return users.computeIfAbsent(name, absent -> new ClusterUser(absent, withAuthenticated(Set.of(groups))));
    }

    /** Somebody who may do everything. */
    public ClusterUser administrator(String name) {
        return users.computeIfAbsent(
                name, absent -> new ClusterUser(absent, withAuthenticated(Set.of(MASTERS))).allow("*", "*", "*"));
    }

    ClusterUser authenticate(Evidence evidence) {
        ClusterUser user = identify(evidence);
        if (evidence.impersonated().user().isEmpty()) {
            return user;
        }
        return impersonate(user, evidence.impersonated());
    }

    private ClusterUser identify(Evidence evidence) {
        if (evidence.certificate() != null) {
            return byCertificate(evidence.certificate());
        }
        String[] words = evidence.authorization().split(" ", 2);
        if (!words[0].equalsIgnoreCase("bearer") || words.length < 2) {
            return user(ANONYMOUS, "system:unauthenticated");
        }
        return users.values().stream()
                .filter(user -> user.token().equals(words[1].trim()))
                .findFirst()
                .orElseThrow(StatusException::unauthorized);
    }

    private ClusterUser byCertificate(X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateException expired) {
            throw StatusException.unauthorized();
        }
        if (!issuedHere.test(certificate)) {
            throw StatusException.unauthorized();
        }
        String name = "";
        Set<String> groups = new LinkedHashSet<>();
        for (Rdn part : parts(certificate)) {
            if (part.getType().equalsIgnoreCase("CN")) {
                name = part.getValue().toString();
            } else if (part.getType().equalsIgnoreCase("O")) {
                groups.add(part.getValue().toString());
            }
        }
        return groups.contains(MASTERS) ? administrator(name) : user(name, groups.toArray(String[]::new));
    }

    private static List<Rdn> parts(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns();
        } catch (InvalidNameException problem) {
            throw StatusException.unauthorized();
        }
    }

    private ClusterUser impersonate(ClusterUser user, Impersonated wanted) {
        requireImpersonation(user, "users", wanted.user());
        wanted.groups().forEach(group -> requireImpersonation(user, "groups", group));
        if (wanted.groups().contains(MASTERS)) {
            return administrator(wanted.user());
        }
        return Objects.requireNonNullElseGet(
                users.get(wanted.user()),
                () -> user(wanted.user(), wanted.groups().toArray(String[]::new)));
    }

    private static void requireImpersonation(ClusterUser user, String resource, String name) {
        if (!user.may("impersonate", new ApiRequest.Target("", "v1", "", resource, name, ""))) {
            throw new StatusException(
                    403,
                    "Forbidden",
                    resource + " \"" + name + "\" is forbidden: User \"" + user.name()
                            + "\" cannot impersonate resource \"" + resource
                            + "\" in API group \"\" at the cluster scope",
                    Json.object().put("name", name).put("kind", resource));
        }
    }

    private static Set<String> withAuthenticated(Set<String> groups) {
        Set<String> all = new LinkedHashSet<>(groups);
        if (!groups.contains("system:unauthenticated")) {
            all.add(AUTHENTICATED);
        }
        return all;
    }
}
