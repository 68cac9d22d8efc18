package io.jenkins.plugins.drawbridge.engine.cluster;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code access}: absent, {@code direct} or a list of hops, the nearest first. */
final class HopSchema {

    private final Section<Hop> hop;

    HopSchema(CommonKeys common) {
        Key<Hop.Proxy> proxy = optional("proxy", "an HTTP proxy", new ProxySchema(common).section());
        Key<Hop.Socks> socks = optional("socks", "a SOCKS5 proxy", socks(common));
        Key<Hop.Ssh> ssh = optional("ssh", "an SSH server", new SshSchema(common).section());
        this.hop = Section.<Hop>of("hop", fields -> only(fields, proxy, socks, ssh), proxy, socks, ssh)
                .exactlyOne(proxy, socks, ssh);
    }

    private static Hop only(
            Fields fields, Key<? extends Hop> first, Key<? extends Hop> second, Key<? extends Hop> third) {
        return Stream.of(first, second, third)
                .<Hop>flatMap(key -> fields.find(key).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Section<Hop.Socks> socks(CommonKeys common) {
        Key<String> host = common.host();
        Key<Integer> port = CommonKeys.port(1080);
        Key<String> user = optional("user", "login name, with its password", Shapes.text());
        Key<SecretSource> password =
                optional("password", "the user's password", common.sources().secret());
        return Section.of(
                        "SOCKS hop",
                        fields -> new Hop.Socks(
                                new HostPort(fields.get(host), fields.get(port, 1080)),
                                fields.orNull(user),
                                fields.orNull(password)),
                        host,
                        port,
                        user,
                        password)
                .needs(user, password)
                .needs(password, user);
    }

    /** The value of {@code access}. */
    Shape<Access> access() {
        Shape<List<Hop>> hops = Shapes.list("hops, the nearest first", hop);
        return new Shape<>() {
            @Override
            public String words() {
                return "'direct' or " + hops.words();
            }

            @Override
            public Optional<Access> read(YamlNode node, Faults faults) {
                return Shapes.scalarText(node).filter("direct"::equals).isPresent()
                        ? Optional.of(Access.DIRECT)
                        : hops.read(node, faults).map(Access::new);
            }
        };
    }

    /** Documentation walks over it. */
    Section<Hop> hop() {
        return hop;
    }
}
