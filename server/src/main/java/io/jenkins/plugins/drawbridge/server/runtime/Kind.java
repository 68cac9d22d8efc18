package io.jenkins.plugins.drawbridge.server.runtime;

/** The kinds an environment is read by: one LIST each. */
enum Kind {
    DEPLOYMENT("apps", "v1", "Deployment", "deployments"),
    STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets"),
    DAEMON_SET("apps", "v1", "DaemonSet", "daemonsets"),
    CRON_JOB("batch", "v1", "CronJob", "cronjobs"),
    JOB("batch", "v1", "Job", "jobs"),
    POD("", "v1", "Pod", "pods"),
    SERVICE("", "v1", "Service", "services"),
    INGRESS("networking.k8s.io", "v1", "Ingress", "ingresses"),
    EVENT("", "v1", "Event", "events");

    private final String group;
    private final String version;
    private final String word;
    private final String plural;

    Kind(String group, String version, String word, String plural) {
        this.group = group;
        this.version = version;
        this.word = word;
        this.plural = plural;
    }

    String group() {
        return group;
    }

    String version() {
        return version;
    }

    /** {@code Deployment}. */
    String word() {
        return word;
    }

    String plural() {
        return plural;
    }

    /** {@code deployments.apps}, as RBAC's messages have it. */
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** Those that have pods of their own, or make what has; in the order they are shown. */
    boolean isWorkload() {
        return compareTo(JOB) <= 0;
    }
}
