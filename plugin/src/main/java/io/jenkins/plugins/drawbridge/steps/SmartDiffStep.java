package io.jenkins.plugins.drawbridge.steps;

import hudson.Extension;
import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code smartDiff}: shows what a deploy would change, and changes nothing. */
public final class SmartDiffStep extends ManifestStep {

    @DataBoundConstructor
    public SmartDiffStep() {
        super(StepParameter.SMART_DIFF);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends ManifestStepDescriptor {

        @Override
        public String getFunctionName() {
            return StepParameter.SMART_DIFF;
        }

        @Override
        public String getDisplayName() {
            return "Show what a deploy to a private cluster would change";
        }
    }
}
