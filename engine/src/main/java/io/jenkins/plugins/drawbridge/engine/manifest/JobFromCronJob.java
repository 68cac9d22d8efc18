package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Adds a Job for every CronJob that asks to run once at each deploy ({@link Annotations#AUTO_CREATE}).
 *
 * @param suffix source of five hexadecimal digits, a new one for each Job
 */
public record JobFromCronJob(Supplier<String> suffix) {

    private static final int LONGEST_JOB_NAME = 63;
    private static final String INSTANTIATE = "cronjob.kubernetes.io/instantiate";

    /** The manifests, each CronJob that asks for it followed by its Job. Namespaces are settled already. */
    public List<Manifest> addTo(List<Manifest> manifests) {
        List<Manifest> all = new ArrayList<>();
        for (Manifest manifest : manifests) {
            all.add(manifest);
            if (manifest.ref().is("batch", "CronJob")
                    && "true".equals(Annotations.get(manifest.body(), Annotations.AUTO_CREATE))) {
                all.add(manifest.withBody(job(manifest)));
            }
        }
        return List.copyOf(all);
    }

    private ObjectNode job(Manifest cronJob) {
        JsonNode template = cronJob.body().path("spec").path("jobTemplate");
        ObjectNode job = cronJob.body().objectNode();
        job.put("apiVersion", "batch/v1").put("kind", "Job");
        ObjectNode metadata = job.putObject("metadata");
        metadata.put("name", name(cronJob.ref().name()));
        metadata.put("namespace", cronJob.ref().namespace());
        copy(template.path("metadata").path("labels"), metadata, "labels");
        ObjectNode annotations = metadata.putObject("annotations").put(INSTANTIATE, "manual");
        template.path("metadata")
                .path("annotations")
                .properties()
                .forEach(entry -> annotations.set(entry.getKey(), entry.getValue()));
        copy(template.path("spec"), job, "spec");
        return job;
    }

    private String name(String cronJob) {
        String end = "-" + suffix.get();
        return cronJob.substring(0, Math.min(cronJob.length(), LONGEST_JOB_NAME - end.length())) + end;
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        if (from.isObject()) {
            to.set(field, from.deepCopy());
        }
    }
}
