package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.Controller;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.api.Resource;
import io.jenkins.plugins.drawbridge.testkit.apply.Owner;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;

/** A controller that takes its time to see a change; the test plays it. */
public class SlowControllerTest {

    private static final PrivateCluster BOX =
            PrivateCluster.builder().withoutRollouts().start();
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final Patience NONE =
            new Patience(Duration.ZERO, Duration.ZERO, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final Controller controller = BOX.controller();
    private final Resource deployments = controller.resource("apps", "deployments");
    private Scene scene;

    @AfterClass
    public static void close() {
        BOX.close();
    }

    @Before
    public void open() {
        scene = new Scene(BOX);
    }

    @After
    public void leave() {
        scene.close();
    }

    @Test
    public void pods_of_the_former_revision_do_not_count_before_the_controller_has_seen_the_new_one() {
        scene.deploy(Text.deployment("api", "does-not-exist:1"), Wish.usual().notAwaiting());
        ObjectNode broken = scene.get(Scene.DEPLOYMENTS, "api");
        ObjectNode replicaSet = child("apps", "replicasets", "ReplicaSet", broken, "api-1");
        ObjectNode pod = child("", "pods", "Pod", replicaSet, "api-1-x");
        status(
                controller.resource("", "pods"),
                pod,
                "{'phase':'Pending','containerStatuses':[{'name':'main','ready':false,"
                        + "'state':{'waiting':{'reason':'ImagePullBackOff','message':'Back-off'}}}]}");
        seen(broken, 1, "{'observedGeneration':1,'replicas':1,'updatedReplicas':1}");

        DeployOutcome mended = scene.deploy(
                Text.deployment("api", "api:1"), Wish.usual().patience(NONE).hearing(event -> {
                    if (event instanceof DeployEvent.Progress) {
                        seen(
                                broken,
                                2,
                                "{'observedGeneration':2,'replicas':1,'updatedReplicas':1,'availableReplicas':1,"
                                        + "'readyReplicas':1,'conditions':[{'type':'Available','status':'True'},{'type':"
                                        + "'Progressing','status':'True','reason':'NewReplicaSetAvailable'}]}");
                    }
                }));

        assertThat(mended.result()).as("%s", mended.verdicts()).isEqualTo(Result.SUCCESS);
        assertThat(scene.events)
                .anyMatch(event -> event instanceof DeployEvent.Progress progress
                        && progress.message().equals("its controller has not seen the change yet"));
    }

    private ObjectNode child(String group, String plural, String kind, ObjectNode owner, String name) {
        ObjectNode child = Json.object()
                .put("apiVersion", group.isEmpty() ? "v1" : group + "/v1")
                .put("kind", kind);
        ObjectNode metadata = child.putObject("metadata").put("name", name).put("namespace", scene.namespace);
        metadata.putObject("annotations").put(REVISION, "1");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("kind", owner.path("kind").asText())
                .put("name", owner.at("/metadata/name").asText())
                .put("uid", owner.at("/metadata/uid").asText())
                .put("apiVersion", "apps/v1");
        child.set("spec", kind.equals("Pod") ? owner.at("/spec/template/spec") : owner.path("spec"));
        return controller
                .create(controller.resource(group, plural), child, "controller")
                .orElseThrow();
    }

    private void seen(ObjectNode deployment, int revision, String status) {
        change(deployments, deployment, "", live -> live.withObject("/metadata")
                .withObject("/annotations")
                .put(REVISION, Integer.toString(revision)));
        status(deployments, deployment, status);
    }

    private void status(Resource resource, ObjectNode object, String status) {
        change(resource, object, "status", live -> live.set("status", Json.parse(status.replace('\'', '"'))));
    }

    private void change(Resource resource, ObjectNode object, String subresource, Consumer<ObjectNode> change) {
        ObjectNode changed = controller.change(resource, object, Owner.updating("controller", subresource), live -> {
            change.accept(live);
            return live;
        });
        assertThat(changed).isNotNull();
    }
}
