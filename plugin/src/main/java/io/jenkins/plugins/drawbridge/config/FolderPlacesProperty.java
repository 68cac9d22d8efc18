package io.jenkins.plugins.drawbridge.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Clusters and environments of a folder, for the jobs below it alone. Needs the plugin cloudbees-folder. */
public final class FolderPlacesProperty extends AbstractFolderProperty<AbstractFolder<?>> {

    private @Nullable List<ClusterDefinition> clusters;
    private @Nullable List<EnvironmentDefinition> environments;

    @DataBoundConstructor
    public FolderPlacesProperty() {}

    public List<ClusterDefinition> getClusters() {
        return clusters == null ? List.of() : List.copyOf(clusters);
    }

    @DataBoundSetter
    public void setClusters(@Nullable List<ClusterDefinition> clusters) {
        this.clusters = clusters == null ? null : new ArrayList<>(clusters);
    }

    public List<EnvironmentDefinition> getEnvironments() {
        return environments == null ? List.of() : List.copyOf(environments);
    }

    @DataBoundSetter
    public void setEnvironments(@Nullable List<EnvironmentDefinition> environments) {
        this.environments = environments == null ? null : new ArrayList<>(environments);
    }

    private boolean isEmpty() {
        return getClusters().isEmpty() && getEnvironments().isEmpty();
    }

    static Optional<FolderPlaces> of(ItemGroup<?> group) {
        if (!(group instanceof AbstractFolder<?> folder)) {
            return Optional.empty();
        }
        for (Object property : folder.getProperties()) {
            if (property instanceof FolderPlacesProperty places) {
                return Optional.of(new FolderPlaces(places.getClusters(), places.getEnvironments()));
            }
        }
        return Optional.empty();
    }

    /** The form of the property. */
    @Extension(optional = true)
    @Symbol("drawbridge")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @Override
        public String getDisplayName() {
            return "Private clusters";
        }

        /** Null: the folder has none of its own. */
        @Override
        public @Nullable AbstractFolderProperty<?> newInstance(@Nullable StaplerRequest2 request, JSONObject form)
                throws FormException {
            AbstractFolderProperty<?> made = super.newInstance(request, form);
            return made instanceof FolderPlacesProperty places && places.isEmpty() ? null : made;
        }
    }
}
