package io.jenkins.plugins.drawbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The project that is deployed: each service has a Deployment, a Service and some ConfigMaps, all in one file. The same
 * every time; no value is random.
 *
 * @param services with one Deployment and one Service each
 * @param configMaps dealt out to the services in turn
 */
record SampleProject(int services, int configMaps) {

    /** 1,000 objects: 150 Deployments, 150 Services, 700 ConfigMaps. */
    static final SampleProject LARGE = new SampleProject(150, 700);

    /** 50 objects: 8 Deployments, 8 Services, 34 ConfigMaps. */
    static final SampleProject SMALL = new SampleProject(8, 34);

    int objects() {
        return 2 * services + configMaps;
    }

    /**
     * @param changed that many ConfigMaps have another value than usual
     * @return the folder
     */
    Path write(Path folder, int changed) {
        try {
            Files.createDirectories(folder);
            for (int service = 0; service < services; service++) {
                StringBuilder file = new StringBuilder(workload(service));
                for (int configMap = service; configMap < configMaps; configMap += services) {
                    file.append(configMap(service, configMap, configMap < changed));
                }
                Files.writeString(folder.resolve(name(service) + ".yaml"), file);
            }
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String name(int service) {
        return String.format(Locale.ROOT, "service-%03d", service);
    }

    private static String workload(int service) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                  labels: {app: %1$s, app.kubernetes.io/part-of: bench}
                spec:
                  replicas: 1
                  selector:
                    matchLabels: {app: %1$s}
                  template:
                    metadata:
                      labels: {app: %1$s}
                    spec:
                      containers:
                        - name: main
                          image: registry.example.com/bench/%1$s:1.4.%2$d
                          ports:
                            - {name: http, containerPort: 8080, protocol: TCP}
                          env:
                            - {name: LOG_LEVEL, value: info}
                            - name: GREETING
                              valueFrom: {configMapKeyRef: {name: %1$s-config-%3$03d, key: greeting}}
                          resources:
                            requests: {cpu: 50m, memory: 64Mi}
                            limits: {memory: 128Mi}
                          readinessProbe:
                            httpGet: {path: /ready, port: http}
                            periodSeconds: 5
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: %1$s
                  labels: {app: %1$s}
                spec:
                  selector: {app: %1$s}
                  ports:
                    - {name: http, port: 80, targetPort: http, protocol: TCP}
                """
                .formatted(name(service), service, service);
    }

    private static String configMap(int service, int number, boolean changed) {
        return """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s-config-%03d
                  labels: {app: %1$s}
                data:
                  greeting: "%s from %1$s"
                  number: "%2$d"
                  application.properties: |
                    server.port=8080
                    pool.size=%2$d
                    feature.flags=search,basket,checkout
                """
                .formatted(name(service), number, changed ? "good evening" : "hello");
    }
}
