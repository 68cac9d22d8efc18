package io.jenkins.plugins.drawbridge.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * <em>Manage Jenkins, System, Private clusters</em>, and {@code unclassified: drawbridge:} of configuration as code.
 * Thread-safe: readers see the lists of one saving.
 */
@Extension
@Symbol("drawbridge")
public class DrawbridgeConfiguration extends GlobalConfiguration {

    private volatile List<ClusterDefinition> clusters = new ArrayList<>();
    private volatile List<EnvironmentDefinition> environments = new ArrayList<>();
    private volatile @Nullable ConsoleDefinition console;

    @SuppressWarnings("this-escape") // Jenkins's own pattern: a descriptor loads itself when it is made
    public DrawbridgeConfiguration() {
        load();
    }

    public static DrawbridgeConfiguration get() {
        return ExtensionList.lookupSingleton(DrawbridgeConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Private clusters";
    }

    public List<ClusterDefinition> getClusters() {
        return List.copyOf(clusters);
    }

    @DataBoundSetter
    public void setClusters(@Nullable List<ClusterDefinition> clusters) {
        this.clusters = clusters == null ? new ArrayList<>() : new ArrayList<>(clusters);
        save();
    }

    public List<EnvironmentDefinition> getEnvironments() {
        return List.copyOf(environments);
    }

    @DataBoundSetter
    public void setEnvironments(@Nullable List<EnvironmentDefinition> environments) {
        this.environments = environments == null ? new ArrayList<>() : new ArrayList<>(environments);
        save();
    }

    /** Who is told how triggered builds ended; null: nobody. */
    public @Nullable ConsoleDefinition getConsole() {
        return console;
    }

    @DataBoundSetter
    public void setConsole(@Nullable ConsoleDefinition console) {
        this.console = console;
        save();
    }

    /** A form in which the last entry was deleted sends no list at all. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        try (BulkChange change = new BulkChange(this)) {
            setClusters(null);
            setEnvironments(null);
            setConsole(null);
            request.bindJSON(this, json);
            change.commit();
        } catch (IOException unsaved) {
            throw new UncheckedIOException(unsaved);
        }
        return true;
    }
}
