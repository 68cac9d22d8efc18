package com.cloudbees.plugins.credentials.common;

public interface UsernameCredentials extends com.cloudbees.plugins.credentials.Credentials {
    java.lang.String getUsername();
}
