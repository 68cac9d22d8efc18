package io.jenkins.plugins.drawbridge.engine.deploy;

/** Manifests as YAML text, without a namespace. */
final class Text {

    private Text() {}

    static String configMap(String name, String... pairs) {
        StringBuilder yaml = new StringBuilder(head("v1", "ConfigMap", name)).append("data:\n");
        for (int index = 0; index < pairs.length; index += 2) {
            yaml.append("  ")
                    .append(pairs[index])
                    .append(": \"")
                    .append(pairs[index + 1])
                    .append("\"\n");
        }
        return yaml.toString();
    }

    static String secret(String name, String key, String value) {
        return head("v1", "Secret", name) + "stringData:\n  " + key + ": \"" + value + "\"\n";
    }

    static String service(String name) {
        return head("v1", "Service", name) + "spec:\n  selector: {app: " + name
                + "}\n  ports: [{port: 80, protocol: TCP}]\n";
    }

    static String deployment(String name, String image) {
        return deployment(name, image, 1, "");
    }

    /** @param containerRest more lines of the container, each indented by eight spaces */
    static String deployment(String name, String image, int replicas, String containerRest) {
        return head("apps/v1", "Deployment", name) + "spec:\n  replicas: " + replicas + "\n" + pods(name, image, "")
                + containerRest;
    }

    static String statefulSet(String name, String image, String strategy) {
        return head("apps/v1", "StatefulSet", name) + "spec:\n  serviceName: " + name + "\n  updateStrategy: {type: "
                + strategy + "}\n" + pods(name, image, "");
    }

    static String daemonSet(String name, String image) {
        return head("apps/v1", "DaemonSet", name) + "spec:\n" + pods(name, image, "");
    }

    static String withInit(String name, String initImage, String image) {
        return head("apps/v1", "Deployment", name) + "spec:\n"
                + pods(name, image, "      initContainers:\n      - {name: prepare, image: \"" + initImage + "\"}\n");
    }

    static String job(String name, String image, String rest) {
        return head("batch/v1", "Job", name) + "spec:\n" + rest
                + "  backoffLimit: 0\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n"
                + "      - {name: main, image: \"" + image + "\"}\n";
    }

    static String pod(String name, String image) {
        return head("v1", "Pod", name) + "spec:\n  containers:\n  - {name: main, image: \"" + image + "\"}\n";
    }

    /** Lets the object carry an annotation; for texts that begin with {@link #head}. */
    static String annotated(String yaml, String annotation, String value) {
        return yaml.replaceFirst(
                "metadata:\n", "metadata:\n  annotations: {\"" + annotation + "\": '" + value + "'}\n");
    }

    static String head(String apiVersion, String kind, String name) {
        return "---\napiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata:\n  name: " + name + "\n";
    }

    private static String pods(String name, String image, String specRest) {
        return "  selector: {matchLabels: {app: " + name + "}}\n  template:\n    metadata:\n      labels: {app: " + name
                + "}\n    spec:\n" + specRest + "      containers:\n      - name: main\n        image: \"" + image
                + "\"\n";
    }
}
