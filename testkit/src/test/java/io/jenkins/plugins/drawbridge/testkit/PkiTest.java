package io.jenkins.plugins.drawbridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.security.KeyFactory;
import java.security.cert.CertificateExpiredException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.Test;

public class PkiTest {

    private final Pki pki = Pki.create("test authority");

    @Test
    public void a_client_that_trusts_the_authority_shakes_hands_with_its_server_and_shows_who_it_is() throws Exception {
        SSLContext server = pki.server("localhost", "127.0.0.1").sslContext(pki.authorityPem());
        SSLContext client = pki.client("jane", "deployers", "people").sslContext(pki.authorityPem());

        assertThat(peerNameSeenByServer(server, client)).isEqualTo("CN=jane,O=people,O=deployers");
    }

    @Test
    public void another_authority_of_the_same_name_is_not_trusted() {
        SSLContext server = pki.server("localhost").sslContext(pki.authorityPem());
        SSLContext client = Tls.trusting(Pki.create("test authority").authorityPem());

        assertThatThrownBy(() -> peerNameSeenByServer(server, client)).isInstanceOf(SSLException.class);
    }

    @Test
    public void an_expired_certificate_is_expired_but_its_authority_is_not() throws Exception {
        assertThatThrownBy(() -> pki.expired().server("localhost").certificate().checkValidity())
                .isInstanceOf(CertificateExpiredException.class);
        pki.authorityCertificate().checkValidity();
        pki.server("localhost").certificate().checkValidity();
    }

    @Test
    public void the_private_key_is_pkcs8_text() throws Exception {
        Identity identity = pki.client("jane");
        String body =
                identity.privateKeyPem().replaceAll("-----[A-Z ]+-----", "").replace("\n", "");

        assertThat(identity.privateKeyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))))
                .isEqualTo(identity.privateKey());
    }

    private static String peerNameSeenByServer(SSLContext server, SSLContext client) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listening =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            listening.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> acceptOne(listening));
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return seen.get();
            }
        }
    }

    private static String acceptOne(SSLServerSocket listening) {
        try (SSLSocket accepted = (SSLSocket) listening.accept()) {
            accepted.startHandshake();
            return accepted.getSession().getPeerPrincipal().getName();
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }
}
