package io.jenkins.plugins.drawbridge.testkit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.drawbridge.testkit.api.ApiOptions;
import io.jenkins.plugins.drawbridge.testkit.api.ApiServer;
import io.jenkins.plugins.drawbridge.testkit.api.ResourceTable;
import io.jenkins.plugins.drawbridge.testkit.api.Users;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodPace;
import io.jenkins.plugins.drawbridge.testkit.rollout.PodScript;
import io.jenkins.plugins.drawbridge.testkit.rollout.Rollouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** How a {@link PrivateCluster} is to be. For one thread. */
public final class PrivateClusterBuilder {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Set<String> NOT_IN_1_20 = Set.of("autoscaling/v2/", "policy/v1/", "batch/v1/cronjobs");
    private static final Set<String> NOT_TODAY = Set.of("batch/v1beta1/", "policy/v1beta1/");

    private boolean today = true;
    private boolean anonymous = true;
    private boolean rollouts = true;
    private PodPace pace = PodPace.QUICK;
    private Duration bookmarkEvery = Duration.ofSeconds(5);
    private String[] serverNames = {"127.0.0.1", "localhost", "kubernetes", "kubernetes.default.svc", "10.96.0.1"};

    PrivateClusterBuilder() {}

    /** As Kubernetes 1.20: CronJobs are v1beta1, no aggregated discovery, no {@code SelfSubjectReview}, no autoscaling/v2, no policy/v1. */
    public PrivateClusterBuilder as1_20() {
        today = false;
        return this;
    }

    /** Answers 401 to requests without credentials, instead of taking them for {@code system:anonymous}. */
    public PrivateClusterBuilder withoutAnonymous() {
        anonymous = false;
        return this;
    }

    /** No controllers and no kubelet: workloads stay as they were written. */
    public PrivateClusterBuilder withoutRollouts() {
        rollouts = false;
        return this;
    }

    /** How quick pods are. */
    public PrivateClusterBuilder pace(PodPace newPace) {
        pace = newPace;
        return this;
    }

    /** How often watches get bookmarks. */
    public PrivateClusterBuilder bookmarkEvery(Duration period) {
        bookmarkEvery = period;
        return this;
    }

    /** DNS names and IP addresses of the server's certificate. */
    public PrivateClusterBuilder serverNames(String... names) {
        serverNames = names.clone();
        return this;
    }

    /** Starts it. */
    public PrivateCluster start() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Pki pki = Pki.create("private-cluster");
        Users users = new Users(certificate -> issuedBy(pki, certificate));
        ScheduledExecutorService controllers = Executors.newScheduledThreadPool(2, threads("controllers"));
        ApiServer server = new ApiServer(
                options(),
                new ApiServer.Surroundings(
                        new ResourceTable(this::serves), users, PodScript::log, controllers, Clock.systemUTC()));
        if (rollouts) {
            Rollouts.start(server.controller(), controllers, pace);
        }
        ExecutorService connections = Executors.newCachedThreadPool(threads("api"));
        HttpsServer listener = listen(pki, server, connections);
        return new PrivateCluster(new PrivateCluster.Parts(pki, listener, connections, controllers, users, server));
    }

    private ApiOptions options() {
        return new ApiOptions(today ? "1.32.0" : "1.20.2", today, today, anonymous, bookmarkEvery);
    }

    private boolean serves(String path) {
        return (today ? NOT_TODAY : NOT_IN_1_20).stream().noneMatch(path::startsWith);
    }

    private HttpsServer listen(Pki pki, ApiServer server, ExecutorService connections) {
        try {
            HttpsServer listener =
                    HttpsServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 512);
            SSLContext tls = pki.server(serverNames).sslContext(new AnyClient());
            listener.setHttpsConfigurator(new HttpsConfigurator(tls) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = tls.getDefaultSSLParameters();
                    wanted.setWantClientAuth(true);
                    parameters.setSSLParameters(wanted);
                }
            });
            listener.setExecutor(connections);
            listener.createContext("/", server);
            listener.start();
            return listener;
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", problem);
        }
    }

    private static boolean issuedBy(Pki pki, X509Certificate certificate) {
        try {
            certificate.verify(pki.authorityCertificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException foreign) {
            return false;
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "private-cluster-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
