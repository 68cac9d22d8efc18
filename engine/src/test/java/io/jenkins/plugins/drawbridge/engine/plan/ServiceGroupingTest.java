package io.jenkins.plugins.drawbridge.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class ServiceGroupingTest {

    private final List<Manifest> desired = new ArrayList<>();
    private final Map<ObjectRef.Key, ObjectNode> live = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private Set<String> unreadable = Set.of();

    @Test
    public void everything_that_serves_a_workload_stands_with_it() {
        unchanged(deployment("api", "1.2.0"));
        unchanged("{'apiVersion':'v1','kind':'Service','metadata':{'name':'front'},'spec':{'selector':{'app':'api'}}}");
        unchanged(
                "{'apiVersion':'networking.k8s.io/v1','kind':'Ingress','metadata':{'name':'web'},'spec':{'rules':[{'http':"
                        + "{'paths':[{'backend':{'service':{'name':'front'}}}]}}]}}");
        unchanged("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'cfg-api'}}");
        unchanged("{'apiVersion':'v1','kind':'ServiceAccount','metadata':{'name':'sa-api'}}");
        unchanged("{'apiVersion':'rbac.authorization.k8s.io/v1','kind':'Role','metadata':{'name':'reader'}}");
        unchanged(
                "{'apiVersion':'rbac.authorization.k8s.io/v1','kind':'RoleBinding','metadata':{'name':'b'},'roleRef':{'kind':'Role','name':'reader'},"
                        + "'subjects':[{'kind':'ServiceAccount','name':'sa-api'}]}");
        unchanged(
                "{'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','metadata':{'name':'h'},'spec':{'scaleTargetRef':{'kind':'Deployment','name':'api'}}}");
        unchanged(
                "{'apiVersion':'policy/v1','kind':'PodDisruptionBudget','metadata':{'name':'p'},'spec':{'selector':{'matchLabels':{'app':'api'}}}}");
        List<ServicePlan> services = group();
        assertThat(services).hasSize(1);
        assertThat(services.get(0).objects()).hasSize(9);
        assertThat(services.get(0).objects().get(0).kind()).isEqualTo("Deployment");
        assertThat(services.get(0).outcome()).isEqualTo(Outcome.NO_UPDATE);
    }

    @Test
    public void a_changed_shared_map_deploys_every_service_that_uses_it() {
        unchanged(deployment("api", "1.2.0").replace("cfg-api", "common"));
        unchanged(deployment("web", "1.2.0").replace("cfg-web", "common"));
        unchanged(deployment("job", "1"));
        changed("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'common'}}");
        assertThat(lines()).containsExactly("api Deploy", "job No Update", "web Deploy");
    }

    @Test
    public void services_are_sorted_as_people_count() {
        for (String name : List.of("billing-14", "billing-2", "api")) {
            unchanged(deployment(name, "1"));
        }
        assertThat(group()).extracting(ServicePlan::name).containsExactly("api", "billing-2", "billing-14");
    }

    @Test
    public void what_belongs_to_nobody_stands_apart_and_last() {
        unchanged(deployment("api", "1"));
        changed("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'lonely'}}");
        unchanged(
                "{'apiVersion':'networking.k8s.io/v1','kind':'NetworkPolicy','metadata':{'name':'deny'},'spec':{'podSelector':{}}}");
        unchanged(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'labelled','labels':{'app.kubernetes.io/name':'api'}}}");
        assertThat(lines()).containsExactly("api No Update", "(shared) Deploy");
        assertThat(group().get(0).objects()).hasSize(2);
    }

    @Test
    public void versions_are_image_tags_before_and_after() {
        Manifest manifest = unchanged(deployment("api", "1.3.0"));
        live.put(manifest.ref().key(), Samples.json(deployment("api", "1.2.0")));
        changes.set(0, new Change.Update(manifest.ref(), List.of()));
        ServicePlan service = group().get(0);
        assertThat(service.outcome()).isEqualTo(Outcome.DEPLOY);
        assertThat(service.runningVersion()).isEqualTo("1.2.0");
        assertThat(service.newVersion()).isEqualTo("1.3.0");
    }

    @Test
    public void a_removed_workload_deletes_its_service() {
        ObjectNode gone = Samples.json(deployment("old", "1"));
        ObjectNode service = Samples.json(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'old'},'spec':{'selector':{'app':'old'}}}");
        for (ObjectNode object : List.of(gone, service)) {
            live.put(ObjectRef.of(object).key(), object);
            changes.add(new Change.Delete(ObjectRef.of(object), List.of()));
        }
        ServicePlan plan = group().get(0);
        assertThat(plan.outcome()).isEqualTo(Outcome.DELETE);
        assertThat(plan.runningVersion() + "|" + plan.newVersion()).isEqualTo("1|");
        assertThat(plan.objects()).hasSize(2);
    }

    @Test
    public void what_could_not_be_read_is_no_info() {
        unchanged(deployment("api", "1"));
        unreadable = Set.of("Deployment.apps");
        assertThat(lines()).containsExactly("api No Info Available");
        unreadable = Set.of("ConfigMap");
        unchanged("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'cfg-api'}}");
        assertThat(lines()).containsExactly("api No Info Available");
    }

    @Test
    public void a_thousand_objects_are_grouped_quickly() {
        for (int number = 0; number < 150; number++) {
            unchanged(deployment("app" + number, "1"));
            unchanged("{'apiVersion':'v1','kind':'Service','metadata':{'name':'app" + number
                    + "'},'spec':{'selector':{'app':'app" + number + "'}}}");
        }
        for (int number = 0; number < 700; number++) {
            unchanged("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'cfg-app" + number + "'}}");
        }
        List<ServicePlan> services = new ArrayList<>();
        long milliseconds = Samples.cpuMilliseconds(() -> services.addAll(group()));
        assertThat(services).hasSize(151);
        assertThat(services.get(0).objects()).hasSize(3);
        assertThat(milliseconds).isLessThan(1500);
    }

    @Test
    public void tags_of_images_are_read_as_people_do() {
        assertThat(ImageVersion.tag("reg:5000/a/b")).isEqualTo("latest");
        assertThat(ImageVersion.tag("reg:5000/a/b:1.2")).isEqualTo("1.2");
        assertThat(ImageVersion.tag("a@sha256:0123456789abcdef")).isEqualTo("sha256:0123456789ab");
        assertThat(ImageVersion.tag("a:1@sha256:0123456789abcdef")).isEqualTo("1 (sha256:0123456789ab)");
        assertThat(
                        ImageVersion.of(
                                Samples.json(
                                        "{'apiVersion':'v1','kind':'Pod','spec':{'containers':[{'name':'api','image':'a:1.2.0'},{'name':'sidecar','image':'s:3'}]}}")))
                .isEqualTo("api 1.2.0, sidecar 3");
    }

    private List<String> lines() {
        return group().stream()
                .map(service -> service.name() + " " + service.outcome().word())
                .toList();
    }

    private List<ServicePlan> group() {
        return ServiceGrouping.group(new GroupingInput(desired, live, changes, unreadable));
    }

    private Manifest unchanged(String text) {
        Manifest manifest = Samples.manifest(text);
        desired.add(manifest);
        live.put(manifest.ref().key(), manifest.body());
        changes.add(new Change.Unchanged(manifest.ref(), ""));
        return manifest;
    }

    private void changed(String text) {
        Manifest manifest = unchanged(text);
        changes.set(changes.size() - 1, new Change.Update(manifest.ref(), List.of()));
    }

    private static String deployment(String name, String tag) {
        return "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'NAME','labels':{'app.kubernetes.io/name':'NAME'}},'spec':{'template':{'metadata':{'labels':{'app':'NAME'}},'spec':{'serviceAccountName':'sa-NAME','containers':[{'name':'c','image':'x/NAME:TAG','envFrom':[{'configMapRef':{'name':'cfg-NAME'}}]}]}}}}"
                .replace("NAME", name)
                .replace("TAG", tag);
    }
}
