package io.jenkins.plugins.drawbridge.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.util.FormValidation;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.DrawbridgeFile;
import java.nio.file.Path;
import java.util.Map;
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

    /** Whether an SSH hop says which keys its server may have, and says it well; nothing else of it is looked at. */
    static FormValidation hostKey(SshHop probe) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode cluster = document.putArray("clusters").addObject().put("id", "cluster");
        ObjectNode ssh =
                cluster.put("url", SOME_URL).putArray("access").addObject().putObject("ssh");
        probe.trust(ssh.put("host", "host").put("user", "somebody").put("password", "-"));
        try {
            DrawbridgeFile.parse("hop", document.toString(), Path.of(""), Map.of());
            return FormValidation.ok();
        } catch (InputException faults) {
            return FormValidation.error(ClusterDescription.withoutPlaces("hop", String.valueOf(faults.getMessage()))
                    .replace("hop: ", ""));
        }
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
