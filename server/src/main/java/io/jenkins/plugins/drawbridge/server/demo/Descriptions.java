package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.server.cli.DemoRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The files that describe the way to the demo's cluster. */
final class Descriptions {

    static final String FIRST_LINE = "# Written by `drawbridge demo`.";

    private Descriptions() {}

    /** {@code drawbridge.yaml}; paths in it start at its own folder. */
    static String configuration(Scenery scenery, DemoRequest.Way way) {
        return String.join(
                "\n",
                FIRST_LINE + " Leads to its cluster while it runs.",
                "clusters:",
                "  - id: private",
                "    url: " + apiServer() + " # resolves only on the far side",
                "    ca: {file: access/cluster-ca.pem}",
                "    credentials:",
                "      token: {file: access/token}",
                "    access: # the nearest hop first",
                hops(scenery, way),
                "environments:",
                "  - {id: DEV, cluster: private, namespace: " + Scenery.NAMESPACE + "}",
                "");
    }

    private static String hops(Scenery scenery, DemoRequest.Way way) {
        return switch (way) {
            case ssh -> ssh("127.0.0.1", scenery.bastionPort(), scenery);
            case proxy -> proxy(scenery);
            case both ->
                proxy(scenery) + "\n"
                        + ssh(
                                Scenery.BASTION_HOST + " # resolves only behind the proxy",
                                Scenery.BASTION_PORT,
                                scenery);
        };
    }

    private static String proxy(Scenery scenery) {
        return String.join(
                "\n",
                "      - proxy:",
                "          url: https://127.0.0.1:" + scenery.proxyPort(),
                "          ca: {file: access/proxy-ca.pem}",
                "          basic: {user: " + Scenery.USER + ", password: {file: access/proxy-password}}");
    }

    private static String ssh(String host, int port, Scenery scenery) {
        return String.join(
                "\n",
                "      - ssh:",
                "          host: " + host,
                "          port: " + port,
                "          user: " + Scenery.USER,
                "          key: {file: access/ssh-key}",
                "          hostKey: " + scenery.hostKeyFingerprint());
    }

    /** For kubectl, as administrator, through the bastion's plain proxy. */
    static String kubeconfig(Scenery scenery) {
        return String.join(
                "\n",
                FIRST_LINE + " For kubectl, while the demo runs.",
                "apiVersion: v1",
                "kind: Config",
                "current-context: demo",
                "contexts:",
                "  - name: demo",
                "    context: {cluster: private, user: administrator, namespace: " + Scenery.NAMESPACE + "}",
                "clusters:",
                "  - name: private",
                "    cluster:",
                "      server: " + apiServer(),
                "      proxy-url: http://" + Scenery.USER + ":" + scenery.password() + "@127.0.0.1:"
                        + scenery.plainProxyPort(),
                "      certificate-authority-data: " + base64(scenery.clusterAuthority()),
                "users:",
                "  - name: administrator",
                "    user:",
                "      token: " + scenery.administratorToken(),
                "");
    }

    private static String apiServer() {
        return "https://" + Scenery.API_HOST + ":" + Scenery.API_PORT;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
