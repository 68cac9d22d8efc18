package io.jenkins.plugins.drawbridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.testkit.RawClient.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What the private cluster says must be what a real API server says: the same tests against both. */
@RunWith(Parameterized.class)
public class ConformanceTest {

    private static final ClustersUnderTest CLUSTERS =
            ClustersUnderTest.start(PrivateCluster.builder().withoutRollouts().bookmarkEvery(Duration.ofMillis(300)));

    @Parameters(name = "{1}")
    public static List<Object[]> clusters() {
        return CLUSTERS.parameters();
    }

    @AfterClass
    public static void close() {
        CLUSTERS.close();
    }

    private final ClusterUnderTest cluster;
    private final RawClient admin;
    private String namespace;
    private String core;
    private String apps;

    public ConformanceTest(ClusterUnderTest cluster, String name) {
        this.cluster = cluster;
        this.admin = new RawClient(cluster, cluster.adminToken());
        assertThat(name).isEqualTo(cluster.name());
    }

    @Before
    public void makeNamespace() {
        namespace = cluster.newNamespace("conform");
        core = "/api/v1/namespaces/" + namespace + "/";
        apps = "/apis/apps/v1/namespaces/" + namespace + "/";
    }

    @Test
    public void what_is_missing_is_404_and_what_exists_is_409() {
        Reply missing = admin.get(core + "configmaps/nothing");
        assertThat(missing.code()).isEqualTo(404);
        assertThat(missing.json())
                .isEqualTo(
                        RawClient.read("{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Failure','message':"
                                + "'configmaps \\'nothing\\' not found','reason':'NotFound','details':{'name':'nothing',"
                                + "'kind':'configmaps'},'code':404}"));

        String body = "{'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'one'}}";
        assertThat(admin.post(core + "configmaps", body).code()).isEqualTo(201);
        Reply again = admin.post(core + "configmaps", body);
        assertThat(again.code()).isEqualTo(409);
        assertThat(again.message()).isEqualTo("configmaps \"one\" already exists");
        assertThat(again.reason()).isEqualTo("AlreadyExists");
    }

    @Test
    public void a_missing_namespace_is_named() {
        Reply refused = admin.apply("/api/v1/namespaces/no-such/configmaps/x", "t", configMap("'a':'1'"));
        assertThat(refused.code()).isEqualTo(404);
        assertThat(refused.message()).isEqualTo("namespaces \"no-such\" not found");
    }

    @Test
    public void an_invalid_deployment_is_422_with_its_field() {
        String body = deployment("app:1").replace("'labels':{'app':'web'}", "'labels':{'app':'other'}");
        Reply refused = admin.apply(apps + "deployments/web", "t", body);
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.reason()).isEqualTo("Invalid");
        assertThat(refused.message())
                .startsWith("Deployment.apps \"web\" is invalid: spec.template.metadata.labels: Invalid value: ")
                .endsWith("`selector` does not match template `labels`");
        assertThat(refused.json().at("/details/causes/0/field").asText()).isEqualTo("spec.template.metadata.labels");
    }

    @Test
    public void a_selector_is_immutable() {
        admin.apply(apps + "deployments/web", "t", deployment("app:1"));
        Reply refused =
                admin.apply(apps + "deployments/web", "t", deployment("app:1").replace("'app':'web'", "'app':'two'"));
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.message()).contains("spec.selector: Invalid value: ").endsWith("field is immutable");
    }

    @Test
    public void an_apply_that_changes_nothing_writes_nothing() {
        JsonNode first =
                admin.apply(core + "configmaps/c", "t", configMap("'a':'1'")).json();
        JsonNode second =
                admin.apply(core + "configmaps/c", "t", configMap("'a':'1'")).json();
        assertThat(second).isEqualTo(first);
    }

    @Test
    public void generation_counts_changes_of_the_spec_only() {
        JsonNode first =
                admin.apply(apps + "deployments/web", "t", deployment("app:1")).json();
        JsonNode labelled = admin.patch(
                        apps + "deployments/web", "merge-patch+json", "{'metadata':{'labels':{'x':'y'}}}")
                .json();
        JsonNode changed =
                admin.apply(apps + "deployments/web", "t", deployment("app:2")).json();

        assertThat(first.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(labelled.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(changed.at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(changed.at("/metadata/resourceVersion")).isNotEqualTo(labelled.at("/metadata/resourceVersion"));
    }

    @Test
    public void a_field_of_somebody_else_is_a_conflict_until_forced() {
        admin.apply(apps + "deployments/web", "one", deployment("app:1"));
        Reply refused = admin.apply(apps + "deployments/web", "two", deployment("app:2"));

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("Conflict");
        String field = ".spec.template.spec.containers[name=\"web\"].image";
        assertThat(refused.message()).isEqualTo("Apply failed with 1 conflict: conflict with \"one\": " + field);
        assertThat(refused.json().at("/details/causes"))
                .isEqualTo(RawClient.readExactly(
                        "[{\"reason\":\"FieldManagerConflict\",\"message\":\"conflict with \\\"one\\\"\",\"field\":\""
                                + field.replace("\"", "\\\"") + "\"}]"));

        JsonNode forced = admin.apply(apps + "deployments/web?force=true", "two", deployment("app:2"))
                .json();
        assertThat(forced.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("app:2");
        assertThat(fields(forced, "one").toString()).doesNotContain("f:image");
        assertThat(fields(forced, "two").toString()).contains("f:image");
    }

    @Test
    public void an_update_by_hand_conflicts_with_its_version_named() {
        admin.apply(core + "configmaps/c", "one", configMap("'a':'1'"));
        admin.patch(core + "configmaps/c?fieldManager=kubectl-edit", "merge-patch+json", "{'data':{'a':'2','b':'3'}}");
        Reply refused = admin.apply(core + "configmaps/c", "one", configMap("'a':'1'"));

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.message())
                .matches(
                        "Apply failed with 1 conflict: conflict with \"kubectl-edit\" using v1( at [-0-9TZ:]+)?: \\.data\\.a");
    }

    @Test
    public void what_is_applied_no_longer_goes_unless_somebody_else_owns_it() {
        admin.apply(core + "configmaps/c", "one", configMap("'a':'1','b':'2','c':'3'"));
        admin.apply(core + "configmaps/c", "two", configMap("'b':'2'"));
        JsonNode left =
                admin.apply(core + "configmaps/c", "one", configMap("'a':'1'")).json();

        assertThat(left.path("data")).isEqualTo(RawClient.read("{'a':'1','b':'2'}"));
        assertThat(fields(left, "one")).isEqualTo(RawClient.read("{'f:data':{'f:a':{}}}"));
        assertThat(fields(left, "two")).isEqualTo(RawClient.read("{'f:data':{'f:b':{}}}"));
    }

    @Test
    public void what_somebody_owned_may_be_written_into_other_hands() {
        admin.apply(core + "configmaps/c", "one", configMap("'a':'1','b':'2'"));
        JsonNode live = admin.get(core + "configmaps/c").json();
        String owners = live.at("/metadata/managedFields").toString().replace("\"one\"", "\"two\"");
        JsonNode given = admin.patch(
                        core + "configmaps/c?fieldManager=two",
                        "merge-patch+json",
                        "{'metadata':{'managedFields':" + owners + "}}")
                .json();
        JsonNode left =
                admin.apply(core + "configmaps/c", "two", configMap("'a':'1'")).json();

        assertThat(fields(given, "two")).isEqualTo(RawClient.read("{'f:data':{'f:a':{},'f:b':{}}}"));
        assertThat(given.at("/metadata/resourceVersion")).isNotEqualTo(live.at("/metadata/resourceVersion"));
        assertThat(left.path("data")).isEqualTo(RawClient.read("{'a':'1'}"));
    }

    @Test
    public void a_container_and_a_variable_that_are_applied_no_longer_go() {
        String two = deployment("app:1")
                .replace("'image':'app:1'", "'image':'app:1','env':[{'name':'A','value':'1'},{'name':'B','value':'2'}]")
                .replace("'containers':[", "'containers':[{'name':'side','image':'side:1'},");
        admin.apply(apps + "deployments/web", "t", two);
        JsonNode left =
                admin.apply(apps + "deployments/web", "t", deployment("app:1")).json();

        assertThat(left.at("/spec/template/spec/containers")).hasSize(1);
        assertThat(left.at("/spec/template/spec/containers/0").has("env")).isFalse();
        assertThat(fields(left, "t").at("/f:spec/f:template/f:spec/f:containers"))
                .isEqualTo(RawClient.readExactly(
                        "{\"k:{\\\"name\\\":\\\"web\\\"}\":{\".\":{},\"f:image\":{},\"f:name\":{}}}"));
    }

    @Test
    public void a_field_that_is_removed_falls_back_to_its_default() {
        admin.apply(
                apps + "deployments/web",
                "t",
                deployment("app:1")
                        .replace("'spec':{'sel", "'spec':{'replicas':5,'strategy':{'type':'Recreate'},'sel"));
        JsonNode left =
                admin.apply(apps + "deployments/web", "t", deployment("app:1")).json();

        assertThat(left.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(left.at("/spec/strategy"))
                .isEqualTo(RawClient.read(
                        "{'type':'RollingUpdate','rollingUpdate':{'maxUnavailable':'25%','maxSurge':'25%'}}"));
    }

    @Test
    public void an_unknown_field_is_refused_by_apply() {
        Reply refused = admin.apply(
                apps + "deployments/web", "t", deployment("app:1").replace("'image'", "'foo':'bar','image'"));
        assertThat(refused.code()).isGreaterThanOrEqualTo(400);
        assertThat(refused.message())
                .startsWith("failed to create typed patch object")
                .endsWith(".spec.template.spec.containers[name=\"web\"].foo: field not declared in schema");
    }

    @Test
    public void a_deployment_comes_back_with_the_defaults() {
        JsonNode live =
                admin.apply(apps + "deployments/web", "t", deployment("app:1")).json();
        ObjectNode spec = live.path("spec").deepCopy();
        assertThat(spec)
                .isEqualTo(
                        RawClient.read("{'replicas':1,'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':"
                                + "{'creationTimestamp':null,'labels':{'app':'web'}},'spec':{'containers':[{'name':'web','image':"
                                + "'app:1','resources':{},'terminationMessagePath':'/dev/termination-log',"
                                + "'terminationMessagePolicy':'File','imagePullPolicy':'IfNotPresent'}],'restartPolicy':'Always',"
                                + "'terminationGracePeriodSeconds':30,'dnsPolicy':'ClusterFirst','securityContext':{},"
                                + "'schedulerName':'default-scheduler'}},'strategy':{'type':'RollingUpdate','rollingUpdate':"
                                + "{'maxUnavailable':'25%','maxSurge':'25%'}},'revisionHistoryLimit':10,"
                                + "'progressDeadlineSeconds':600}"));
    }

    @Test
    public void a_pod_template_comes_back_with_quantities_ports_probes_and_volumes_completed() {
        String body = deployment("app")
                .replace(
                        "'image':'app'",
                        "'image':'app','ports':[{'containerPort':80}],'resources':{'limits':{'cpu':'1000m','memory':"
                                + "'1024Mi'}},'env':[{'name':'E','value':''}],'volumeMounts':[{'name':'v','mountPath':"
                                + "'/v','readOnly':false}],'readinessProbe':{'httpGet':{'port':80}}")
                .replace(
                        "'spec':{'containers'",
                        "'spec':{'volumes':[{'name':'v','configMap':{'name':'c'}}],'containers'");
        JsonNode live = admin.apply(apps + "deployments/web", "t", body).json();

        assertThat(live.at("/spec/template/spec/volumes"))
                .isEqualTo(RawClient.read("[{'name':'v','configMap':{'name':'c','defaultMode':420}}]"));
        assertThat(live.at("/spec/template/spec/containers/0"))
                .isEqualTo(RawClient.read("{'name':'web','image':'app','ports':[{'containerPort':80,'protocol':'TCP'}],"
                        + "'env':[{'name':'E'}],'resources':{'limits':{'cpu':'1','memory':'1Gi'}},"
                        + "'volumeMounts':[{'name':'v','mountPath':'/v'}],'readinessProbe':{'httpGet':{'path':'/','port':"
                        + "80,'scheme':'HTTP'},'timeoutSeconds':1,'periodSeconds':10,'successThreshold':1,"
                        + "'failureThreshold':3},'terminationMessagePath':'/dev/termination-log',"
                        + "'terminationMessagePolicy':'File','imagePullPolicy':'Always'}"));
    }

    @Test
    public void a_service_comes_back_with_the_defaults() {
        ObjectNode spec = admin.apply(
                        core + "services/web",
                        "t",
                        "{'kind':'Service','apiVersion':'v1','spec':{'selector':{'app':'web'},'ports':[{'port':80,"
                                + "'protocol':'TCP'}]}}")
                .json()
                .path("spec")
                .deepCopy();
        assertThat(spec.remove("clusterIP").asText()).matches("10\\.[0-9.]+");
        spec.remove(List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"));
        assertThat(spec)
                .isEqualTo(RawClient.read(
                        "{'ports':[{'protocol':'TCP','port':80,'targetPort':80}],'selector':{'app':'web'},"
                                + "'type':'ClusterIP','sessionAffinity':'None'}"));
    }

    @Test
    public void a_secret_keeps_text_as_data() {
        JsonNode live = admin.post(
                        core + "secrets",
                        "{'kind':'Secret','apiVersion':'v1','metadata':{'name':'s'},'stringData':{'a':'x'}}")
                .json();
        assertThat(live.path("data")).isEqualTo(RawClient.read("{'a':'eA=='}"));
        assertThat(live.has("stringData")).isFalse();
        assertThat(live.path("type").asText()).isEqualTo("Opaque");
    }

    @Test
    public void a_job_and_an_ingress_and_a_stateful_set_come_back_with_the_defaults() {
        JsonNode job = admin.post(
                        "/apis/batch/v1/namespaces/" + namespace + "/jobs",
                        "{'kind':'Job','apiVersion':'batch/v1','metadata':{'name':'j'},'spec':{'template':{'spec':"
                                + "{'restartPolicy':'Never','containers':[{'name':'c','image':'i:1'}]}}}}")
                .json();
        assertThat(job.at("/spec/backoffLimit").asInt()).isEqualTo(6);
        assertThat(job.at("/spec/completions").asInt()).isEqualTo(1);
        assertThat(job.at("/spec/parallelism").asInt()).isEqualTo(1);
        assertThat(job.at("/spec/template/metadata/labels/job-name").asText()).isEqualTo("j");
        assertThat(job.at("/spec/selector/matchLabels/controller-uid")).isEqualTo(job.at("/metadata/uid"));

        JsonNode set = admin.apply(
                        apps + "statefulsets/db",
                        "t",
                        deployment("db:1")
                                .replace("'Deployment'", "'StatefulSet'")
                                .replace("'spec':{'sel", "'spec':{'serviceName':'db','sel"))
                .json();
        assertThat(set.at("/spec/podManagementPolicy").asText()).isEqualTo("OrderedReady");
        assertThat(set.at("/spec/updateStrategy"))
                .isEqualTo(RawClient.read("{'type':'RollingUpdate','rollingUpdate':{'partition':0}}"));
    }

    @Test
    public void a_dry_run_answers_as_if_and_keeps_nothing() {
        Reply created = admin.apply(core + "configmaps/c?dryRun=All", "t", configMap("'a':'1'"));
        assertThat(created.code()).isEqualTo(201);
        assertThat(created.json().at("/data/a").asText()).isEqualTo("1");
        assertThat(admin.get(core + "configmaps/c").code()).isEqualTo(404);

        JsonNode live =
                admin.apply(core + "configmaps/c", "t", configMap("'a':'1'")).json();
        JsonNode rehearsed = admin.apply(core + "configmaps/c?dryRun=All", "t", configMap("'a':'2'"))
                .json();
        assertThat(rehearsed.at("/data/a").asText()).isEqualTo("2");
        assertThat(rehearsed.at("/metadata/resourceVersion")).isEqualTo(live.at("/metadata/resourceVersion"));
        assertThat(admin.get(core + "configmaps/c").json()).isEqualTo(live);
        assertThat(admin.delete(core + "configmaps/c?dryRun=All", "").code()).isEqualTo(200);
        assertThat(admin.get(core + "configmaps/c").json()).isEqualTo(live);
    }

    @Test
    public void a_list_comes_page_by_page_at_one_version() {
        for (int number = 0; number < 5; number++) {
            admin.apply(core + "configmaps/p" + number, "t", configMap("'n':'" + number + "'"));
        }
        String path = core + "configmaps?labelSelector=app=web&limit=2";
        JsonNode first = admin.get(path).json();
        JsonNode second = admin.get(
                        path + "&continue=" + first.at("/metadata/continue").asText())
                .json();
        JsonNode third = admin.get(
                        path + "&continue=" + second.at("/metadata/continue").asText())
                .json();

        assertThat(first.path("items").findValuesAsText("n")).containsExactly("0", "1");
        assertThat(second.path("items").findValuesAsText("n")).containsExactly("2", "3");
        assertThat(third.path("items").findValuesAsText("n")).containsExactly("4");
        assertThat(third.at("/metadata").has("continue")).isFalse();
        assertThat(third.at("/metadata/resourceVersion")).isEqualTo(first.at("/metadata/resourceVersion"));
        assertThat(first.at("/items/0").has("kind")).isFalse();
        assertThat(admin.get(core + "configmaps?continue=nonsense").code()).isEqualTo(400);
    }

    @Test
    public void selectors_select() {
        admin.apply(core + "configmaps/a", "t", configMap("'n':'a'"));
        admin.apply(core + "configmaps/b", "t", configMap("'n':'b'").replace("'app':'web'", "'app':'db'"));
        assertThat(names("fieldSelector=metadata.name=a")).containsExactly("a");
        assertThat(names("labelSelector=app in (db,web)")).contains("a", "b");
        assertThat(names("labelSelector=app!=web")).contains("b").doesNotContain("a");
        assertThat(admin.get(core + "configmaps?fieldSelector=data.n=a").code()).isEqualTo(400);
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        admin.get(core + "configmaps?" + query)
                .json()
                .path("items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    @Test
    public void a_watch_goes_on_from_a_version() {
        admin.apply(core + "configmaps/old", "t", configMap("'a':'1'"));
        String version = admin.get(core + "configmaps")
                .json()
                .at("/metadata/resourceVersion")
                .asText();
        admin.apply(core + "configmaps/c", "t", configMap("'a':'1'"));
        admin.apply(core + "configmaps/c", "t", configMap("'a':'2'"));
        admin.delete(core + "configmaps/c", "");

        // A controller may put kube-root-ca.crt into a new namespace at any moment; only ours carry the label.
        String path = core + "configmaps?watch=true&timeoutSeconds=3&labelSelector=app=web&resourceVersion=" + version;
        try (RawClient.Watching watch = admin.watch(path)) {
            assertThat(watch.nextAsWords()).isEqualTo("ADDED c");
            assertThat(watch.nextAsWords()).isEqualTo("MODIFIED c");
            assertThat(watch.nextAsWords()).isEqualTo("DELETED c");
            assertThat(watch.hasNext()).isFalse();
        }
    }

    @Test
    public void a_watch_shows_what_enters_and_leaves_its_selection() {
        String version = admin.get(core + "configmaps")
                .json()
                .at("/metadata/resourceVersion")
                .asText();
        admin.apply(core + "configmaps/c", "t", configMap("'a':'1'"));
        admin.apply(core + "configmaps/c", "t", configMap("'a':'1'").replace("'app':'web'", "'app':'db'"));

        String path = core + "configmaps?watch=true&labelSelector=app=web&timeoutSeconds=3&resourceVersion=" + version;
        try (RawClient.Watching watch = admin.watch(path)) {
            assertThat(watch.nextAsWords()).isEqualTo("ADDED c");
            assertThat(watch.nextAsWords()).isEqualTo("DELETED c");
        }
    }

    @Test
    public void an_update_needs_the_latest_version() {
        JsonNode first =
                admin.apply(core + "configmaps/c", "t", configMap("'a':'1'")).json();
        admin.apply(core + "configmaps/c", "t", configMap("'a':'2'"));
        Reply refused = admin.put(core + "configmaps/c", first.toString());
        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.message())
                .isEqualTo(
                        "Operation cannot be fulfilled on configmaps \"c\": the object has been modified; please apply "
                                + "your changes to the latest version and try again");
    }

    @Test
    public void a_lease_is_taken_by_one_of_two() {
        String leases = "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
        ObjectNode lease = admin.post(
                        leases,
                        "{'kind':'Lease','apiVersion':'coordination.k8s.io/v1','metadata':{'name':'lock'},'spec':"
                                + "{'holderIdentity':'','leaseDurationSeconds':15}}")
                .json()
                .deepCopy();
        lease.withObjectProperty("spec").put("holderIdentity", "one").put("renewTime", "2026-01-01T00:00:00.000000Z");
        assertThat(admin.put(leases + "/lock", lease.toString()).code()).isEqualTo(200);
        lease.withObjectProperty("spec").put("holderIdentity", "two");
        assertThat(admin.put(leases + "/lock", lease.toString()).code()).isEqualTo(409);
        JsonNode kept = admin.get(leases + "/lock").json().path("spec");
        assertThat(kept.path("holderIdentity").asText()).isEqualTo("one");
        assertThat(kept.path("renewTime").asText()).isEqualTo("2026-01-01T00:00:00.000000Z");
    }

    @Test
    public void a_delete_checks_who_it_deletes() {
        JsonNode live =
                admin.apply(core + "configmaps/c", "t", configMap("'a':'1'")).json();
        Reply refused = admin.delete(core + "configmaps/c", "{'preconditions':{'uid':'wrong'}}");
        assertThat(refused.code()).isEqualTo(409);
        String uid = live.at("/metadata/uid").asText();
        assertThat(refused.message())
                .isEqualTo(
                        "Operation cannot be fulfilled on ConfigMap \"c\": the UID in the precondition (wrong) does not "
                                + "match the UID in record (" + uid
                                + "). The object might have been deleted and then recreated");
        Reply done = admin.delete(core + "configmaps/c", "{'preconditions':{'uid':'" + uid + "'}}");
        assertThat(done.json())
                .isEqualTo(
                        RawClient.read("{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Success','details':"
                                + "{'name':'c','kind':'configmaps','uid':'" + uid + "'}}"));
    }

    @Test
    public void a_finalizer_holds_an_object_until_it_goes() {
        admin.apply(
                core + "configmaps/c",
                "t",
                configMap("'a':'1'").replace("'labels'", "'finalizers':['example.com/wait'],'labels'"));
        JsonNode ending = admin.delete(core + "configmaps/c", "").json();
        assertThat(ending.at("/metadata").has("deletionTimestamp")).isTrue();
        assertThat(admin.get(core + "configmaps/c").code()).isEqualTo(200);
        assertThat(admin.patch(core + "configmaps/c", "merge-patch+json", "{'metadata':{'finalizers':null}}")
                        .code())
                .isEqualTo(200);
        assertThat(admin.get(core + "configmaps/c").code()).isEqualTo(404);
    }

    @Test
    public void a_namespace_that_goes_takes_nothing_new() {
        String held = "'data':{},'metadata':{'finalizers':['example.com/wait']";
        admin.apply(core + "configmaps/held", "t", "{'apiVersion':'v1','kind':'ConfigMap'," + held + "}}");
        admin.delete("/api/v1/namespaces/" + namespace, "");
        Reply refused = admin.apply(core + "configmaps/new", "t", configMap("'a':'1'"));
        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.json().at("/details/causes/0"))
                .isEqualTo(RawClient.read("{'reason':'NamespaceTerminating','message':'namespace " + namespace
                        + " is being terminated','field':'metadata.namespace'}"));
        admin.patch(core + "configmaps/held", "merge-patch+json", "{'metadata':{'finalizers':null}}");
    }

    @Test
    public void a_namespace_takes_what_is_in_it_along() {
        admin.apply(core + "configmaps/c", "t", configMap("'a':'1'"));
        JsonNode ending = admin.delete("/api/v1/namespaces/" + namespace, "").json();
        assertThat(ending.at("/status/phase").asText()).isEqualTo("Terminating");
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (admin.get("/api/v1/namespaces/" + namespace).code() != 404) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(admin.get(core + "configmaps/c").code()).isEqualTo(404);
    }

    @Test
    public void a_definition_brings_a_new_kind() {
        String group = namespace + ".example.com";
        String crd = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        Reply made = admin.post(
                crd,
                "{'kind':'CustomResourceDefinition','apiVersion':'apiextensions.k8s.io/v1','metadata':{'name':'widgets."
                        + group + "'},'spec':{'group':'" + group
                        + "','scope':'Namespaced','names':{'kind':'Widget','plural':"
                        + "'widgets'},'versions':[{'name':'v1','served':true,'storage':true,'subresources':{'status':{}},"
                        + "'schema':{'openAPIV3Schema':{'type':'object','properties':{'spec':{'type':'object','properties':"
                        + "{'size':{'type':'integer'},'tags':{'type':'array','items':{'type':'string'}}}},'status':{'type':"
                        + "'object','x-kubernetes-preserve-unknown-fields':true}}}}}]}}");
        assertThat(made.code()).isEqualTo(201);
        String widgets = "/apis/" + group + "/v1/namespaces/" + namespace + "/widgets/w";
        String body = "{'kind':'Widget','apiVersion':'" + group + "/v1','spec':{'size':1,'tags':['a']}}";
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        Reply applied = admin.apply(widgets, "t", body);
        while (applied.code() == 404) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            applied = admin.apply(widgets, "t", body);
        }
        assertThat(applied.code()).isIn(200, 201);
        assertThat(applied.json().at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(admin.apply(widgets, "t", body.replace("'size'", "'shape'")).message())
                .endsWith(".spec.shape: field not declared in schema");
        JsonNode status = admin.patch(widgets + "/status", "merge-patch+json", "{'status':{'phase':'ok'}}")
                .json();
        assertThat(status.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(status.at("/status/phase").asText()).isEqualTo("ok");
        assertThat(admin.get(crd + "/widgets." + group)
                        .json()
                        .at("/status/conditions")
                        .toString())
                .contains("Established", "NamesAccepted");
        assertThat(admin.get("/apis/" + group + "/v1").json().path("resources").toString())
                .contains("\"Widget\"");
        admin.delete(crd + "/widgets." + group, "");
    }

    @Test
    public void a_pod_is_refused_whose_account_or_priority_is_not_there() {
        String pod = "{'kind':'Pod','apiVersion':'v1','spec':{'FIELD':'missing','containers':"
                + "[{'name':'main','image':'app:1'}]}}";
        Reply unknown = admin.apply(core + "pods/p", "t", pod.replace("FIELD", "serviceAccountName"));
        assertThat(unknown.code()).isEqualTo(403);
        assertThat(unknown.message())
                .isEqualTo("pods \"p\" is forbidden: error looking up service account " + namespace
                        + "/missing: serviceaccount \"missing\" not found");
        Reply unordered = admin.apply(core + "pods/p?dryRun=All", "t", pod.replace("FIELD", "priorityClassName"));
        assertThat(unordered.code()).isEqualTo(403);
        assertThat(unordered.message())
                .isEqualTo("pods \"p\" is forbidden: no PriorityClass with name missing was found");
    }

    @Test
    public void an_access_review_tells_what_one_may() {
        JsonNode review = admin.post(
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "{'kind':'SelfSubjectAccessReview','apiVersion':'authorization.k8s.io/v1','spec':"
                                + "{'resourceAttributes':{'verb':'patch','group':'apps','resource':'deployments',"
                                + "'namespace':'" + namespace + "'}}}")
                .json();
        assertThat(review.at("/status/allowed").asBoolean()).isTrue();
    }

    @Test
    public void a_wrong_token_is_401() {
        Reply refused = new RawClient(cluster, "wrong").get(core + "configmaps");
        assertThat(refused.code()).isEqualTo(401);
        assertThat(refused.reason()).isEqualTo("Unauthorized");
    }

    @Test
    public void who_creates_owns_the_fields_with_their_parents() {
        JsonNode live = admin.post(
                        core + "configmaps?fieldManager=maker",
                        configMap("'a':'1'").replace("'labels'", "'name':'c','labels'"))
                .json();
        JsonNode entry = live.at("/metadata/managedFields/0");
        assertThat(entry.path("manager").asText()).isEqualTo("maker");
        assertThat(entry.path("operation").asText()).isEqualTo("Update");
        assertThat(entry.path("apiVersion").asText()).isEqualTo("v1");
        assertThat(entry.path("fieldsType").asText()).isEqualTo("FieldsV1");
        assertThat(entry.path("fieldsV1"))
                .isEqualTo(
                        RawClient.read("{'f:data':{'.':{},'f:a':{}},'f:metadata':{'f:labels':{'.':{},'f:app':{}}}}"));
    }

    private static JsonNode fields(JsonNode object, String manager) {
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                ObjectNode fields = entry.path("fieldsV1").deepCopy();
                fields.remove("f:metadata");
                return fields;
            }
        }
        throw new AssertionError("no entry of " + manager + " in " + object);
    }

    private static String configMap(String data) {
        return "{'kind':'ConfigMap','apiVersion':'v1','metadata':{'labels':{'app':'web'}},'data':{" + data + "}}";
    }

    private static String deployment(String image) {
        return ("{'kind':'Deployment','apiVersion':'apps/v1','spec':{'selector':{'matchLabels':{'app':'web'}},'template':"
                        + "{'metadata':{'labels':{'app':'web'}},'spec':{'containers':[{'name':'web','image':'%s'}]}}}}")
                .formatted(image);
    }
}
