package com.cloudbees.hudson.plugins.folder;

public abstract class AbstractFolderPropertyDescriptor
        extends hudson.model.Descriptor<com.cloudbees.hudson.plugins.folder.AbstractFolderProperty<?>> {
    public AbstractFolderPropertyDescriptor() {}

    public com.cloudbees.hudson.plugins.folder.AbstractFolderProperty<?> newInstance(
            org.kohsuke.stapler.StaplerRequest2 arg0, net.sf.json.JSONObject arg1)
            throws hudson.model.Descriptor.FormException {
        return null;
    }
}
