package io.jenkins.plugins.drawbridge.engine.plan.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import io.jenkins.plugins.drawbridge.engine.manifest.Yaml;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class SmartDeployTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("1969-12-31T00:00:00.9Z"), ZoneOffset.UTC);
    private static final String ID = "a2d1ace0489d09c0ca26a1ab8a8bc9b11e4365cb4f904c434565a59119f3eb15";
    private static final String DIGEST = "@sha256:5be7104a4306abe768359a5379e6050ef69a29e9a5f99fcf7f46d5f7e9ba29a2";

    private static @Nullable ObjectNode absent(ObjectRef.Key key) {
        return null;
    }

    private static ObjectNode live(ObjectRef.Key key) {
        ObjectNode live = deployment(key.name(), "api:main").body().deepCopy();
        PodTemplate.annotate((ObjectNode) live.at("/spec/template"), Annotations.DEPLOY_CHECKSUM, "aaa");
        return live;
    }

    private static Manifest deployment(String name, String... images) {
        StringBuilder text = new StringBuilder(Yaml.object("apps/v1", "Deployment", name));
        text.append("spec: {template: {spec: {initContainers: [{image: '" + images[0] + "'}], containers: [");
        for (String image : List.of(images).subList(1, images.length)) {
            text.append("{image: '" + image + "'},");
        }
        return Yaml.manifest(text.append("]}}}\n").toString());
    }

    private static List<Manifest> apply(
            List<Manifest> manifests, DeployType type, boolean force, Function<ObjectRef.Key, ObjectNode> live) {
        return SmartDeploy.apply(manifests, new SmartDeploy.Settings(type, force, CLOCK), live);
    }

    private static String id(
            DeployType type, boolean force, Function<ObjectRef.Key, ObjectNode> live, String... images) {
        Manifest result =
                apply(List.of(deployment("api", images)), type, force, live).get(0);
        return PodTemplate.annotation(result.body(), Annotations.DEPLOY_CHECKSUM);
    }

    @Test
    public void deploy_all_rolls_out_whatever_lives() {
        assertThat(id(DeployType.DEPLOY_ALL, false, SmartDeployTest::live, "api:1.0.0"))
                .isEqualTo(ID);
        assertThat(id(DeployType.DEPLOY_ALL, true, SmartDeployTest::absent, "not an image"))
                .isEqualTo(ID);
    }

    @Test
    public void smart_deploy_keeps_what_lives() {
        assertThat(id(DeployType.SMART_DEPLOY, false, SmartDeployTest::live, "api:main"))
                .isEqualTo("aaa");
        assertThat(id(DeployType.SMART_DEPLOY, false, SmartDeployTest::absent, "api:main"))
                .isNull();
        assertThat(id(
                        DeployType.SMART_DEPLOY,
                        false,
                        key -> deployment("api", "a").body(),
                        "api:main"))
                .isNull();
        assertThat(id(DeployType.SMART_DEPLOY, false, SmartDeployTest::live, "not an image"))
                .isEqualTo("aaa");
    }

    @Test
    public void force_rolls_out_what_has_an_image_without_a_version() {
        assertThat(id(DeployType.SMART_DEPLOY, true, SmartDeployTest::live, "api:1.0.0", "b:v2"))
                .isEqualTo("aaa");
        assertThat(id(DeployType.SMART_DEPLOY, true, SmartDeployTest::live, "api:1.0.0", "b:v2", "c:main"))
                .isEqualTo(ID);
        assertThat(id(DeployType.SMART_DEPLOY, true, SmartDeployTest::live, "api"))
                .isEqualTo(ID);
        assertThat(id(DeployType.SMART_DEPLOY, true, SmartDeployTest::live, "api:main" + DIGEST, "b" + DIGEST))
                .isEqualTo("aaa");
    }

    @Test
    public void a_digest_does_not_end_the_search() {
        assertThat(id(DeployType.SMART_DEPLOY, true, SmartDeployTest::live, "a:1.0.0", "b" + DIGEST, "c:main"))
                .isEqualTo(ID);
    }

    @Test
    public void an_image_that_is_no_name_is_refused_where_it_decides() {
        assertThatThrownBy(() -> id(DeployType.SMART_DEPLOY, true, SmartDeployTest::live, "api:1.0.0", "not an image"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "<stdin>:2: Deployment.apps api: couldn't parse image name \"not an image\": invalid reference"
                                + " format");
    }

    @Test
    public void the_id_is_taken_in_the_zone_of_the_clock() {
        String plusOne = DeployChecksum.newId(CLOCK.withZone(ZoneId.of("+01:00")));
        assertThat(plusOne).isEqualTo(Checksum.ofMap(Map.of("time", "1969-12-31T01:00:00+01:00")));
    }

    @Test
    public void other_objects_pass_untouched_and_the_input_is_not_changed() {
        Manifest service = Yaml.manifest(Yaml.object("v1", "Service", "s"));
        Manifest job = Yaml.manifest(Yaml.object("batch/v1", "Job", "j") + "spec: {template: {spec: {}}}\n");
        Manifest api = deployment("api", "api:1.0.0");
        String before = api.body().toString();
        List<Manifest> result =
                apply(List.of(service, job, api), DeployType.DEPLOY_ALL, false, SmartDeployTest::absent);
        assertThat(result.get(0)).isSameAs(service);
        assertThat(result.get(1)).isSameAs(job);
        assertThat(api.body().toString()).isEqualTo(before);
    }

    @Test
    public void external_secrets_are_synced_again_in_every_mode() {
        Manifest secret = Yaml.manifest(Yaml.object("external-secrets.io/v1", "ExternalSecret", "e"));
        for (DeployType type : DeployType.values()) {
            Manifest result =
                    apply(List.of(secret), type, false, SmartDeployTest::live).get(0);
            assertThat(Annotations.get(result.body(), Annotations.DEPLOY_CHECKSUM))
                    .isEqualTo(ID);
        }
    }

    @Test
    public void a_workload_waits_for_its_external_secrets_and_what_the_user_named() {
        String text = Yaml.object("external-secrets.io/v1", "ExternalSecret", "db")
                + "spec: {target: {name: db-creds}, secretStoreRef: {name: vault}, data: [{sourceRef: {storeRef:"
                + " {name: other, kind: ClusterSecretStore}}}], dataFrom: [{sourceRef: {storeRef: {name: second}}}]}\n"
                + Yaml.object("external-secrets.io/v1", "ExternalSecret", "plain")
                + Yaml.object("external-secrets.io/v1", "SecretStore", "vault")
                + Yaml.object("external-secrets.io/v1", "SecretStore", "other")
                + Yaml.object("external-secrets.io/v1", "SecretStore", "second")
                + Yaml.object("apps/v1", "StatefulSet", "sts")
                + "  annotations: {config.kubernetes.io/depends-on: /namespaces/shop/Secret/mine}\n"
                + "spec: {template: {spec: {volumes: [{secret: {secretName: db-creds}}], containers: [{env: [{valueFrom:"
                + " {secretKeyRef: {name: plain, key: k}}}]}]}}}\n"
                + Yaml.object("apps/v1", "Deployment", "none")
                + "spec: {template: {spec: {volumes: [{secret: {secretName: db}}]}}}\n";
        List<Manifest> result = apply(Yaml.manifests(text), DeployType.SMART_DEPLOY, false, SmartDeployTest::absent);
        assertThat(dependsOn(result.get(0)))
                .isEqualTo("external-secrets.io/namespaces/shop/SecretStore/vault,"
                        + "external-secrets.io/namespaces/shop/SecretStore/second");
        assertThat(dependsOn(result.get(1))).isNull();
        assertThat(dependsOn(result.get(5)))
                .isEqualTo("/namespaces/shop/Secret/mine,external-secrets.io/namespaces/shop/ExternalSecret/db,"
                        + "external-secrets.io/namespaces/shop/ExternalSecret/plain");
        assertThat(dependsOn(result.get(6))).isNull();
    }

    private static String dependsOn(Manifest manifest) {
        return Annotations.get(manifest.body(), Annotations.DEPENDS_ON);
    }

    @Test
    public void a_once_secret_that_lives_counts_with_its_living_content() {
        String secret = Yaml.object("v1", "Secret", "pw") + "  annotations: {mia-platform.eu/deploy: once}\n"
                + "stringData: {pw: RANDOM}\n";
        String reader = Yaml.object("v1", "Pod", "p") + "spec: {volumes: [{secret: {secretName: pw}}]}\n";
        ObjectNode living = Yaml.manifest(Yaml.object("v1", "Secret", "pw") + "data: {pw: Zmlyc3Q=}\n")
                .body();
        Function<ObjectRef.Key, ObjectNode> live = key -> key.kind().equals("Secret") ? living : null;
        String first = checksum(secret.replace("RANDOM", "first") + reader, SmartDeployTest::absent);
        assertThat(checksum(secret.replace("RANDOM", "second") + reader, live)).isEqualTo(first);
        assertThat(checksum(secret.replace("RANDOM", "second") + reader, SmartDeployTest::absent))
                .isNotEqualTo(first);
    }

    private static String checksum(String text, Function<ObjectRef.Key, ObjectNode> live) {
        Manifest pod = apply(Yaml.manifests(text), DeployType.SMART_DEPLOY, false, live)
                .get(1);
        return PodTemplate.annotation(pod.body(), Annotations.DEPENDENCIES_CHECKSUM);
    }
}
