package io.jenkins.plugins.drawbridge.engine.cluster;

/**
 * A certificate we show to a TLS server, and its private key.
 *
 * @param chain PEM certificates, our own first
 * @param key PEM private key, PKCS#8, PKCS#1 (RSA) or SEC1 (EC), not encrypted
 */
public record ClientCertificate(SecretSource chain, SecretSource key) {}
