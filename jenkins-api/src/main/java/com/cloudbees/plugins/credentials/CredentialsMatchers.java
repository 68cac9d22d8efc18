package com.cloudbees.plugins.credentials;

public class CredentialsMatchers {
    public static com.cloudbees.plugins.credentials.CredentialsMatcher instanceOf(java.lang.Class arg0) {
        return null;
    }

    public static com.cloudbees.plugins.credentials.CredentialsMatcher anyOf(
            com.cloudbees.plugins.credentials.CredentialsMatcher... arg0) {
        return null;
    }

    CredentialsMatchers() {}
}
