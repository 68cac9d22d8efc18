package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.testkit.Pki;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.ClusterUser;
import io.jenkins.plugins.drawbridge.testkit.bastion.ConnectProxy;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.ProxyRules;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshKeys;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodPace;
import java.security.KeyPair;
import java.util.List;
import java.util.UUID;

/**
 * A private cluster and the ways to it: a proxy over TLS that wants a password, and an SSH bastion. Names below {@code
 * .internal} resolve only beyond them. Everything listens on free ports of loopback; close it to
 * free them. A second, plain proxy leads kubectl there, which knows neither SSH nor a proxy's own CA.
 */
final class Scenery implements AutoCloseable {

    static final String NAMESPACE = "shop";
    static final String API_HOST = "kube.internal";
    static final int API_PORT = 6443;
    static final String BASTION_HOST = "bastion.internal";
    static final int BASTION_PORT = 22;
    static final String USER = "deploy";

    private final PrivateCluster cluster;
    private final Pki proxyAuthority = Pki.create("proxy");
    private final String password = "demo-" + UUID.randomUUID();
    private final KeyPair key = SshKeys.generate("ed25519");
    private final SshBastion bastion;
    private final ConnectProxy proxy;
    private final ConnectProxy plainProxy;

    private Scenery() {
        cluster = PrivateCluster.builder()
                .serverNames(API_HOST)
                .pace(PodPace.VISIBLE)
                .start();
        cluster.namespace(NAMESPACE);
        Names beyondBastion = new Names().put(API_HOST, API_PORT, cluster.port());
        SshRules onlyToTheCluster =
                SshRules.key(USER, key.getPublic()).forwardingOnlyTo(target -> target.endsWith(":" + cluster.port()));
        bastion = SshBastion.start(onlyToTheCluster, beyondBastion);
        Names beyondProxy =
                new Names().put(BASTION_HOST, BASTION_PORT, bastion.port()).put(API_HOST, API_PORT, cluster.port());
        ProxyRules withPassword = ProxyRules.open().basic(USER, password);
        proxy = ConnectProxy.start(withPassword.tls(proxyAuthority.server("127.0.0.1")), beyondProxy);
        plainProxy = ConnectProxy.start(withPassword, beyondBastion);
    }

    static Scenery build() {
        return new Scenery();
    }

    String clusterAuthority() {
        return cluster.authorityPem();
    }

    String proxyAuthority() {
        return proxyAuthority.authorityPem();
    }

    int proxyPort() {
        return proxy.port();
    }

    int bastionPort() {
        return bastion.port();
    }

    int plainProxyPort() {
        return plainProxy.port();
    }

    /** Of both proxies. */
    String password() {
        return password;
    }

    String privateKey() {
        return SshKeys.openSsh(key, null);
    }

    String hostKeyFingerprint() {
        return bastion.fingerprints().get(0);
    }

    /** Somebody who may do everything in the namespace of the shop, and nothing elsewhere. */
    String deployerToken() {
        ClusterUser deployer = cluster.user("shop-deployer");
        return deployer.allow("*", "*", NAMESPACE).token();
    }

    String administratorToken() {
        return cluster.adminToken();
    }

    /** The pods of the shop as they are now. */
    Pods pods() {
        return Pods.of(cluster.controller().list(cluster.controller().resource("", "pods"), NAMESPACE));
    }

    @Override
    public void close() {
        List.of(plainProxy, proxy, bastion, cluster).forEach(Scenery::close);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception alreadyDown) {
            // Nothing depends on it any more, and its port goes with the process.
            return;
        }
    }
}
