package com.cloudbees.plugins.credentials.common;

public abstract class AbstractIdCredentialsListBoxModel<
                T extends com.cloudbees.plugins.credentials.common.AbstractIdCredentialsListBoxModel<T, C>,
                C extends com.cloudbees.plugins.credentials.common.IdCredentials>
        extends hudson.util.ListBoxModel {
    public AbstractIdCredentialsListBoxModel() {}

    public com.cloudbees.plugins.credentials.common.AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
        return null;
    }

    public com.cloudbees.plugins.credentials.common.AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
            org.springframework.security.core.Authentication arg0,
            hudson.model.Item arg1,
            java.lang.Class<? extends C> arg2,
            java.util.List<com.cloudbees.plugins.credentials.domains.DomainRequirement> arg3,
            com.cloudbees.plugins.credentials.CredentialsMatcher arg4) {
        return null;
    }

    public com.cloudbees.plugins.credentials.common.AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
            org.springframework.security.core.Authentication arg0,
            hudson.model.ItemGroup arg1,
            java.lang.Class<? extends C> arg2,
            java.util.List<com.cloudbees.plugins.credentials.domains.DomainRequirement> arg3,
            com.cloudbees.plugins.credentials.CredentialsMatcher arg4) {
        return null;
    }

    public com.cloudbees.plugins.credentials.common.AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(
            java.lang.String arg0) {
        return null;
    }
}
