package io.jenkins.plugins.drawbridge.engine.manifest;

import java.util.List;

/**
 * The Jobs that run on their own call, before or after a deploy ({@code --filtered-job-annotation}), taken out of the
 * input.
 *
 * @param deployed everything else
 * @param jobs the Jobs annotated with {@link Annotations#DEPLOY}, whatever its value
 */
public record FilteredJobs(List<Manifest> deployed, List<Manifest> jobs) {

    public static FilteredJobs split(List<Manifest> manifests) {
        return new FilteredJobs(
                manifests.stream().filter(manifest -> !isFiltered(manifest)).toList(),
                manifests.stream().filter(FilteredJobs::isFiltered).toList());
    }

    /** The Jobs whose annotation has exactly this value, in the order of the input. */
    public List<Manifest> matching(String value) {
        return jobs.stream()
                .filter(job -> value.equals(Annotations.get(job.body(), Annotations.DEPLOY)))
                .toList();
    }

    private static boolean isFiltered(Manifest manifest) {
        return manifest.ref().is("batch", "Job") && Annotations.get(manifest.body(), Annotations.DEPLOY) != null;
    }
}
