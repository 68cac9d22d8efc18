package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.Optional;

/** The kinds whose rule is a line or two, and the rule for all the others. */
final class SmallReadiness {

    private SmallReadiness() {}

    /** How a job ended, if it is one and has. */
    static Optional<Readiness> endOfJob(JsonNode object) {
        if (!ObjectRef.of(object).is("batch", "Job")) {
            return Optional.empty();
        }
        JsonNode failed = Conditions.find(object, "Failed");
        if (failed.path("status").asText().equals("True")) {
            return Optional.of(Readiness.failed("the job failed: " + Conditions.said(failed)));
        }
        return Conditions.isTrue(object, "Complete") ? Optional.of(Readiness.CURRENT) : Optional.empty();
    }

    static Readiness job(JsonNode job) {
        Optional<Readiness> end = endOfJob(job);
        if (end.isPresent()) {
            return end.get();
        }
        if (Conditions.isTrue(job, "Suspended")
                || job.path("spec").path("suspend").asBoolean()) {
            return Readiness.CURRENT;
        }
        return Readiness.inProgress(
                "running: " + job.path("status").path("succeeded").asInt() + " succeeded, "
                        + job.path("status").path("active").asInt() + " active");
    }

    static Readiness service(JsonNode service) {
        boolean balanced = service.path("spec").path("type").asText().equals("LoadBalancer");
        boolean addressed =
                !service.path("status").path("loadBalancer").path("ingress").isEmpty();
        return balanced && !addressed ? Readiness.inProgress("waiting for a load balancer") : Readiness.CURRENT;
    }

    static Readiness volumeClaim(JsonNode claim) {
        String phase = claim.path("status").path("phase").asText("Pending");
        return phase.equals("Bound") ? Readiness.CURRENT : Readiness.inProgress("the claim is " + phase);
    }

    static Readiness definition(JsonNode definition) {
        JsonNode names = Conditions.find(definition, "NamesAccepted");
        if (names.path("status").asText().equals("False")) {
            return Readiness.failed(Conditions.said(names));
        }
        return Conditions.isTrue(definition, "Established")
                ? Readiness.CURRENT
                : Readiness.inProgress("waiting to be established");
    }

    static Readiness externalSecret(JsonNode object) {
        JsonNode ready = Conditions.find(object, "Ready");
        return ready.path("status").asText().equals("True")
                ? Readiness.CURRENT
                : Readiness.inProgress(ready.isMissingNode() ? "waiting for its controller" : Conditions.said(ready));
    }

    /** kstatus's rule for kinds nobody knows. */
    static Readiness byConditions(JsonNode object) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            boolean holds = condition.path("status").asText().equals("True");
            String type = condition.path("type").asText();
            if (type.equals("Ready")) {
                return holds ? Readiness.CURRENT : Readiness.inProgress(Conditions.said(condition));
            }
            if (holds && type.equals("Reconciling")) {
                return Readiness.inProgress(Conditions.said(condition));
            }
            if (holds && type.equals("Stalled")) {
                return Readiness.failed(Conditions.said(condition));
            }
        }
        return Readiness.CURRENT;
    }
}
