package com.cloudbees.plugins.credentials;

public abstract class CredentialsProvider
        extends hudson.model.Descriptor<com.cloudbees.plugins.credentials.CredentialsProvider>
        implements hudson.ExtensionPoint,
                hudson.model.Describable<com.cloudbees.plugins.credentials.CredentialsProvider> {
    public static final hudson.security.Permission USE_ITEM = null;
    public static final hudson.security.Permission CREATE = null;

    public CredentialsProvider() {}

    public static <C extends com.cloudbees.plugins.credentials.common.IdCredentials> C findCredentialByIdInItemGroup(
            java.lang.String arg0,
            java.lang.Class<C> arg1,
            hudson.model.ItemGroup<?> arg2,
            org.springframework.security.core.Authentication arg3,
            java.util.List<com.cloudbees.plugins.credentials.domains.DomainRequirement> arg4) {
        return null;
    }

    public static <C extends com.cloudbees.plugins.credentials.common.IdCredentials> C findCredentialByIdInItem(
            java.lang.String arg0,
            java.lang.Class<C> arg1,
            hudson.model.Item arg2,
            org.springframework.security.core.Authentication arg3,
            java.util.List<com.cloudbees.plugins.credentials.domains.DomainRequirement> arg4) {
        return null;
    }

    public static <C extends com.cloudbees.plugins.credentials.common.IdCredentials> C findCredentialById(
            java.lang.String arg0,
            java.lang.Class<C> arg1,
            hudson.model.Run<?, ?> arg2,
            java.util.List<com.cloudbees.plugins.credentials.domains.DomainRequirement> arg3) {
        return null;
    }

    public java.lang.String getDisplayName() {
        return null;
    }

    public static <C extends com.cloudbees.plugins.credentials.Credentials> C track(hudson.model.Run arg0, C arg1) {
        return null;
    }
}
