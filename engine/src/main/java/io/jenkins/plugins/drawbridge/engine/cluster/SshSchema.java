package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** {@code ssh}: an SSH server that forwards. Its host key is required: there is no way to accept any. */
final class SshSchema {

    /** 32 bytes in base64 without padding, as {@code ssh-keygen -l} prints them. */
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}=?");

    private static final Pattern KNOWN_HOST =
            Pattern.compile("(@\\S+\\s+)?\\S+\\s+[a-z0-9@.-]+\\s+[A-Za-z0-9+/]+=*(\\s.*)?");

    private final Key<String> host;
    private final Key<Integer> port = CommonKeys.port(22);
    private final Key<String> user = required("user", "login name", Shapes.text());
    private final Key<SecretSource> key;
    private final Key<SecretSource> passphrase;
    private final Key<SecretSource> password;
    private final Key<List<String>> hostKey = optional(
            "hostKey",
            "fingerprint of the server's key, as ssh-keygen -l prints it",
            Shapes.oneOrMore(
                    "fingerprints",
                    Shapes.matching(
                            "a fingerprint like SHA256: and 43 characters (ssh-keygen -l prints it)", FINGERPRINT)));
    private final Key<String> knownHosts;

    SshSchema(CommonKeys common) {
        this.host = common.host();
        this.key =
                optional("key", "private key, OpenSSH or PEM", common.sources().secret());
        this.passphrase =
                optional("passphrase", "passphrase of the key", common.sources().secret());
        this.password = optional(
                "password", "password, instead of a key", common.sources().secret());
        this.knownHosts = optional(
                "knownHosts",
                "lines of a known_hosts file, instead of hostKey",
                Shapes.map(common.sources().textNow(), SshSchema::knownHostLines));
    }

    private static String knownHostLines(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.isEmpty()
                || !lines.stream().allMatch(line -> KNOWN_HOST.matcher(line).matches())) {
            throw new IllegalArgumentException(
                    "this must be lines of a known_hosts file (name, key type, key; ssh-keyscan prints them)");
        }
        return text;
    }

    Section<Hop.Ssh> section() {
        return Section.of("SSH hop", this::build, host, port, user, key, passphrase, password, hostKey, knownHosts)
                .exactlyOne(key, password)
                .needs(passphrase, key)
                .exactlyOne(hostKey, knownHosts);
    }

    /** The same without host and user, which stand elsewhere. */
    <T> Section<T> login(BiFunction<Hop.SshIdentity, Hop.HostKeys, T> build) {
        return Section.of(
                        "SSH login",
                        fields -> build.apply(identity(fields), hostKeys(fields)),
                        key,
                        passphrase,
                        password,
                        hostKey,
                        knownHosts)
                .exactlyOne(key, password)
                .needs(passphrase, key)
                .exactlyOne(hostKey, knownHosts);
    }

    private Hop.Ssh build(Fields fields) {
        return new Hop.Ssh(
                new HostPort(fields.get(host), fields.get(port, 22)),
                fields.get(user),
                identity(fields),
                hostKeys(fields));
    }

    private Hop.SshIdentity identity(Fields fields) {
        return fields.find(key)
                .<Hop.SshIdentity>map(one -> new Hop.SshIdentity.Key(one, fields.orNull(passphrase)))
                .orElseGet(() -> new Hop.SshIdentity.Password(fields.get(password)));
    }

    private Hop.HostKeys hostKeys(Fields fields) {
        return fields.find(hostKey)
                .<Hop.HostKeys>map(Hop.HostKeys.Fingerprints::new)
                .orElseGet(() -> new Hop.HostKeys.KnownHosts(fields.get(knownHosts)));
    }
}
