package io.jenkins.plugins.drawbridge;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.TextParameterDefinition;
import hudson.util.Secret;
import io.jenkins.plugins.drawbridge.config.ClusterDefinition;
import io.jenkins.plugins.drawbridge.config.DrawbridgeConfiguration;
import io.jenkins.plugins.drawbridge.config.EnvironmentDefinition;
import io.jenkins.plugins.drawbridge.config.SshHop;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.bastion.Names;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshBastion;
import io.jenkins.plugins.drawbridge.testkit.bastion.SshRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.rules.ExternalResource;
import org.jvnet.hudson.test.JenkinsRule;

/** A cluster that only a bastion reaches, and all that Jenkins has to know of it. */
final class PrivateShop extends ExternalResource {

    static final String NAMESPACE = "shop-dev";
    static final String PASSWORD = "c4n4ry-password-of-the-bastion";

    private final Names names = new Names();
    private PrivateCluster cluster;
    private SshBastion bastion;

    @Override
    protected void before() {
        cluster = PrivateCluster.start();
        cluster.namespace(NAMESPACE);
        names.put("kube.internal", 6443, cluster.port());
        bastion = SshBastion.start(SshRules.password("deploy", PASSWORD), names);
    }

    @Override
    protected void after() {
        bastion.close();
        cluster.close();
    }

    PrivateCluster cluster() {
        return cluster;
    }

    SshBastion bastion() {
        return bastion;
    }

    /** Credentials, the cluster {@code private} and the environment {@code DEV}. */
    void introduce() throws Exception {
        secretText("kube-token", cluster.adminToken());
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "bastion", "", "deploy", PASSWORD));
        SystemCredentialsProvider.getInstance().save();
        DrawbridgeConfiguration configuration = DrawbridgeConfiguration.get();
        configuration.setClusters(List.of(definition()));
        configuration.setEnvironments(List.of(new EnvironmentDefinition("DEV", "private", NAMESPACE)));
    }

    static void secretText(String id, String text) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(text)));
        SystemCredentialsProvider.getInstance().save();
    }

    ClusterDefinition definition() {
        SshHop hop = new SshHop("127.0.0.1", "bastion");
        hop.setPort(bastion.port());
        hop.setHostKey(String.join(" ", bastion.fingerprints()));
        ClusterDefinition definition = new ClusterDefinition("private", "https://kube.internal:6443");
        definition.setCa(cluster.authorityPem());
        definition.setTlsServerName("localhost");
        definition.setCredentialsId("kube-token");
        definition.setAccess(List.of(hop));
        return definition;
    }

    /** A job that runs a script of the test's resources, with the parameters that the Console sends. */
    static WorkflowJob job(JenkinsRule jenkins, String name, String script, String manifest) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.addProperty(new ParametersDefinitionProperty(
                new TextParameterDefinition("MANIFEST", manifest, ""),
                new StringParameterDefinition("ENVIRONMENT_TO_DEPLOY", "DEV", ""),
                new StringParameterDefinition("REVISION", "main", ""),
                new StringParameterDefinition("TRIGGER_ID", "", "")));
        job.setDefinition(new CpsFlowDefinition(script(script), true));
        return job;
    }

    static String script(String name) throws Exception {
        try (var stream = PrivateShop.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String workload(String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec:
                  selector: {matchLabels: {app: api}}
                  template:
                    metadata: {labels: {app: api}}
                    spec: {containers: [{name: main, image: "registry.example/%s"}]}
                """
                .formatted(image);
    }

    boolean isLocked() {
        var leases = cluster.controller().resource("coordination.k8s.io", "leases");
        return !cluster.controller().list(leases, NAMESPACE).isEmpty();
    }
}
