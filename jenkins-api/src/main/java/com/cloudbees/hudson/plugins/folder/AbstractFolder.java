package com.cloudbees.hudson.plugins.folder;

public abstract class AbstractFolder<I extends hudson.model.TopLevelItem> extends hudson.model.AbstractItem
        implements hudson.model.TopLevelItem,
                hudson.model.ItemGroup<I>,
                hudson.model.ModifiableViewGroup,
                jenkins.model.ModelObjectWithChildren,
                org.kohsuke.stapler.StaplerOverridable {
    protected java.util.Map<java.lang.String, I> items;

    protected AbstractFolder(hudson.model.ItemGroup arg0, java.lang.String arg1) {
        super((hudson.model.ItemGroup) null, (java.lang.String) null);
    }

    public hudson.util.DescribableList<
                    com.cloudbees.hudson.plugins.folder.AbstractFolderProperty<?>,
                    com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor>
            getProperties() {
        return null;
    }

    public void save() throws java.io.IOException {}
}
