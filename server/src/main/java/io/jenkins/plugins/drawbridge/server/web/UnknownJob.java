package io.jenkins.plugins.drawbridge.server.web;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.RepositorySettings;
import java.util.List;
import java.util.Map;

/** Stands for a job that does not exist, so that asking for it is refused in the same way, and time, as a wrong token. */
public final class UnknownJob {

    static final JobSettings INSTANCE = new JobSettings(
            "",
            "",
            new RepositorySettings("", Credentials.none(), null, null, Access.DIRECT, ""),
            "",
            null,
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            "");

    private UnknownJob() {}

    public static boolean is(JobSettings job) {
        return job.id().isEmpty();
    }
}
