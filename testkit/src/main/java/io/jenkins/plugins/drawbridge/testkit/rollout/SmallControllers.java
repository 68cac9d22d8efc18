package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;

/** Controllers of one step: claims are bound, load balancers get an address, namespaces a service account. */
final class SmallControllers {

    private final Owned owned;

    SmallControllers(Owned owned) {
        this.owned = owned;
    }

    void claim(ObjectNode claim) {
        if (Json.text(claim, "status", "phase").equals("Bound")) {
            return;
        }
        Resource claims = owned.cluster().resource("", "persistentvolumeclaims");
        String volume = "pvc-" + Json.text(claim, "metadata", "uid");
        owned.cluster().change(claims, claim, Owner.updating(Owned.MANAGER, ""), live -> {
            Json.in(live, "spec").put("volumeName", volume);
            return live;
        });
        owned.cluster().change(claims, claim, Owner.updating(Owned.MANAGER, "status"), live -> {
            ObjectNode status = Json.in(live, "status").put("phase", "Bound");
            status.set("accessModes", live.path("spec").path("accessModes"));
            status.set("capacity", live.path("spec").path("resources").path("requests"));
            return live;
        });
    }

    void service(ObjectNode service) {
        if (Json.text(service, "spec", "type").equals("LoadBalancer")
                && service.path("status").path("loadBalancer").path("ingress").isEmpty()) {
            Resource services = owned.cluster().resource("", "services");
            owned.cluster().change(services, service, Owner.updating(Owned.MANAGER, "status"), live -> {
                ObjectNode balancer = Json.in(Json.in(live, "status"), "loadBalancer");
                balancer.putArray("ingress").addObject().put("ip", "203.0.113.10");
                return live;
            });
        }
    }

    void namespace(ObjectNode namespace) {
        if (namespace.path("metadata").has("deletionTimestamp")) {
            return;
        }
        ObjectNode account = Json.object().put("kind", "ServiceAccount").put("apiVersion", "v1");
        account.putObject("metadata").put("name", "default").put("namespace", Json.text(namespace, "metadata", "name"));
        owned.cluster().create(owned.cluster().resource("", "serviceaccounts"), account, Owned.MANAGER);
    }
}
