package com.cloudbees.plugins.credentials.common;

public interface CertificateCredentials
        extends com.cloudbees.plugins.credentials.Credentials,
                com.cloudbees.plugins.credentials.common.PasswordCredentials {
    java.security.KeyStore getKeyStore();
}
