package io.jenkins.plugins.drawbridge.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.AbstractDescribableImpl;

/** One station on the way to a cluster, with the words of {@code drawbridge.yaml}. */
public abstract class HopDefinition extends AbstractDescribableImpl<HopDefinition> {

    /** Its entry of {@code access}; secrets become references that {@code references} hands out. */
    abstract ObjectNode describe(CredentialReferences references);
}
