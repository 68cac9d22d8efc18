package com.cloudbees.hudson.plugins.folder;

public abstract class AbstractFolderPropertyDescriptor
        extends hudson.model.Descriptor<com.cloudbees.hudson.plugins.folder.AbstractFolderProperty<?>> {
    public AbstractFolderPropertyDescriptor() {}
}
