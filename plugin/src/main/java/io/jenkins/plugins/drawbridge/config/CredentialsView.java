package io.jenkins.plugins.drawbridge.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The credentials that somebody may use. Looked up anew each time. */
public interface CredentialsView {

    Optional<StandardCredentials> find(String id);

    /** Half a sentence: who looks. */
    String reader();

    /** What a build may use, and Jenkins keeps track of it. */
    static CredentialsView of(Run<?, ?> run) {
        return new CredentialsView() {
            @Override
            public Optional<StandardCredentials> find(String id) {
                StandardCredentials found =
                        CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, List.of());
                if (found != null) {
                    CredentialsProvider.track(run, found);
                }
                return Optional.ofNullable(found);
            }

            @Override
            public String reader() {
                return "this job";
            }
        };
    }

    /** What an item may use, outside of any build. */
    static CredentialsView of(Item item) {
        return new CredentialsView() {
            @Override
            public Optional<StandardCredentials> find(String id) {
                return Optional.ofNullable(CredentialsProvider.findCredentialByIdInItem(
                        id, StandardCredentials.class, item, ACL.SYSTEM2, List.of()));
            }

            @Override
            public String reader() {
                return "this job";
            }
        };
    }

    /** What every job may use: credentials for Jenkins itself are left out, so that a test shows what a job would see. */
    static CredentialsView ofAllJobs() {
        return new CredentialsView() {
            @Override
            public Optional<StandardCredentials> find(String id) {
                return Optional.ofNullable(CredentialsProvider.findCredentialByIdInItemGroup(
                                id, StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()))
                        .filter(found -> found.getScope() != CredentialsScope.SYSTEM);
            }

            @Override
            public String reader() {
                return "jobs (scope Global)";
            }
        };
    }
}
