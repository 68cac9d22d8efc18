package io.jenkins.plugins.drawbridge.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Somebody else, as whom we act in a cluster, with the words of {@code drawbridge.yaml}. */
public final class ImpersonateDefinition extends AbstractDescribableImpl<ImpersonateDefinition> {

    private final String user;
    private @Nullable String groups;
    private @Nullable String uid;

    @DataBoundConstructor
    public ImpersonateDefinition(String user) {
        this.user = Texts.trimmed(user);
    }

    public String getUser() {
        return user;
    }

    /** Separated by blanks. */
    public @Nullable String getGroups() {
        return groups;
    }

    @DataBoundSetter
    public void setGroups(@Nullable String groups) {
        this.groups = Texts.orNull(groups);
    }

    public @Nullable String getUid() {
        return uid;
    }

    @DataBoundSetter
    public void setUid(@Nullable String uid) {
        this.uid = Texts.orNull(uid);
    }

    void describe(ObjectNode cluster) {
        ObjectNode other = cluster.putObject("impersonate").put("user", user);
        if (groups != null) {
            for (String group : groups.split("\\s+")) {
                other.withArray("groups").add(group);
            }
        }
        if (uid != null) {
            other.put("uid", uid);
        }
    }

    /** The form of it. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ImpersonateDefinition> {

        @Override
        public String getDisplayName() {
            return "Act as";
        }
    }
}
