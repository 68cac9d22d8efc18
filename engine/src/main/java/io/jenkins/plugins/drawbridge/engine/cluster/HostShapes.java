package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import java.util.function.BiFunction;

/** Shapes of {@code drawbridge.yaml} for the sections a host adds: what means the same has the same form. Immutable. */
public final class HostShapes {

    private final CommonKeys common;

    public HostShapes(DrawbridgeFile.Origin origin) {
        this.common = new CommonKeys(new SourceShapes(origin.folder(), origin.environment()));
    }

    /** A secret: inline, {@code {env: NAME}} or {@code {file: path}}; read at the moment of use. */
    public Shape<SecretSource> secret() {
        return common.sources().secret();
    }

    /** {@code ca}. */
    public Key<CertificateAuthority> authority(String whose) {
        return common.authority(whose);
    }

    /** {@code basic}: user and password. */
    public Key<Credentials.Basic> basic() {
        return common.basic();
    }

    /** The value of {@code access}. */
    public Shape<Access> access() {
        return new HopSchema(common).access();
    }

    /** A server to log in to by SSH, its host key required. */
    public Section<Hop.Ssh> ssh() {
        return new SshSchema(common).section();
    }

    /** How to log in to an SSH server whose host and user stand elsewhere, its host key required. */
    public <T> Section<T> sshLogin(BiFunction<Hop.SshIdentity, Hop.HostKeys, T> build) {
        return new SshSchema(common).login(build);
    }
}
