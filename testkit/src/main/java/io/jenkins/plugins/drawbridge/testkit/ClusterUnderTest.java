package io.jenkins.plugins.drawbridge.testkit;

/** A cluster that tests can be run against: the private one in a box, or a real API server. */
public interface ClusterUnderTest extends AutoCloseable {

    /** For test reports. */
    String name();

    /** Of the API server, without a slash at the end. */
    String url();

    /** What the API server's certificate can be checked with. */
    String authorityPem();

    /** A bearer token that may do everything. */
    String adminToken();

    /** Makes a namespace that no other test uses, and returns its name. */
    String newNamespace(String prefix);

    @Override
    void close();
}
