package io.jenkins.plugins.drawbridge.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.Test;

/** When an object is there: every kind of the specification's table, every row. */
public class ReadinessTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void deletion_and_an_unseen_generation_come_before_everything() {
        waits("v1", "ConfigMap", "'metadata':{'deletionTimestamp':'2026-05-01T11:00:00Z'}", "is being deleted");
        waits(
                "x/v1",
                "Any",
                "'metadata':{'generation':2},'status':{'observedGeneration':1}",
                "its controller has not seen");
        current("x/v1", "Any", "'metadata':{'generation':2},'status':{'observedGeneration':2}");
    }

    @Test
    public void a_definition_is_there_once_it_is_established() {
        String kind = "CustomResourceDefinition";
        String api = "apiextensions.k8s.io/v1";
        waits(api, kind, "'status':{}", "waiting to be established");
        current(api, kind, "'status':" + condition("Established", "True", "", ""));
        fails(
                api,
                kind,
                "'status':" + condition("NamesAccepted", "False", "MultipleNames", "taken"),
                "MultipleNames: taken");
    }

    @Test
    public void a_service_waits_only_for_its_load_balancer() {
        current("v1", "Service", "'spec':{'type':'ClusterIP'}");
        current("v1", "Service", "'spec':{}");
        waits(
                "v1",
                "Service",
                "'spec':{'type':'LoadBalancer'},'status':{'loadBalancer':{}}",
                "waiting for a load balancer");
        current(
                "v1",
                "Service",
                "'spec':{'type':'LoadBalancer'},'status':{'loadBalancer':{'ingress':[{'ip':'1.2.3.4'}]}}");
    }

    @Test
    public void a_claim_is_there_once_it_is_bound() {
        current("v1", "PersistentVolumeClaim", "'status':{'phase':'Bound'}");
        waits("v1", "PersistentVolumeClaim", "'status':{'phase':'Pending'}", "the claim is Pending");
        waits("v1", "PersistentVolumeClaim", "'status':{'phase':'Lost'}", "the claim is Lost");
    }

    @Test
    public void a_job_is_there_when_complete_or_suspended() {
        current("batch/v1", "Job", "'status':" + condition("Complete", "True", "", ""));
        current("batch/v1", "Job", "'status':" + condition("Suspended", "True", "", ""));
        current("batch/v1", "Job", "'spec':{'suspend':true}");
        waits("batch/v1", "Job", "'status':{'active':1,'succeeded':2}", "running: 2 succeeded, 1 active");
        fails(
                "batch/v1",
                "Job",
                "'status':" + condition("Failed", "True", "DeadlineExceeded", "too slow"),
                "the job failed: DeadlineExceeded: too slow");
    }

    @Test
    public void a_pod_is_there_when_it_ran_well_or_is_ready() {
        current("v1", "Pod", "'status':{'phase':'Succeeded'}");
        current("v1", "Pod", "'status':{'phase':'Running','conditions':[{'type':'Ready','status':'True'}]}");
        waits(
                "v1",
                "Pod",
                "'status':{'phase':'Running','conditions':[{'type':'Ready','status':'False'}]}",
                "running, not ready");
        waits("v1", "Pod", "'status':{'phase':'Pending'}", "pending");
        fails("v1", "Pod", "'status':{'phase':'Failed','message':'evicted'}", "the pod failed: evicted");
    }

    @Test
    public void an_unscheduled_pod_gets_thirty_seconds() {
        String unscheduled =
                "'status':{'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'R','message':'m'}]}";
        String young = "'metadata':{'creationTimestamp':'2026-05-01T11:59:30Z'},";
        String old = "'metadata':{'creationTimestamp':'2026-05-01T11:59:29Z'},";
        waits("v1", "Pod", young + unscheduled.replace("'R'", "'Unschedulable'"), "Unschedulable: m");
        fails("v1", "Pod", old + unscheduled.replace("'R'", "'Unschedulable'"), "Unschedulable: m");
        fails("v1", "Pod", young + unscheduled.replace("'R'", "'SchedulerError'"), "SchedulerError: m");
    }

    @Test
    public void a_deployment_is_asked_in_the_order_of_its_rollout() {
        String deployed = "'spec':{'replicas':2,'progressDeadlineSeconds':600},'status':{'observedGeneration':1,";
        deploymentWaits("'spec':{'replicas':2},'status':{}", "its controller has not seen it yet");
        deploymentWaits(deployed + "'replicas':1}", "starting pods: 1/2");
        deploymentWaits(deployed + "'replicas':2,'updatedReplicas':1}", "updating pods: 1/2");
        deploymentWaits(deployed + "'replicas':3,'updatedReplicas':2}", "stopping old pods: 1 left");
        deploymentWaits(
                deployed + "'replicas':2,'updatedReplicas':2,'availableReplicas':1}", "pods becoming available: 1/2");
        deploymentWaits(
                deployed + "'replicas':2,'updatedReplicas':2,'availableReplicas':2,'readyReplicas':1}",
                "pods becoming ready: 1/2");
        String all =
                deployed + "'replicas':2,'updatedReplicas':2,'availableReplicas':2,'readyReplicas':2,'conditions':[";
        String progressed = "{'type':'Progressing','status':'True','reason':'NewReplicaSetAvailable'}";
        String available = "{'type':'Available','status':'True'}";
        deploymentWaits(all + available + "]}", "the new pods are not all in service yet");
        deploymentWaits(all + progressed + "]}", "too few pods are available");
        current("apps/v1", "Deployment", generation(all + progressed + "," + available + "]}"));
        current(
                "apps/v1",
                "Deployment",
                generation(all.replace(",'progressDeadlineSeconds':600", "") + available + "]}"));
    }

    @Test
    public void a_deployment_past_its_deadline_has_failed() {
        fails(
                "apps/v1",
                "Deployment",
                generation("'status':{'observedGeneration':1,'conditions':[{'type':'Progressing','status':'False',"
                        + "'reason':'ProgressDeadlineExceeded','message':'timed out'}]}"),
                "ProgressDeadlineExceeded: timed out");
    }

    @Test
    public void a_deployment_of_no_pods_is_there() {
        current(
                "apps/v1",
                "Deployment",
                generation("'spec':{'replicas':0},'status':{'observedGeneration':1,"
                        + "'conditions':[{'type':'Available','status':'True'}]}"));
    }

    @Test
    public void replicas_count_as_one_where_nothing_is_said() {
        deploymentWaits("'spec':{},'status':{'observedGeneration':1}", "starting pods: 0/1");
    }

    private static void deploymentWaits(String body, String message) {
        waits("apps/v1", "Deployment", generation(body), message);
    }

    private static String generation(String body) {
        return "'metadata':{'generation':1}," + body;
    }

    @Test
    public void a_stateful_set_is_there_once_all_pods_have_its_revision() {
        String spec = "'spec':{'replicas':2},";
        statefulSetWaits(spec + "'status':{}", "its controller has not seen it yet");
        statefulSetWaits(spec + "'status':{'observedGeneration':1,'replicas':1}", "starting pods: 1/2");
        statefulSetWaits(
                spec + "'status':{'observedGeneration':1,'replicas':2,'readyReplicas':1}", "pods becoming ready: 1/2");
        statefulSetWaits(
                spec + "'status':{'observedGeneration':1,'replicas':3,'readyReplicas':3}", "stopping pods: 1 left");
        String full = "'status':{'observedGeneration':1,'replicas':2,'readyReplicas':2,";
        statefulSetWaits(
                spec + full + "'currentReplicas':1,'updatedReplicas':1,'currentRevision':'a','updateRevision':'b'}",
                "updating pods: 1/2");
        statefulSetWaits(
                spec + full + "'currentReplicas':2,'updatedReplicas':2,'currentRevision':'a','updateRevision':'b'}",
                "updating pods: 2/2");
        statefulSetCurrent(spec + full + "'currentReplicas':2,'currentRevision':'b','updateRevision':'b'}");
    }

    @Test
    public void a_partitioned_stateful_set_waits_only_for_its_part() {
        String spec =
                "'spec':{'replicas':3,'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'partition':2}}},";
        String full =
                "'status':{'observedGeneration':1,'replicas':3,'readyReplicas':3,'updateRevision':'b','currentRevision':'a',";
        statefulSetWaits(spec + full + "'updatedReplicas':0}", "updating pods: 0/1 of the partition");
        statefulSetCurrent(spec + full + "'updatedReplicas':1}");
        statefulSetCurrent(spec.replace("'partition':2", "'partition':9") + full + "'updatedReplicas':0}");
    }

    @Test
    public void a_stateful_set_updated_by_hand_is_there_at_once() {
        statefulSetCurrent("'spec':{'replicas':3,'updateStrategy':{'type':'OnDelete'}},'status':{}");
    }

    private static void statefulSetWaits(String body, String message) {
        waits("apps/v1", "StatefulSet", generation(body), message);
    }

    private static void statefulSetCurrent(String body) {
        current("apps/v1", "StatefulSet", generation(body));
    }

    @Test
    public void a_daemon_set_is_there_once_every_node_has_a_new_available_pod() {
        String full = "'status':{'observedGeneration':1,'desiredNumberScheduled':2,'currentNumberScheduled':2,"
                + "'updatedNumberScheduled':2,'numberAvailable':2,'numberReady':2}";
        waits("apps/v1", "DaemonSet", "'status':{}", "its controller has not seen it yet");
        current("apps/v1", "DaemonSet", generation(full));
        for (String count :
                new String[] {"currentNumberScheduled", "updatedNumberScheduled", "numberAvailable", "numberReady"}) {
            String missing = full.replace("'" + count + "':2", "'" + count + "':1");
            waits("apps/v1", "DaemonSet", generation(missing), "pods in service: 1/2");
        }
        current("apps/v1", "DaemonSet", generation("'status':{'observedGeneration':1,'desiredNumberScheduled':0}"));
    }

    @Test
    public void external_secrets_and_their_stores_wait_for_their_controller() {
        for (String kind : new String[] {"ExternalSecret", "SecretStore"}) {
            String api = "external-secrets.io/v1beta1";
            waits(api, kind, "'spec':{}", "waiting for its controller");
            waits(
                    api,
                    kind,
                    "'status':" + condition("Ready", "False", "SecretSyncedError", "no such key"),
                    "SecretSyncedError: no such key");
            current(api, kind, "'status':" + condition("Ready", "True", "", ""));
        }
    }

    @Test
    public void kinds_nobody_knows_speak_through_their_conditions() {
        current("x.example.com/v1", "Lamp", "'spec':{}");
        current("x.example.com/v1", "Lamp", "'status':" + condition("Ready", "True", "", ""));
        waits("x.example.com/v1", "Lamp", "'status':" + condition("Ready", "Unknown", "Warming", "up"), "Warming: up");
        waits("x.example.com/v1", "Lamp", "'status':" + condition("Reconciling", "True", "Busy", ""), "Busy");
        fails("x.example.com/v1", "Lamp", "'status':" + condition("Stalled", "True", "Broken", "bulb"), "Broken: bulb");
        current("x.example.com/v1", "Lamp", "'status':" + condition("Stalled", "False", "", ""));
        current(
                "x.example.com/v1",
                "Lamp",
                "'status':{'conditions':[{'type':'Ready','status':'True'},{'type':'Stalled','status':'True'}]}");
        current("x.example.com/v1", "Deployment", "'spec':{'replicas':3}");
    }

    @Test
    public void statuses_of_the_wrong_shape_do_not_break_the_wait() {
        current("x.example.com/v1", "Lamp", "'status':'on'");
        current("x.example.com/v1", "Lamp", "'status':{'conditions':'none','observedGeneration':'x'}");
        waits("apps/v1", "Deployment", "'spec':[],'status':[1]", "its controller has not seen it yet");
    }

    private static String condition(String type, String status, String reason, String message) {
        return "{'conditions':[{'type':'" + type + "','status':'" + status + "','reason':'" + reason + "','message':'"
                + message + "'}]}";
    }

    private static void current(String apiVersion, String kind, String body) {
        assertThat(of(apiVersion, kind, body)).isEqualTo(Readiness.CURRENT);
    }

    private static void waits(String apiVersion, String kind, String body, String message) {
        Readiness readiness = of(apiVersion, kind, body);
        assertThat(readiness.state()).as("%s", readiness).isEqualTo(Readiness.State.IN_PROGRESS);
        assertThat(readiness.message()).startsWith(message);
    }

    private static void fails(String apiVersion, String kind, String body, String message) {
        assertThat(of(apiVersion, kind, body)).isEqualTo(Readiness.failed(message));
    }

    private static Readiness of(String apiVersion, String kind, String body) {
        return Readiness.of(read("{'apiVersion':'" + apiVersion + "','kind':'" + kind + "'," + body + "}"), NOW);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(json, broken);
        }
    }
}
