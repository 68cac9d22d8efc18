package io.jenkins.plugins.drawbridge.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class JobsTest {

    private static final String CRON_JOB =
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata:
              name: cleanup
              namespace: shop
              annotations: {mia-platform.eu/autocreate: "true"}
            spec:
              schedule: "* * * * *"
              jobTemplate:
                metadata: {labels: {app: x}, annotations: {a: b}}
                spec: {template: {spec: {restartPolicy: Never}}}
            """;

    private static List<Manifest> generate(String text) {
        return new JobFromCronJob(() -> "3fa9c").addTo(Yaml.manifests(text));
    }

    @Test
    public void a_cron_job_that_asks_for_it_brings_a_job() {
        List<Manifest> all = generate(CRON_JOB);
        assertThat(all)
                .extracting(manifest -> manifest.ref().toString())
                .containsExactly("CronJob.batch cleanup", "Job.batch cleanup-3fa9c");
        assertThat(all.get(1).body())
                .hasToString("{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":"
                        + "{\"name\":\"cleanup-3fa9c\",\"namespace\":\"shop\",\"labels\":{\"app\":\"x\"},\"annotations\":"
                        + "{\"cronjob.kubernetes.io/instantiate\":\"manual\",\"a\":\"b\"}},"
                        + "\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"Never\"}}}}");
        assertThat(all.get(1).source()).isEqualTo(all.get(0).source());
    }

    @Test
    public void a_long_name_is_cut_before_its_suffix() {
        String name = generate(CRON_JOB.replace("name: cleanup", "name: " + "x".repeat(80)))
                .get(1)
                .ref()
                .name();
        assertThat(name).hasSize(63).endsWith("x-3fa9c");
    }

    @Test
    public void other_cron_jobs_bring_none() {
        assertThat(generate(CRON_JOB.replace("\"true\"", "\"True\""))).hasSize(1);
        assertThat(generate(CRON_JOB.replace("batch/v1", "x.io/v1"))).hasSize(1);
        assertThat(generate(CRON_JOB.replace("autocreate", "other"))).hasSize(1);
    }

    @Test
    public void filtered_jobs_are_split_off_whatever_their_value() {
        String job = Yaml.object("batch/v1", "Job", "NAME") + "  annotations: {mia-platform.eu/deploy: VALUE}\n";
        FilteredJobs split =
                FilteredJobs.split(Yaml.manifests(job.replace("NAME", "a").replace("VALUE", "pre")
                        + job.replace("NAME", "b").replace("VALUE", "post")
                        + Yaml.object("batch/v1", "Job", "plain")
                        + job.replace("NAME", "c").replace("VALUE", "pre").replace("batch", "x.io")
                        + job.replace("NAME", "d").replace("VALUE", "pre")));
        assertThat(split.deployed())
                .extracting(manifest -> manifest.ref().name())
                .containsExactly("plain", "c");
        assertThat(split.matching("pre"))
                .extracting(manifest -> manifest.ref().name())
                .containsExactly("a", "d");
        assertThat(split.matching("Pre")).isEmpty();
        assertThat(split.jobs()).hasSize(3);
    }

    @Test
    public void once_is_for_config_maps_and_secrets() {
        String annotation = "  annotations: {mia-platform.eu/deploy: VALUE}\n";
        String configMap = Yaml.object("v1", "ConfigMap", "a") + annotation;
        assertThat(Annotations.isOnce(Yaml.manifest(configMap.replace("VALUE", "once"))))
                .isTrue();
        assertThat(Annotations.isOnce(
                        Yaml.manifest(configMap.replace("VALUE", "once").replace("ConfigMap", "Secret"))))
                .isTrue();
        assertThat(Annotations.isOnce(Yaml.manifest(configMap.replace("VALUE", "always"))))
                .isFalse();
        assertThat(Annotations.isOnce(
                        Yaml.manifest(configMap.replace("VALUE", "once").replace("ConfigMap", "Service"))))
                .isFalse();
        assertThat(Annotations.isOnce(Yaml.manifest(Yaml.object("v1", "Secret", "a"))))
                .isFalse();
    }
}
