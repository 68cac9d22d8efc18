package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.util.ArrayList;
import java.util.List;

/** What would only show when somebody triggers: a token or secret of a job that cannot be read. */
public final class UnreadableSecrets {

    private final List<String> sentences = new ArrayList<>();

    private UnreadableSecrets() {}

    /** One sentence for each; none holds a value. They may still come, so that none is a fault of the file. */
    public static List<String> of(List<JobSettings> jobs) {
        UnreadableSecrets unreadable = new UnreadableSecrets();
        for (JobSettings job : jobs) {
            SecretSource token = job.triggerToken();
            if (token != null) {
                unreadable.look(job, "triggerToken", token);
            }
            job.webhookSecrets().forEach(secret -> unreadable.look(job, "webhookSecrets", secret));
        }
        return List.copyOf(unreadable.sentences);
    }

    private void look(JobSettings job, String key, SecretSource source) {
        try {
            source.read();
        } catch (DrawbridgeException missing) {
            sentences.add("job " + job.id() + ", " + key + ": " + missing.getMessage()
                    + "; until then, triggers that need it are refused");
        }
    }
}
