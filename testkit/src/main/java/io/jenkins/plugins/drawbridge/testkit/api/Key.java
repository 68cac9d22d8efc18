package io.jenkins.plugins.drawbridge.testkit.api;

/** Where an object is: namespace (empty for cluster-wide kinds) and name. Sorted as the real server lists. */
record Key(String namespace, String name) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
        int byNamespace = (namespace + "/").compareTo(other.namespace + "/");
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
