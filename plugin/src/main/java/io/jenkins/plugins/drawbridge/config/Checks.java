package io.jenkins.plugins.drawbridge.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the forms say about a field while it is typed: the very sentences a deploy would end with. */
final class Checks {

    private static final String SOME_URL = "https://cluster.example";

    private Checks() {}

    static FormValidation clusterId(@Nullable String value) {
        return answer(new ClusterDefinition(Texts.trimmed(value), SOME_URL));
    }

    static FormValidation clusterUrl(@Nullable String value) {
        return answer(new ClusterDefinition("cluster", Texts.trimmed(value)));
    }

    private static FormValidation answer(ClusterDefinition probe) {
        String fault = fault(probe);
        return fault.isEmpty() ? FormValidation.ok() : FormValidation.error(fault);
    }

    /** The fault of a definition without credentials; empty if it has none. */
    static String fault(ClusterDefinition probe) {
        try {
            ClusterDescription.read(probe, new Nobody());
            return "";
        } catch (InputException fault) {
            return String.valueOf(fault.getMessage()).replace("cluster " + probe.getId() + ": ", "");
        }
    }

    private static final class Nobody implements CredentialsView {

        @Override
        public Optional<com.cloudbees.plugins.credentials.common.StandardCredentials> find(String id) {
            return Optional.empty();
        }

        @Override
        public String reader() {
            return "a form";
        }
    }
}
